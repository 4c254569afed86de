import type { Db } from '../../stores/index.ts'

const COUNT_MAX = 100_000

export type BoundedCount = { count: number; exact: boolean }

/** How many people were first seen since then (ms), and how many were known before and came again: each up to a hundred thousand. */
export async function countPeopleSince(
  { db, workspaceId }: { db: Db; workspaceId: number },
  since: number,
): Promise<{ fresh: BoundedCount; returning: BoundedCount }> {
  const { rows } = await db.query<{ fresh: number; seen: number; back: number }>(
    `select (select count(*) from (select 1 from listed_people where workspace_id = $1 and first_seen >= from_ms($2) limit $3) f)::int as fresh,
       count(*)::int as seen, count(*) filter (where first_seen < from_ms($2))::int as back
     from (select first_seen from listed_people where workspace_id = $1 and last_seen >= from_ms($2) order by last_seen desc limit $3) s`,
    [workspaceId, Math.round(since), COUNT_MAX],
  )
  const { fresh, seen, back } = rows[0]!
  return { fresh: { count: fresh, exact: fresh < COUNT_MAX }, returning: { count: back, exact: seen < COUNT_MAX } }
}
