import type { Because } from '@percorso/contract'
import type { Scope } from '../following/index.ts'

export type MemberRow = {
  profileId: string
  name: string | null
  kind: string
  value: string
  lastSeen: Date
  since: Date
  because: Because
}
export type Page = { after: { since: string; profileId: string } | undefined; limit: number }

/** Who is in a segment, the newest first. */
export async function selectMembers({ db, workspaceId }: Scope, segmentId: number, { after, limit }: Page): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select m.profile_id as "profileId", p.name, p.head_kind as kind, p.head_value as value, p.last_seen as "lastSeen", m.since, m.because
     from (select * from segment_members where workspace_id = $1 and segment_id = $2
         and ($3::timestamptz is null or (since, profile_id) < ($3, $4::uuid)) order by since desc, profile_id desc limit $5) m
     join people p on p.workspace_id = $1 and p.profile_id = m.profile_id order by m.since desc, m.profile_id desc`,
    [workspaceId, segmentId, after?.since ?? null, after?.profileId ?? null, limit],
  )
  return rows
}

export type MembershipRow = { segmentId: number; name: string; since: Date; because: Because }

/** The segments somebody is in. */
export async function selectMemberships({ db, workspaceId }: Scope, profileId: string): Promise<MembershipRow[]> {
  const { rows } = await db.query<MembershipRow>(
    `select m.segment_id as "segmentId", s.name, m.since, m.because from segments s join segment_members m using (workspace_id, segment_id)
     where s.workspace_id = $1 and m.profile_id = $2 order by m.since desc, m.segment_id`,
    [workspaceId, profileId],
  )
  return rows
}

export type SizeRow = { at: Date; change: number; entered: number; left: number }

/** How a segment changed, hour by hour or day by day, since a moment. */
export async function selectSizes(
  { db, workspaceId }: Scope,
  segmentId: number,
  { since, step }: { since: Date; step: 'hour' | 'day' },
): Promise<SizeRow[]> {
  const { rows } = await db.query<SizeRow>(
    `select date_trunc($4, hour, w.time_zone) as at, sum(change)::int as change, sum(entered)::int as entered, sum(left_it)::int as left
     from segment_sizes z join workspaces w using (workspace_id) where workspace_id = $1 and segment_id = $2 and hour >= $3 group by 1 order by 1`,
    [workspaceId, segmentId, since.toISOString(), step],
  )
  return rows
}

/** How many of a segment's people are in each other segment. */
export async function selectOverlap({ db, workspaceId }: Scope, segmentId: number): Promise<{ segmentId: number; both: number }[]> {
  const { rows } = await db.query<{ segmentId: number; both: number }>(
    `select other.segment_id as "segmentId", count(*)::int as both
     from segment_members own join segment_members other on other.workspace_id = own.workspace_id and other.profile_id = own.profile_id
     where own.workspace_id = $1 and own.segment_id = $2 and other.segment_id <> $2 group by 1`,
    [workspaceId, segmentId],
  )
  return rows
}

/** Puts somebody in or out by hand; null leaves it to the rule. */
export async function setChoice(
  { db, workspaceId }: Scope,
  choice: { segmentId: number; identifierIds: string[]; identifierId: string; isIn: boolean | null; by: string },
): Promise<void> {
  const { segmentId, identifierIds, identifierId, isIn, by } = choice
  await db.query('delete from segment_choices where workspace_id = $1 and segment_id = $2 and identifier_id = any($3::uuid[])', [
    workspaceId,
    segmentId,
    identifierIds,
  ])
  if (isIn === null) return
  await db.query(
    'insert into segment_choices (workspace_id, segment_id, identifier_id, is_in, by, at) values ($1, $2, $3, $4, $5, now())',
    [workspaceId, segmentId, identifierId, isIn, by],
  )
}
