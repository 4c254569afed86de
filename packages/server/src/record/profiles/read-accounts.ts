import type { account } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { profilesOfAccount, selectAccount, selectAccounts } from './account-tables.ts'
import type { AccountRow } from './account-tables.ts'
import { fromCursor, toPage } from './cursor.ts'
import type { ReadScope } from './profile-tables.ts'
import { placeOf, sortedPage } from './search-profiles.ts'
import type { ProfilePage } from './search-profiles.ts'
import { showTraits } from './show-traits.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

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
export async function listMembers(request: WorkspaceRequest, { accountId, cursor, limit }: MembersInput): Promise<ProfilePage> {
  const { workspaceId, inWorkspace } = request
  const profileIds = await inWorkspace(async (db) => {
    if (!(await selectAccount({ db, workspaceId }, accountId))) throw noSuchAccount()
    return profilesOfAccount({ db, workspaceId }, accountId)
  })
  return sortedPage(request, profileIds, { before: placeOf(cursor), limit })
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
