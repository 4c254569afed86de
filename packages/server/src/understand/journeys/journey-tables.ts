import type { Db } from '../../stores/index.ts'

/** Where a workspace is read: `db` sees no other. */
export type Scope = { db: Db; workspaceId: number }

/** Who belongs to which account. An account is named by a UUID made of its id, as people are by theirs. */
export async function selectAccountMembers({ db, workspaceId }: Scope, limit: number): Promise<{ people: string[]; accounts: string[] }> {
  const { rows } = await db.query<{ people: string[]; accounts: string[] }>(
    `select coalesce(array_agg(person), '{}') as people, coalesce(array_agg(account), '{}') as accounts from (
       select distinct i.profile_id::text as person, md5(m.account_id)::uuid::text as account
       from account_members m join identifiers i using (workspace_id, identifier_id) where m.workspace_id = $1 limit $2) as found`,
    [workspaceId, limit],
  )
  return rows[0]!
}

/** So many people of a segment, and how many it has; undefined if there is no such segment. Ids are hashes: the first of them are a random part. */
export async function selectPeopleOf(
  { db, workspaceId }: Scope,
  { segmentId, limit }: { segmentId: number; limit: number },
): Promise<{ ids: string[]; size: number } | undefined> {
  const { rows } = await db.query<{ ids: string[]; size: number }>(
    `select (select count(*)::int from segment_members where workspace_id = $1 and segment_id = $2) as size,
       array(select profile_id::text from segment_members where workspace_id = $1 and segment_id = $2 order by profile_id limit $3) as ids
     from segments where workspace_id = $1 and segment_id = $2`,
    [workspaceId, segmentId, limit],
  )
  return rows[0]
}
