import type { Db } from '../../stores/index.ts'

export type TokenKind = 'token' | 'session' | 'sign-in'
/** Whom a token lets in. `expiresAt` in ms, if it expires. */
export type TokenOwner = { workspaceId: number; tokenId: number; name: string; kind: TokenKind; expiresAt: number | null }
export type NewToken = { workspaceId: number; hash: Buffer; name: string; kind: TokenKind; expiresAt: Date | null }

export async function insertToken(db: Db, { workspaceId, hash, name, kind, expiresAt }: NewToken): Promise<number> {
  const { rows } = await db.query<{ tokenId: number }>(
    `insert into api_tokens (workspace_id, token_hash, name, kind, expires_at) values ($1, $2, $3, $4, $5) returning token_id as "tokenId"`,
    [workspaceId, hash, name, kind, expiresAt],
  )
  return rows[0]!.tokenId
}

/** The owner of a token that opens the API and is neither revoked nor expired. */
export async function selectOwner(db: Db, hash: Buffer, now: Date): Promise<TokenOwner | undefined> {
  const { rows } = await db.query<Omit<TokenOwner, 'expiresAt'> & { expiresAt: Date | null }>(
    `select workspace_id as "workspaceId", token_id as "tokenId", name, kind, expires_at as "expiresAt" from api_tokens
     where token_hash = $1 and kind in ('token', 'session') and revoked_at is null and (expires_at is null or expires_at > $2)`,
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
