import type { Permission } from '@percorso/contract'
import type { Clock } from '../../ground/index.ts'
import { hashSecret, newSecret } from '../../ground/index.ts'
import type { Db, Postgres } from '../../stores/index.ts'
import { insertToken, selectOwner, useUpSignIn } from './token-tables.ts'
import type { TokenKind, TokenOwner, TokenRow } from './token-tables.ts'

/** How long a revoked token may still be taken. */
const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 10_000
const TOKEN_LENGTH_MAX = 200

const PREFIXES: Record<TokenKind, string> = { token: 'pt', 'sign-in': 'pi' }

type TokenDeps = { postgres: Pick<Postgres, 'system'>; clock: Clock }
export type TokenWish = {
  workspaceId: number
  kind: TokenKind
  name: string
  lasts_ms?: number
  /** Without: everything. */
  scopes?: readonly Permission[]
  createdBy?: string
}

/** Makes a token. It is returned this once; only its SHA-256 is kept. Without `lasts_ms` it holds until it is revoked. */
export async function createToken({ postgres, clock }: TokenDeps, wish: TokenWish): Promise<string> {
  return (await makeToken(postgres.system, clock.now(), wish)).secret
}

export async function makeToken(db: Db, now: number, wish: TokenWish): Promise<{ secret: string; row: TokenRow }> {
  const { workspaceId, kind, name, lasts_ms, scopes = null, createdBy = null } = wish
  const secret = newSecret(PREFIXES[kind])
  const expiresAt = lasts_ms === undefined ? null : new Date(now + lasts_ms)
  const made = { workspaceId, kind, name, scopes, createdBy, expiresAt, hash: hashSecret(secret), hint: secret.slice(-4) }
  return { secret, row: await insertToken(db, made) }
}

/** Uses up the token of a sign-in link. Undefined if it was used, has expired or never was. */
export async function useSignIn(
  { postgres, clock }: TokenDeps,
  secret: string,
): Promise<{ workspaceId: number; name: string } | undefined> {
  return useUpSignIn(postgres.system, hashSecret(secret), new Date(clock.now()))
}

export type VerifyToken = (secret: string) => Promise<TokenOwner | undefined>

/** Makes the function that says whom a token lets in. What it found it remembers for five seconds, so that a page full of numbers costs one look. */
export function createVerifyToken({ postgres, clock }: TokenDeps): VerifyToken {
  const known = createMemory<TokenOwner>(clock)
  return async (secret) => {
    if (secret === '' || secret.length > TOKEN_LENGTH_MAX) return undefined
    const hash = hashSecret(secret)
    const key = hash.toString('base64')
    const found = known.get(key)
    if (found) return found
    const owner = await selectOwner(postgres.system, hash, new Date(clock.now()))
    return owner && known.set(key, owner, owner.expiresAt ?? Infinity)
  }
}

export type Memory<T> = { get(key: string): T | undefined; set(key: string, value: T, until_ms: number): T; forget(): void }

/** Remembers for five seconds who somebody is. */
export function createMemory<T>(clock: Clock): Memory<T> {
  const known = new Map<string, { value: T; until_ms: number }>()
  return {
    get(key) {
      const found = known.get(key)
      if (found && found.until_ms > clock.now()) return found.value
      known.delete(key)
      return undefined
    },
    set(key, value, until_ms) {
      if (known.size >= REMEMBERED_MAX) known.clear()
      known.set(key, { value, until_ms: Math.min(clock.now() + REMEMBERED_MS, until_ms) })
      return value
    },
    forget: () => known.clear(),
  }
}
