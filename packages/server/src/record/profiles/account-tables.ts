import type { ReadScope } from './profile-tables.ts'
import type { TraitState } from './traits.ts'

export type AccountRow = {
  accountId: string
  facts: number
  members: number
  firstSeen: Date | null
  lastSeen: Date | null
  traits: TraitState['traits']
  clock: TraitState['clock']
}

const account = `a.account_id as "accountId", a.facts, a.first_seen as "firstSeen", a.last_seen as "lastSeen", a.traits, a.trait_clock as clock,
  (select count(distinct i.profile_id) from account_members m join identifiers i using (workspace_id, identifier_id)
   where m.workspace_id = $1 and m.account_id = a.account_id) as members`

/** Accounts whose id starts with a text, by id. */
export async function selectAccounts(
  { db, workspaceId }: ReadScope,
  page: { search: string; after: string; limit: number },
): Promise<AccountRow[]> {
  const { rows } = await db.query<AccountRow>(
    `select ${account} from accounts a where a.workspace_id = $1 and a.account_id > $2 and starts_with(a.account_id, $3)
     order by a.account_id limit $4`,
    [workspaceId, page.after, page.search, page.limit],
  )
  return rows
}

export async function selectAccount({ db, workspaceId }: ReadScope, accountId: string): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`select ${account} from accounts a where a.workspace_id = $1 and a.account_id = $2`, [
    workspaceId,
    accountId,
  ])
  return rows[0]
}

/** Ids of the profiles of an account's people. */
export async function profilesOfAccount({ db, workspaceId }: ReadScope, accountId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct i.profile_id as id from account_members m join identifiers i using (workspace_id, identifier_id)
     where m.workspace_id = $1 and m.account_id = $2`,
    [workspaceId, accountId],
  )
  return rows.map(({ id }) => id)
}

/** Ids of the identifiers that ever named an account, the latest first. */
export async function identifiersOfAccount({ db, workspaceId }: ReadScope, accountId: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select identifier_id as id from account_members where workspace_id = $1 and account_id = $2 order by last_seen desc, identifier_id limit $3`,
    [workspaceId, accountId, limit],
  )
  return rows.map(({ id }) => id)
}
