import type { Clock } from '../../ground/index.ts'
import { hashSecret, newSecret } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/index.ts'
import { insertToken, selectOwner, useUpSignIn } from './token-tables.ts'
import type { TokenKind, TokenOwner } from './token-tables.ts'

export type { TokenKind, TokenOwner } from './token-tables.ts'

const DAY_MS = 86_400_000
export const SESSION_MS = 30 * DAY_MS
/** How long a revoked token may still be taken. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 10_000
const TOKEN_LENGTH_MAX = 200

const PREFIXES: Record<TokenKind, string> = { token: 'pt', session: 'ps', 'sign-in': 'pi' }

type TokenDeps = { postgres: Pick<Postgres, 'system'>; clock: Clock }
export type TokenWish = { workspaceId: number; kind: TokenKind; name: string; lasts_ms?: number }

/** Makes a token. It is returned this once; only its SHA-256 is kept. Without `lasts_ms` it holds until it is revoked. */
export async function createToken({ postgres, clock }: TokenDeps, { workspaceId, kind, name, lasts_ms }: TokenWish): Promise<string> {
  const secret = newSecret(PREFIXES[kind])
  const expiresAt = lasts_ms === undefined ? null : new Date(clock.now() + lasts_ms)
  await insertToken(postgres.system, { workspaceId, hash: hashSecret(secret), name, kind, expiresAt })
  return secret
}

/** Trades a sign-in token for a session, once. Undefined if it was used, has expired or never was. */
export async function useSignIn({ postgres, clock }: TokenDeps, secret: string): Promise<string | undefined> {
  const now = clock.now()
  return inTransaction(postgres.system, async (db) => {
    const from = await useUpSignIn(db, hashSecret(secret), new Date(now))
    if (!from) return undefined
    const session = newSecret(PREFIXES.session)
    await insertToken(db, { ...from, hash: hashSecret(session), kind: 'session', expiresAt: new Date(now + SESSION_MS) })
    return session
  })
}

export type VerifyToken = (secret: string) => Promise<TokenOwner | undefined>

/** Makes the function that says whom a token or session lets in. What it found it remembers for five seconds, so that a page full of numbers costs one look. */
export function createVerifyToken({ postgres, clock }: TokenDeps): VerifyToken {
  const known = new Map<string, { owner: TokenOwner; until_ms: number }>()
  return async (secret) => {
    if (secret === '' || secret.length > TOKEN_LENGTH_MAX) return undefined
    const hash = hashSecret(secret)
    const key = hash.toString('base64')
    const now = clock.now()
    const found = known.get(key)
    if (found && found.until_ms > now) return found.owner
    known.delete(key)
    const owner = await selectOwner(postgres.system, hash, new Date(now))
    if (!owner) return undefined
    if (known.size >= REMEMBERED_MAX) known.clear()
    known.set(key, { owner, until_ms: Math.min(now + REMEMBERED_MS, owner.expiresAt ?? Infinity) })
    return owner
  }
}
