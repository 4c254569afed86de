import { addToWholes, addTraitsToWholes, lockHeads, sumWholes } from './tables.ts'
import type { Owner, Touched, WholeDelta } from './tables.ts'
import { hasState, noTraits, writeTraits } from './traits.ts'

type Change = { own: Map<string, WholeDelta>; touched: Touched[]; regrouped: Set<string> }

/**
 * Brings the wholes of profiles of several identifiers up to date: by what the facts add, where the profile is as it was; by a new sum, where
 * it gained or lost identifiers, or has had no whole until now.
 */
export async function renewWholes(scope: Owner, { own, touched, regrouped }: Change): Promise<void> {
  const deltas = new Map<string, WholeDelta>()
  for (const { identifierId, profileId, hasWhole } of touched) {
    if (hasWhole && !regrouped.has(profileId)) addDelta(deltas, own.get(identifierId)!, profileId)
  }
  const added = await addToWholes(scope, [...deltas.values()])
  await addTraitsToWholes(scope, [...deltas.values()].filter(hasState))
  const without = [...deltas.keys()].filter((head) => !added.has(head))
  await lockHeads(scope, without) // those of regrouped profiles are held since their members were locked
  await sumWholes(scope, [...regrouped, ...without])
}

function addDelta(deltas: Map<string, WholeDelta>, { id, facts, firstSeen, lastSeen, state }: WholeDelta, head: string): void {
  const isHead = id === head // its counters are added to its whole already
  if (isHead && !state) return
  let delta = deltas.get(head)
  if (!delta) deltas.set(head, (delta = { id: head, facts: 0, firstSeen, lastSeen, state: undefined }))
  if (!isHead) delta.facts += facts
  delta.firstSeen = Math.min(delta.firstSeen, firstSeen)
  delta.lastSeen = Math.max(delta.lastSeen, lastSeen)
  if (!state) return
  delta.state ??= noTraits()
  for (const [key, clock] of Object.entries(state.clock)) writeTraits(delta.state, { [key]: state.traits[key] }, clock)
}
