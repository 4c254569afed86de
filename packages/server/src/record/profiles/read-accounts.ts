import type { account } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { identifiersOfAccount, profilesOfAccount, selectAccount, selectAccounts } from './account-tables.ts'
import type { AccountRow } from './account-tables.ts'
import { fromCursor, toPage } from './cursor.ts'
import { listThese } from './list-people.ts'
import type { PeopleList } from './list-people.ts'
import type { ReadScope } from './profile-tables.ts'
import { showTraits } from './show-traits.ts'

export type Account = z.infer<typeof account>
export type AccountSearch = { search?: string | undefined; cursor?: string | undefined; limit: number }
export type MembersInput = { accountId: string; cursor?: string | undefined; limit: number }

/** Accounts by id. */
export async function listAccounts(
  scope: ReadScope,
  { search, cursor, limit }: AccountSearch,
): Promise<{ items: Account[]; next: string | null }> {
  const [after] = fromCursor<[string]>(cursor, ['string']) ?? ['']
  const rows = await selectAccounts(scope, { search: search?.trim() ?? '', after, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ accountId }) => [accountId])
  return { items: items.map(toAccount), next }
}

/** One account. */
export async function readAccount(scope: ReadScope, accountId: string): Promise<Account> {
  const row = await selectAccount(scope, accountId)
  if (!row) throw noSuchAccount()
  return toAccount(row)
}

/** The people of an account, latest seen first. */
export async function listMembers(scope: ReadScope, { accountId, ...page }: MembersInput): Promise<Omit<PeopleList, 'looked'>> {
  if (!(await selectAccount(scope, accountId))) throw noSuchAccount()
  const { items, next } = await listThese(scope, await profilesOfAccount(scope, accountId), page)
  return { items, next }
}

const IDENTIFIERS_MAX = 10_000

/** Whose facts to look at for an account's activity. */
export async function peopleBehind(scope: ReadScope, accountId: string): Promise<string[]> {
  if (!(await selectAccount(scope, accountId))) throw noSuchAccount()
  return identifiersOfAccount(scope, accountId, IDENTIFIERS_MAX)
}

function noSuchAccount(): PercorsoError {
  return new PercorsoError('no_such_account', 'There is no such account in this workspace.', { status: 404 })
}

function toAccount({ accountId, facts, members, firstSeen, lastSeen, traits, clock }: AccountRow): Account {
  return {
    accountId,
    facts,
    members,
    firstSeen: firstSeen?.toISOString() ?? null,
    lastSeen: lastSeen?.toISOString() ?? null,
    traits: showTraits(traits, clock),
  }
}
