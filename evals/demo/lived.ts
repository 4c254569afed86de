import { identifiersOf, storiesOf } from '@percorso/simulator'
import type { SampleFact, World } from '@percorso/simulator'

/** One thing that somebody did, as the simulator told it. `at` in ms since 1970. */
export type Deed = { at: number; type: SampleFact['type']; name: string; properties: Record<string, unknown> }

/** What somebody lived through and is known for, as far as counting needs it: deeds in the order of time, the last word on each trait. */
export type Lived = {
  deeds: Deed[]
  traits: Record<string, unknown>
  /** `KIND/VALUE`, as the simulator writes identifiers. */
  identifiers: ReadonlySet<string>
  /** What was last said of the household that they joined, if they joined one. */
  household: Record<string, unknown> | undefined
}

/** Everybody in the world, each with all that they did: also what nobody but the simulator can know to be theirs. */
export function truePeople(world: World): Lived[] {
  return households(world).flatMap((household) => household.map((facts) => livedBy(facts, facts)))
}

/**
 * Everybody as the shop can know them at best. Most of a true person's identifiers meet in some fact, and then all is theirs; a device that never signs
 * in or a card without an address meets nothing and is somebody of its own, who did only what was done with it. A tablet that a household shares goes to
 * whoever signed in on it first, with all that is done on it by nobody in particular.
 */
export function knownPeople(world: World): Lived[] {
  return households(world).flatMap((household) => {
    const facts = inOrder(household.flat())
    const groupOf = groupIdentifiers(facts)
    return [...Map.groupBy(facts, (fact) => groupOf(identifiersOf(fact)[0]!)).values()].map((own) => livedBy(own, facts))
  })
}

/** The facts of each person of each household. Nobody outside a household shares an identifier with it. */
function households(world: World): SampleFact[][][] {
  return Array.from({ length: world.households }, (_, household) =>
    storiesOf(world, household).map(({ told }) => told.map(({ fact }) => fact)),
  )
}

function inOrder(facts: SampleFact[]): SampleFact[] {
  return facts.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : a.messageId < b.messageId ? -1 : 1))
}

/** What comes in one fact belongs together, the earliest first; two user ids never do. */
function groupIdentifiers(facts: SampleFact[]): (identifier: string) => Set<string> {
  const groups = new Map<string, Set<string>>()
  const groupOf = (identifier: string) => groups.get(identifier) ?? groups.set(identifier, new Set([identifier])).get(identifier)!
  const hasUser = (group: Set<string>) => [...group].some((identifier) => identifier.startsWith('user_id/'))
  for (const fact of facts) {
    const [foremost, ...others] = identifiersOf(fact)
    for (const other of others) {
      const [one, two] = [groupOf(foremost!), groupOf(other)]
      if (one === two || (hasUser(one) && hasUser(two))) continue
      for (const identifier of two) groups.set(identifier, one.add(identifier))
    }
  }
  return groupOf
}

/** `around` are the facts of the whole household, which say what its account is like. */
function livedBy(facts: SampleFact[], around: SampleFact[]): Lived {
  const joined = new Set(facts.flatMap(({ type, groupId }) => (type === 'group' ? groupId : [])))
  const about = (type: SampleFact['type'], of: SampleFact[]) => of.flatMap((fact) => (fact.type === type ? (fact.traits ?? {}) : []))
  return {
    deeds: facts.map(({ timestamp, type, event, name, properties = {} }) => ({
      at: Date.parse(timestamp),
      type,
      name: event ?? name ?? type,
      properties,
    })),
    traits: Object.assign({}, ...about('identify', facts)) as Record<string, unknown>,
    identifiers: new Set(facts.flatMap(identifiersOf)),
    household: joined.size > 0 ? (Object.assign({}, ...about('group', around)) as Record<string, unknown>) : undefined,
  }
}
