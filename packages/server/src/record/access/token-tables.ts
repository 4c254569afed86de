import type { Permission } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type TokenKind = 'token' | 'sign-in'
/** Whom a token lets in. `expiresAt` in ms, if it expires; `scopes` null is everything. */
export type TokenOwner = { workspaceId: number; tokenId: number; name: string; scopes: Permission[] | null; expiresAt: number | null }
export type NewToken = {
  workspaceId: number
  hash: Buffer
  hint: string
  name: string
  kind: TokenKind
  scopes: readonly Permission[] | null
  createdBy: string | null
  expiresAt: Date | null
}
export type TokenRow = {
  tokenId: number
  name: string
  hint: string | null
  scopes: Permission[] | null
  createdBy: string | null
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

const shown = `token_id as "tokenId", name, hint, scopes, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`

export async function insertToken(db: Db, token: NewToken): Promise<TokenRow> {
  const { rows } = await db.query<TokenRow>(
    `insert into api_tokens (workspace_id, token_hash, hint, name, kind, scopes, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${shown}`,
    [token.workspaceId, token.hash, token.hint, token.name, token.kind, token.scopes, token.createdBy, token.expiresAt],
  )
  return rows[0]!
}

export async function selectTokens(db: Db, workspaceId: number): Promise<TokenRow[]> {
  const { rows } = await db.query<TokenRow>(
    `select ${shown} from api_tokens where workspace_id = $1 and kind = 'token' order by token_id desc`,
    [workspaceId],
  )
  return rows
}

/** Undefined if there is none that could be revoked. */
export async function revokeTokenRow(db: Db, workspaceId: number, tokenId: number): Promise<TokenRow | undefined> {
  const { rows } = await db.query<TokenRow>(
    `update api_tokens set revoked_at = coalesce(revoked_at, now()) where workspace_id = $1 and token_id = $2 and kind = 'token'
     returning ${shown}`,
    [workspaceId, tokenId],
  )
  return rows[0]
}

/** The owner of a token that opens the API and is neither revoked nor expired. That it was used is noted once a minute at most. */
export async function selectOwner(db: Db, hash: Buffer, now: Date): Promise<TokenOwner | undefined> {
  const { rows } = await db.query<Omit<TokenOwner, 'expiresAt'> & { expiresAt: Date | null }>(
    `with used as (
       update api_tokens set last_used_at = $2
       where token_hash = $1 and kind = 'token' and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute'))
     select workspace_id as "workspaceId", token_id as "tokenId", name, scopes, expires_at as "expiresAt" from api_tokens
     where token_hash = $1 and kind = 'token' and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [hash, now],
  )
  return rows[0] && { ...rows[0], expiresAt: rows[0].expiresAt?.getTime() ?? null }
}

/** Uses up a sign-in token: of two who come with the same one, one gets the answer. */
export async function useUpSignIn(db: Db, hash: Buffer, now: Date): Promise<{ workspaceId: number; name: string } | undefined> {
  const { rows } = await db.query<{ workspaceId: number; name: string }>(
    `update api_tokens set revoked_at = $2
     where token_hash = $1 and kind = 'sign-in' and revoked_at is null and (expires_at is null or expires_at > $2)
     returning workspace_id as "workspaceId", name`,
    [hash, now],
  )
  return rows[0]
}
