import type { Because } from '@percorso/contract'
import { plain } from '../../record/profiles/index.ts'
import type { Scope } from './ruleset-tables.ts'

/** Somebody who enters or leaves a segment; `quietly`: nobody is told, because the segment is only being filled. */
export type Move = { segmentId: number; profileId: string; enters: boolean; because: Because; quietly: boolean }

/** Writes down who entered and left at a moment (ms). */
export async function applyMoves({ db, workspaceId }: Scope, moves: Move[], now: number): Promise<void> {
  const gone = moves.filter(({ enters }) => !enters)
  const came = moves.filter(({ enters }) => enters)
  if (gone.length > 0) {
    await db.query(
      `delete from segment_members m using unnest($2::int[], $3::uuid[]) as d (segment_id, profile_id)
       where m.workspace_id = $1 and m.segment_id = d.segment_id and m.profile_id = d.profile_id`,
      [workspaceId, plain(gone.map(({ segmentId }) => segmentId)), plain(gone.map(({ profileId }) => profileId))],
    )
  }
  if (came.length > 0) {
    await db.query(
      `insert into segment_members (workspace_id, segment_id, profile_id, since, because)
       select $1, d.segment_id, d.profile_id, from_ms($2), d.because from unnest($3::int[], $4::uuid[], $5::jsonb[]) as d (segment_id, profile_id, because)
       on conflict do nothing`,
      [
        workspaceId,
        now,
        plain(came.map(({ segmentId }) => segmentId)),
        plain(came.map(({ profileId }) => profileId)),
        came.map(({ because }) => JSON.stringify(because)),
      ],
    )
  }
}

/** Counts who entered and left by the hour. */
export async function addSizes({ db, workspaceId }: Scope, moves: Move[], now: number): Promise<void> {
  if (moves.length === 0) return
  const sizes = new Map<number, { entered: number; left: number; change: number }>()
  for (const { segmentId, enters, quietly } of moves) {
    const size = sizes.get(segmentId) ?? { entered: 0, left: 0, change: 0 }
    sizes.set(segmentId, size)
    size.change += enters ? 1 : -1
    if (!quietly) size[enters ? 'entered' : 'left'] += 1
  }
  const counted = [...sizes].sort(([a], [b]) => a - b)
  await db.query(
    `insert into segment_sizes as s (workspace_id, segment_id, hour, entered, left_it, change)
     select $1, d.segment_id, date_trunc('hour', from_ms($2), 'UTC'), d.entered, d.left_it, d.change
     from unnest($3::int[], $4::int[], $5::int[], $6::int[]) as d (segment_id, entered, left_it, change)
     on conflict (workspace_id, segment_id, hour) do update set entered = s.entered + excluded.entered, left_it = s.left_it + excluded.left_it,
       change = s.change + excluded.change`,
    [
      workspaceId,
      now,
      plain(counted.map(([segmentId]) => segmentId)),
      plain(counted.map(([, { entered }]) => entered)),
      plain(counted.map(([, { left }]) => left)),
      plain(counted.map(([, { change }]) => change)),
    ],
  )
}

export type Choice = { identifierId: string; segmentId: number; isIn: boolean }

/** Who is in or out by hand. */
export async function selectChoices({ db, workspaceId }: Scope, identifierIds: string[]): Promise<Choice[]> {
  const { rows } = await db.query<Choice>(
    `select identifier_id as "identifierId", segment_id as "segmentId", is_in as "isIn" from segment_choices
     where workspace_id = $1 and identifier_id = any($2::uuid[]) order by at`,
    [workspaceId, plain(identifierIds)],
  )
  return rows
}

/** Everybody in a segment. */
export async function selectMemberIds({ db, workspaceId }: Scope, segmentId: number): Promise<string[]> {
  const { rows } = await db.query<{ ids: string[] }>(
    `select coalesce(array_agg(profile_id::text), '{}') as ids from segment_members where workspace_id = $1 and segment_id = $2`,
    [workspaceId, segmentId],
  )
  return rows[0]!.ids
}
