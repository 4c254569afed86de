import type { Scope } from './apply-facts.ts'
import type { Decision } from './decide-profiles.ts'
import { decideProfiles, linkKey } from './decide-profiles.ts'
import type { Member, NewLink, StoredLink, Touched } from './tables.ts'
import type { Activity } from './pack-activity.ts'
import { addUncounted } from './uncounted-tables.ts'
import { renewListed } from './listed-tables.ts'
import { addLinks, apartPairs, linksOf, lockMembers, moveIdentifiers, noteRefusals, sumWholes } from './tables.ts'

/** Larger neighbourhoods than this are decided from what was loaded: no shared kiosk may stop the pipeline. */
const NEIGHBOURHOOD_MAX = 20_000

/** A closed part of the graph: with each identifier, all of its profile and all of its links. */
export type Neighbourhood = { members: Map<string, Member>; links: Map<string, StoredLink> }

/** New links, the ends of those that are decided already, and identifiers whose profile needs another look. */
type Reach = { news: NewLink[]; newborn: Set<string>; touched: Touched[] }

/**
 * Stores new links and decides anew which identifiers form one profile, in the parts of the graph that they reach.
 * Returns the profiles that gained or lost identifiers: their sums must be renewed.
 */
export async function linkIdentifiers(scope: Scope, { news, newborn, touched }: Reach): Promise<Set<string>> {
  const changed = news.length > 0 ? await addLinks(scope, news) : []
  const seeds = new Set(touched.filter(({ decide }) => decide).map(({ identifierId }) => identifierId))
  for (const { a, b } of changed) if (!newborn.has(a)) seeds.add(a).add(b)
  return seeds.size > 0 ? settle(scope, await loadNeighbourhood(scope, seeds)) : new Set()
}

/** Loads and locks everything that the decision about these identifiers can depend on. */
export async function loadNeighbourhood(scope: Scope, seeds: Iterable<string>): Promise<Neighbourhood> {
  const part: Neighbourhood = { members: new Map(), links: new Map() }
  let frontier = [...seeds]
  while (frontier.length > 0 && part.members.size < NEIGHBOURHOOD_MAX) {
    const fresh = (await lockMembers(scope, frontier)).filter(({ id }) => !part.members.has(id))
    for (const member of fresh) part.members.set(member.id, member)
    const ids = fresh.map(({ id }) => id)
    for (const link of ids.length > 0 ? await linksOf(scope, ids) : []) part.links.set(linkKey(link.a, link.b), link)
    frontier = outside(part)
  }
  return part
}

function outside({ members, links }: Neighbourhood): string[] {
  const ids = new Set<string>()
  for (const { a, b } of links.values()) {
    if (!members.has(a)) ids.add(a)
    if (!members.has(b)) ids.add(b)
  }
  return [...ids]
}

/** Decides a neighbourhood and stores what changed. Returns the profiles that gained or lost identifiers. */
export async function settle(scope: Scope, part: Neighbourhood): Promise<Set<string>> {
  const keptApart = await apartPairs(scope, [...part.members.keys()])
  const decision = decideProfiles({ nodes: part.members.values(), links: [...part.links.values()], keptApart }, scope.policy)
  await noteRefusals(scope, changedRefusals(part, decision))
  const moves = [...part.members.values()]
    .map(({ id, profileId }) => ({ id, from: profileId, profileId: decision.profileOf.get(id)! }))
    .filter(({ from, profileId }) => from !== profileId)
  await moveIdentifiers(scope, moves)
  const regrouped = new Set(moves.flatMap(({ from, profileId }) => [from, profileId]))
  await addUncounted(scope, [...regrouped, ...moves.map(({ id }) => id)].map(listAnew))
  return regrouped
}

/** As {@link settle}, for what a person decided: they look at the sums and the lists at once. */
export async function settleByHand(scope: Scope, part: Neighbourhood): Promise<void> {
  await sumWholes(scope, [...(await settle(scope, part))])
  await renewListed(scope, [...part.members.keys()])
}

/** Nothing to count, but its profile is another now. */
function listAnew(id: string): Activity {
  return { id, facts: 0, lastSeen: 0 }
}

function changedRefusals({ links }: Neighbourhood, { refused }: Decision): { a: string; b: string; refused: string | null }[] {
  return [...links.values()]
    .map(({ a, b, refused: before }) => ({ a, b, before, refused: refused.get(linkKey(a, b)) ?? null }))
    .filter((link) => link.before !== link.refused)
}
