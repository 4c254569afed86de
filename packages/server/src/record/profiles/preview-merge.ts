import { PercorsoError } from '../../ground/index.ts'
import type { Scope } from './apply-facts.ts'
import { decideProfiles, linkKey } from './decide-profiles.ts'
import type { Decision, Link } from './decide-profiles.ts'
import { decisionScope } from './decision-scope.ts'
import { loadNeighbourhood } from './link-identifiers.ts'
import type { Neighbourhood } from './link-identifiers.ts'
import type { ReadScope } from './profile-tables.ts'
import { noSuchPerson } from './read-profile.ts'
import { belongingNow, sketchChange } from './sketch.ts'
import type { BeforeAfter } from './sketch.ts'
import { apartPairs } from './tables.ts'

/** Two identifiers, by their ids; the id of a profile is the id of its foremost identifier. */
export type Pair = { a: string; b: string }

/** What would become of people if one fact now named these two identifiers together. Changes nothing. */
export async function previewMerge(reading: ReadScope, pair: Pair): Promise<BeforeAfter & { allowed: boolean; refused: string | null }> {
  const scope = await decisionScope(reading)
  const part = await loadPair(scope, pair)
  const key = linkKey(pair.a, pair.b)
  // Decided last, like any fact of today. A link that was refused in the past would be in its way under the same name.
  const link: Link = { ...pair, firstAt: Infinity, messageId: '' }
  const joined = part.members.get(pair.a)!.profileId === part.members.get(pair.b)!.profileId
  const links = joined ? [...part.links.values()] : [...[...part.links.values()].filter((known) => linkKey(known.a, known.b) !== key), link]
  const decision = await decide(scope, part, { links, apart: [] })
  const allowed = decision.profileOf.get(pair.a) === decision.profileOf.get(pair.b)
  const change = await sketchChange(scope, [pair.a, pair.b], [belongingNow(part), decision.profileOf])
  return { allowed, refused: allowed ? null : (decision.refused.get(key) ?? null), ...change }
}

/** What would become of a person if these two of their identifiers were kept apart. Changes nothing. */
export async function previewUndo(reading: ReadScope, pair: Pair): Promise<BeforeAfter> {
  const scope = await decisionScope(reading)
  const part = await loadPair(scope, pair)
  mustBeOnePerson(part, pair)
  const decision = await decide(scope, part, { links: [...part.links.values()], apart: [[pair.a, pair.b]] })
  return sketchChange(scope, [pair.a, pair.b], [belongingNow(part), decision.profileOf])
}

/** Everything that a decision about two identifiers can depend on. */
export async function loadPair(scope: Scope, { a, b }: Pair): Promise<Neighbourhood> {
  if (a === b) throw new PercorsoError('same_identifier', 'These are one and the same identifier.', { status: 400 })
  const part = await loadNeighbourhood(scope, [a, b])
  if (!part.members.has(a) || !part.members.has(b)) throw noSuchPerson()
  return part
}

/** Fails unless both identifiers belong to one person. */
export function mustBeOnePerson({ members }: Neighbourhood, { a, b }: Pair): void {
  if (members.get(a)!.profileId === members.get(b)!.profileId) return
  throw new PercorsoError('not_merged', 'These two identifiers belong to different people already.', {
    status: 409,
    hint: 'Somebody may have undone this merge a moment ago: look at the person again.',
  })
}

type Supposed = { links: Link[]; apart: [string, string][] }

async function decide(scope: Scope, { members }: Neighbourhood, { links, apart }: Supposed): Promise<Decision> {
  const keptApart = await apartPairs(scope, [...members.keys()])
  return decideProfiles({ nodes: members.values(), links, keptApart: [...keptApart, ...apart] }, scope.policy)
}
