import type { Scope } from './apply-facts.ts'
import { decideProfiles, linkKey } from './decide-profiles.ts'
import type { Node } from './decide-profiles.ts'
import { storedIdentifiers } from './tables.ts'
import type { NewLink, OtherIdentifier, OwnDelta, ProfileChange } from './tables.ts'

type Newcomers = { news: NewLink[]; own: Map<string, OwnDelta>; named: OtherIdentifier[] }

/** Identifiers that nothing stored can touch, and which of them go into another's profile. */
export type Newborn = { ids: Set<string>; moves: ProfileChange[] }

/**
 * Most new people come with all of their identifiers at once. Where every identifier that the new links connect is new, their profiles are
 * decided here, before anything is stored, and nothing has to be locked, loaded or moved afterwards. Sets `profileId` and `refused` of the newcomers.
 */
export async function decideNewborn(scope: Scope, { news, own, named }: Newcomers): Promise<Newborn> {
  if (news.length === 0) return { ids: new Set(), moves: [] }
  const ends = new Set(news.flatMap(({ a, b }) => [a, b]))
  const reached = spread(await storedIdentifiers(scope, [...ends]), news)
  const ids = new Set([...ends].filter((id) => !reached.has(id)))
  const newcomers = new Map<string, OwnDelta | OtherIdentifier>([...named.map((other) => [other.id, other] as const), ...own])
  const links = news.filter(({ a }) => ids.has(a))
  const nodes = [...ids].map((id) => toNode(newcomers.get(id)!))
  const { profileOf, refused } = decideProfiles({ nodes, links, keptApart: [] }, scope.policy)
  for (const link of links) link.refused = refused.get(linkKey(link.a, link.b)) ?? null
  const moves = [...profileOf].filter(([id, profileId]) => id !== profileId).map(([id, profileId]) => ({ id, profileId }))
  for (const { id, profileId } of moves) newcomers.get(id)!.profileId = profileId
  return { ids, moves }
}

/** Everything that the links reach from these identifiers. */
function spread(from: Set<string>, links: NewLink[]): Set<string> {
  const neighbours = new Map<string, string[]>()
  const add = (id: string, neighbour: string) => {
    const known = neighbours.get(id)
    if (known) known.push(neighbour)
    else neighbours.set(id, [neighbour])
  }
  for (const { a, b } of links) {
    add(a, b)
    add(b, a)
  }
  const reached = new Set(from)
  for (const id of reached) for (const next of neighbours.get(id) ?? []) reached.add(next) // a Set visits what is added on the way
  return reached
}

function toNode(newcomer: OwnDelta | OtherIdentifier): Node {
  const { id, kind, alleged } = newcomer
  return { id, kind, alleged, firstSeen: 'firstSeen' in newcomer ? newcomer.firstSeen : undefined }
}
