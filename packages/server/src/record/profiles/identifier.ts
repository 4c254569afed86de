import { hash } from 'node:crypto'
import type { IdentityPolicy } from '@percorso/contract'
import { uuidFromBytes } from '../../ground/index.ts'

/** One way to know a person: a kind, a normalised value, and the id that every machine computes alike. */
export type Identifier = { id: string; kind: string; value: string }

/** What a fact says about who it is of, before normalisation. */
export type IdentityClaim = { kind: string; value: unknown }

export type Identify = (claims: IdentityClaim[]) => Identifier[]

/** Longest identifier that is accepted, in UTF-16 units. */
export const IDENTIFIER_LENGTH_MAX = 500
const CACHE_SIZE_MAX = 200_000

/**
 * Makes the function that turns a fact's claims into identifiers, foremost first (by the policy's priority, then by id).
 * Values that are empty, meaningless by policy, or malformed for their kind are left out.
 */
export function createIdentify(workspaceId: number, policy: IdentityPolicy): Identify {
  const never = new Set(policy.neverLink.map((value) => value.trim().toLowerCase()))
  const rank = kindRank(policy)
  const identifierOf = createIdentifierOf(workspaceId, (value) => never.has(value.toLowerCase()))
  return (claims) => {
    const found: Identifier[] = []
    for (const { kind, value } of claims) {
      const identifier = identifierOf(kind, value)
      if (identifier && !found.some(({ id }) => id === identifier.id)) found.push(identifier)
    }
    return found.length < 2 ? found : found.sort((a, b) => rank(a.kind) - rank(b.kind) || compareText(a.id, b.id))
  }
}

/** Position of a kind in the policy's priority; `external:*` stands for every namespace not named itself. */
export function kindRank(policy: IdentityPolicy): (kind: string) => number {
  const ranks = new Map(policy.priority.map((kind, index) => [kind, index]))
  const last = policy.priority.length
  return (kind) => ranks.get(kind) ?? (kind.startsWith('external:') ? ranks.get('external:*') : undefined) ?? last
}

/** How many identifiers of a kind one profile may hold. */
export function kindLimit(policy: IdentityPolicy, kind: string): number {
  return policy.limits[kind] ?? policy.limit
}

/** Byte order of ASCII text, the same as PostgreSQL's for uuid. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The id of an identifier: the first 128 bits of a SHA-256 over workspace, kind and value, as a UUID. */
export function identifierId(workspaceId: number, kind: string, value: string): string {
  return uuidFromBytes(hash('sha256', `${workspaceId}\n${kind}\n${value}`, 'buffer'))
}

/** Makes identifiers of claims, with a bounded memory: the same people come again and again. The same claim gives the same object. */
function createIdentifierOf(workspaceId: number, isMeaningless: (value: string) => boolean) {
  const known = new Map<string, Map<unknown, Identifier>>()
  let size = 0
  const make = (kind: string, claimed: unknown): Identifier | undefined => {
    const value = normaliseValue(kind, claimed)
    return value === '' || isMeaningless(value) ? undefined : { id: identifierId(workspaceId, kind, value), kind, value }
  }
  return (kind: string, claimed: unknown): Identifier | undefined => {
    if (claimed === undefined) return undefined
    const ofKind = known.get(kind) ?? known.set(kind, new Map()).get(kind)!
    const found = ofKind.get(claimed)
    if (found) return found
    const identifier = make(kind, claimed)
    if (!identifier) return undefined
    if (size++ >= CACHE_SIZE_MAX) {
      known.clear()
      size = 0
    }
    ofKind.set(claimed, identifier)
    return identifier
  }
}

/** The value as it is compared: e-mail in lower case, phone as digits with an optional +, the rest trimmed. Empty if unusable. */
export function normaliseValue(kind: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return ''
  const text = String(value).trim()
  if (kind === 'email') return text.includes('@') ? text.toLowerCase() : ''
  if (kind === 'phone') return normalisePhone(text)
  return text
}

function normalisePhone(text: string): string {
  const digits = text.replace(/^\s*00/u, '+').replace(/[\s().\-/]/gu, '')
  return /^\+?\d{6,15}$/u.test(digits) ? digits : ''
}
