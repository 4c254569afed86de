import type { link } from '@percorso/contract'
import type * as z from 'zod'
import { decisionScope } from './decision-scope.ts'
import { decideProfiles, linkKey } from './decide-profiles.ts'
import { loadNeighbourhood } from './link-identifiers.ts'
import type { NamedIdentifier, ReadScope } from './profile-tables.ts'
import { nameIdentifiers, sourcedLinks } from './profile-tables.ts'
import { identifierIdsOf } from './read-timeline.ts'
import { apartPairs } from './tables.ts'

export type ShownLink = z.infer<typeof link>

/** Why a person's identifiers belong together, and the links to others that were refused, in the order in which they were decided. */
export async function listLinks(scope: ReadScope, id: string): Promise<ShownLink[]> {
  const identifierIds = await identifierIdsOf(scope, id)
  const links = await sourcedLinks(scope, identifierIds)
  const names = await nameIdentifiers(scope, [...new Set(links.flatMap(({ a, b }) => [a, b]))])
  const merges = await mergesAmong(scope, identifierIds)
  return links.flatMap(({ a, b, firstAt, ...link }) => {
    const ends = [names.get(a), names.get(b)] as [NamedIdentifier | undefined, NamedIdentifier | undefined]
    if (!ends[0] || !ends[1]) return []
    return [{ a: ends[0], b: ends[1], firstAt: firstAt.toISOString(), ...link, merge: merges.has(linkKey(a, b)) }]
  })
}

async function mergesAmong(reading: ReadScope, identifierIds: string[]): Promise<Set<string>> {
  const scope = await decisionScope(reading)
  const part = await loadNeighbourhood(scope, identifierIds)
  const keptApart = await apartPairs(scope, [...part.members.keys()])
  return decideProfiles({ nodes: part.members.values(), links: [...part.links.values()], keptApart }, scope.policy).merges
}
