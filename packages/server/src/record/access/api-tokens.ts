import type { Permission } from '@percorso/contract'
import type { Clock } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import { assertMayGive } from './members.ts'
import { record } from './record.ts'
import { revokeTokenRow, selectTokens } from './token-tables.ts'
import type { TokenRow } from './token-tables.ts'
import { makeToken } from './tokens.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

const DAY_MS = 86_400_000

export async function listTokens({ inWorkspace, workspaceId }: WorkspaceRequest) {
  return (await inWorkspace((db) => selectTokens(db, workspaceId))).map(shownToken)
}

type TokenWish = { name: string; scopes: Permission[]; days?: number | undefined }

/** Makes an API token; it is shown this once. It can do no more than who makes it. */
export async function createApiToken(clock: Clock, context: WorkspaceRequest, { name, scopes, days }: TokenWish) {
  assertMayGive(context, scopes)
  const { workspaceId, inWorkspace, by } = context
  const wish = { workspaceId, kind: 'token' as const, name, scopes: [...new Set(scopes)], createdBy: by.name }
  const { secret, row } = await inWorkspace(async (db) => {
    const made = await makeToken(db, clock.now(), days === undefined ? wish : { ...wish, lasts_ms: days * DAY_MS })
    const after = { name, scopes: wish.scopes, days: days ?? null }
    await record(db, context, { verb: 'token.create', kind: 'token', id: made.row.tokenId, after })
    return made
  })
  return { ...shownToken(row), token: secret }
}

/** From five seconds later at most, nothing that comes with this token is let in. */
export async function revokeToken(context: WorkspaceRequest, { tokenId }: { tokenId: number }) {
  const row = await context.inWorkspace(async (db) => {
    const revoked = await revokeTokenRow(db, context.workspaceId, tokenId)
    if (!revoked) throw new PercorsoError('no_such_token', 'There is no such token.', { status: 404 })
    await record(db, context, { verb: 'token.revoke', kind: 'token', id: tokenId, before: { name: revoked.name } })
    return revoked
  })
  return shownToken(row)
}

function shownToken({ createdAt, expiresAt, revokedAt, lastUsedAt, ...row }: TokenRow) {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
