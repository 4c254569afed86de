import type { Db } from '../../stores/index.ts'

export type StoredCounts = { profiles: number; accounts: number; rejected: number; duplicates: number; intakePending: number }

/** Everything that PostgreSQL can count of a workspace. */
export async function selectCounts(db: Db, workspaceId: number): Promise<StoredCounts> {
  const { rows } = await db.query<StoredCounts>(
    `select
       (select count(*) from profiles where workspace_id = $1) as profiles,
       (select count(*) from accounts where workspace_id = $1) as accounts,
       (select count(*) from rejected where workspace_id = $1 and replayed_at is null) as rejected,
       (select coalesce(sum(duplicates), 0)::bigint from source_counts where workspace_id = $1) as duplicates,
       (select coalesce(sum(facts), 0)::bigint from intake where workspace_id = $1) as "intakePending"`,
    [workspaceId],
  )
  return rows[0]!
}
