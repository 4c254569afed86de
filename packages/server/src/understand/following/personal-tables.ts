import { plain } from '../../record/profiles/index.ts'
import type { Scope } from './ruleset-tables.ts'

/** How much is kept about a person. */
export async function countRemembered({ db, workspaceId }: Scope, ids: string[]): Promise<Record<string, number>> {
  const { rows } = await db.query<{ segments: number }>(
    'select count(*)::int as segments from segments s join segment_members m using (workspace_id, segment_id) where s.workspace_id = $1 and m.profile_id = any($2::uuid[])',
    [workspaceId, plain(ids)],
  )
  return { segments: rows[0]!.segments }
}

/** The segments a person is in, with the reason, and those they were put in or out of by hand. */
export async function selectRemembered({ db, workspaceId }: Scope, ids: string[]): Promise<{ segments: object[]; byHand: object[] }> {
  const { rows: segments } = await db.query<object>(
    `select s.name as segment, m.since, m.because from segments s join segment_members m using (workspace_id, segment_id)
     where s.workspace_id = $1 and m.profile_id = any($2::uuid[]) order by m.since`,
    [workspaceId, plain(ids)],
  )
  const { rows: byHand } = await db.query<object>(
    `select s.name as segment, c.is_in as "isIn", c.by, c.at from segment_choices c join segments s using (workspace_id, segment_id)
     where c.workspace_id = $1 and c.identifier_id = any($2::uuid[]) order by c.at`,
    [workspaceId, plain(ids)],
  )
  return { segments, byHand }
}

/** Deletes it. The size of a segment shrinks by those who are gone. */
export async function deleteRemembered({ db, workspaceId }: Scope, ids: string[]): Promise<void> {
  await db.query(
    `with gone as (delete from segment_members m using segments s where s.workspace_id = $1 and m.workspace_id = $1
         and m.segment_id = s.segment_id and m.profile_id = any($2::uuid[]) returning m.segment_id)
     insert into segment_sizes as s (workspace_id, segment_id, hour, entered, left_it, change)
     select $1, segment_id, date_trunc('hour', now(), 'UTC'), 0, 0, -count(*) from gone group by segment_id
     on conflict (workspace_id, segment_id, hour) do update set change = s.change + excluded.change`,
    [workspaceId, plain(ids)],
  )
  await db.query('delete from segment_choices where workspace_id = $1 and identifier_id = any($2::uuid[])', [workspaceId, plain(ids)])
  for (const table of ['rule_states', 'people_to_judge'])
    await db.query(`delete from ${table} where workspace_id = $1 and identifier_id = any($2::uuid[])`, [workspaceId, plain(ids)])
}

/** Deletes what is kept about everybody; segments themselves stay. */
export async function deleteAllRemembered({ db, workspaceId }: Scope): Promise<void> {
  for (const table of ['segment_members', 'segment_choices', 'segment_sizes', 'rule_states', 'people_to_judge']) {
    await db.query(`delete from ${table} where workspace_id = $1`, [workspaceId])
  }
}
