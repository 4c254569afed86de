import type { Db } from '../../stores/index.ts'

type Where = { db: Db; workspaceId: number }

/** A source, and what it has sent lately. Times in ms. */
export type SourceLately = {
  sourceId: number
  name: string
  createdAt: number
  /** In all of the time that is counted. */
  lastReceivedAt: number | null
  /** In how many of the last 168 hours it sent anything. */
  activeHours: number
  facts: number
  rejected: number
}

/** What each source that is in use has sent in the last day and week. */
export async function sourcesLately({ db, workspaceId }: Where, now: number): Promise<SourceLately[]> {
  const { rows } = await db.query<SourceLately>(
    `select s.source_id as "sourceId", s.name, extract(epoch from s.created_at)::float8 * 1000 as "createdAt",
       extract(epoch from max(c.last_received_at))::float8 * 1000 as "lastReceivedAt",
       count(*) filter (where c.hour >= from_ms($2) - interval '168 hours' and c.facts > 0)::int as "activeHours",
       coalesce(sum(c.facts) filter (where c.hour >= from_ms($2) - interval '24 hours'), 0)::bigint as facts,
       coalesce(sum(c.rejected) filter (where c.hour >= from_ms($2) - interval '24 hours'), 0)::bigint as rejected
     from sources s left join source_counts c on c.workspace_id = s.workspace_id and c.source_id = s.source_id
     where s.workspace_id = $1 and exists (
       select 1 from write_keys k where k.workspace_id = s.workspace_id and k.source_id = s.source_id and k.revoked_at is null)
     group by s.source_id, s.name, s.created_at order by s.source_id`,
    [workspaceId, Math.round(now)],
  )
  return rows
}

/** Facts received hour by hour, where there were any. */
export async function factsByHour({ db, workspaceId }: Where, from: number): Promise<{ hour: Date; facts: number }[]> {
  const { rows } = await db.query<{ hour: Date; facts: number }>(
    `select hour, sum(facts)::bigint as facts from source_counts
     where workspace_id = $1 and hour >= from_ms($2) group by hour having sum(facts) > 0 order by hour`,
    [workspaceId, Math.round(from)],
  )
  return rows
}

/** Facts rejected since then (ms) and not replayed. */
export async function rejectedSince({ db, workspaceId }: Where, since: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from rejected where workspace_id = $1 and received_at >= from_ms($2) and replayed_at is null',
    [workspaceId, Math.round(since)],
  )
  return rows[0]!.n
}

/** Whether any fact was ever counted. */
export async function hasFacts({ db, workspaceId }: Where): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    'select exists (select 1 from source_counts where workspace_id = $1 and facts > 0) as found',
    [workspaceId],
  )
  return rows[0]!.found
}
