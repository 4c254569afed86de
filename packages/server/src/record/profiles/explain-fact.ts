import { crc32 } from 'node:zlib'
import { selectKnown, selectLinksSaidBy, selectSiblings, selectTraitClock } from './explain-tables.ts'
import type { KnownIdentifier } from './explain-tables.ts'
import { identifierId, normaliseValue } from './identifier.ts'
import type { Identifier } from './identifier.ts'
import type { ReadScope } from './profile-tables.ts'

export type ShownIdentifier = Omit<KnownIdentifier, 'profileId'> & { profileId: string | null }
export type ToExplain = { messageId: string; timeMs: number; filedUnder: string; identifiers: Identifier[]; traitKeys: string[] }
export type Explained = {
  profileId: string | null
  identifiers: ShownIdentifier[]
  links: { a: ShownIdentifier; b: ShownIdentifier; refused: string | null }[]
  traits: { key: string; standing: boolean }[]
}

/** What one fact did to people, as far as it can be told from how they are now. */
export async function explainFact(
  scope: ReadScope,
  { messageId, timeMs, filedUnder, identifiers, traitKeys }: ToExplain,
): Promise<Explained> {
  const ids = [...new Set([filedUnder, ...identifiers.map(({ id }) => id)])]
  const links = await selectLinksSaidBy(scope, messageId, ids)
  const known = await selectKnown(scope, [...new Set([...ids, ...links.flatMap(({ a, b }) => [a, b])])])
  const byId = new Map(known.map((identifier) => [identifier.identifierId, identifier]))
  const end = (id: string): ShownIdentifier => byId.get(id) ?? { identifierId: id, kind: '', value: '', profileId: null }
  const profileId = byId.get(filedUnder)?.profileId ?? null
  const clock = profileId === null || traitKeys.length === 0 ? {} : await selectTraitClock(scope, profileId)
  const tie = crc32(messageId)
  const stands = (key: string) => Object.hasOwn(clock, key) && clock[key]?.[0] === timeMs && clock[key]?.[1] === tie
  return {
    profileId,
    identifiers: identifiers.map(({ id, kind, value }) => ({ identifierId: id, kind, value, profileId: byId.get(id)?.profileId ?? null })),
    links: links.map(({ a, b, refused }) => ({ a: end(a), b: end(b), refused })),
    traits: traitKeys.map((key) => ({ key, standing: stands(key) })),
  }
}

const KINDS = ['user_id', 'anonymous_id', 'email', 'phone']

/** The ids of all identifiers of whoever a text may mean; of nobody known, the ids that the text itself would have. */
export async function identifiersMeant(scope: ReadScope, text: string): Promise<string[]> {
  const own = KINDS.flatMap((kind) => {
    const value = normaliseValue(kind, text)
    return value === '' ? [] : [identifierId(scope.workspaceId, kind, value)]
  })
  return [...new Set([...own, ...(await selectSiblings(scope, own))])]
}
