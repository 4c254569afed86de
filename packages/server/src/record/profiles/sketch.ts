import type { sketch } from '@percorso/contract'
import type * as z from 'zod'
import type { Neighbourhood } from './link-identifiers.ts'
import type { OwnState, ReadScope } from './profile-tables.ts'
import { ownStates } from './profile-tables.ts'
import { setTraits } from './show-traits.ts'
import { noTraits, writeTraits } from './traits.ts'

export type Sketch = z.infer<typeof sketch>
export type BeforeAfter = { before: Sketch[]; after: Sketch[] }

/** Identifier id → profile id, at one moment. */
export type Belonging = Map<string, string>

/** Who belongs to whom as it is stored. */
export function belongingNow({ members }: Neighbourhood): Belonging {
  return new Map([...members.values()].map(({ id, profileId }) => [id, profileId]))
}

/** The people that two identifiers belong to before and after a change, and whoever else the change reaches through them. */
export async function sketchChange(scope: ReadScope, ends: string[], [before, after]: [Belonging, Belonging]): Promise<BeforeAfter> {
  const reached = together(after, together(before, ends))
  const involved = together(before, reached)
  const states = await ownStates(scope, involved)
  return { before: sketches(before, involved, states), after: sketches(after, involved, states) }
}

/** All identifiers of the profiles that these ones belong to. */
function together(belonging: Belonging, identifierIds: string[]): string[] {
  const profileIds = new Set(identifierIds.map((id) => belonging.get(id)))
  return [...belonging.keys()].filter((id) => profileIds.has(belonging.get(id)))
}

function sketches(belonging: Belonging, identifierIds: string[], states: Map<string, OwnState>): Sketch[] {
  const people = Map.groupBy(identifierIds, (id) => belonging.get(id)!)
  return [...people].map(([profileId, ids]) =>
    sketchOf(
      profileId,
      ids.map((id) => states.get(id)!),
    ),
  )
}

function sketchOf(profileId: string, states: OwnState[]): Sketch {
  const whole = noTraits()
  for (const { traits, clock } of states)
    for (const [key, at] of Object.entries(clock)) writeTraits(whole, { [key]: traits[key] ?? null }, at)
  const times = states.flatMap(({ firstSeen, lastSeen }) => (firstSeen && lastSeen ? [firstSeen.getTime(), lastSeen.getTime()] : []))
  return {
    profileId,
    identifiers: states.map(({ identifierId, kind, value }) => ({ identifierId, kind, value })),
    facts: states.reduce((sum, { facts }) => sum + facts, 0),
    firstSeen: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
    lastSeen: times.length > 0 ? new Date(Math.max(...times)).toISOString() : null,
    traits: setTraits(whole.traits),
  }
}
