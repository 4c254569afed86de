import type { Known } from '../../record/profiles/index.ts'
import { belongingOf, selectComputed, selectKnown } from '../../record/profiles/index.ts'
import type { Belonging } from '../../record/profiles/index.ts'
import { mergeStates, unpackStreams } from '../rules/index.ts'
import type { Person, StreamState, StreamStates, Wish } from '../rules/index.ts'
import { selectChoices } from './member-tables.ts'
import type { Followed as Asker, Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { selectSetsOf } from './set-tables.ts'
import { selectStates } from './state-tables.ts'

/** What is remembered of an identifier's facts. */
export type Memory = { streams: StreamStates; members: number[] | null; wakeAt: number | null }

/** A person as judged: what is remembered by identifier; `choices` are by hand, by segment. */
export type Followed = {
  profileId: string
  lives: boolean
  memories: Map<string, Memory>
  /** Identifiers of theirs that once headed a person of their own, and are still written down as that. */
  formerHeads: string[]
  known: Known | undefined
  /** The uploaded sets they are in, of those that were asked for. */
  sets: ReadonlySet<number>
  choices: ReadonlyMap<number, boolean>
  /** Traits that were computed when they were judged last. */
  computed: Record<string, unknown>
}

/** The people to whom these identifiers belong, with what is remembered of them. */
export async function loadFollowed(scope: Scope, ruleset: Ruleset, identifierIds: string[]): Promise<Followed[]> {
  return loadBelonging(scope, ruleset, await belongingOf(scope, identifierIds))
}

/** As {@link loadFollowed}, of whom it is known who belongs to whom. */
async function loadBelonging(scope: Scope, ruleset: Ruleset, belonging: Belonging[]): Promise<Followed[]> {
  const stored = await selectStates(
    scope,
    belonging.map(({ identifierId }) => identifierId),
  )
  const kindOf = (streamId: number) => ruleset.streams.get(streamId)?.kind
  const memories = new Map(
    stored.map(({ identifierId, packed, members, wakeAt }): [string, Memory] => [
      identifierId,
      { streams: unpackStreams(packed, kindOf), members, wakeAt },
    ]),
  )
  const people = new Map<string, Followed>()
  for (const { identifierId, profileId, lives } of belonging) {
    let person = people.get(profileId)
    if (!person)
      people.set(
        profileId,
        (person = {
          profileId,
          lives,
          memories: new Map(),
          formerHeads: [],
          known: undefined,
          sets: new Set(),
          choices: new Map(),
          computed: {},
        }),
      )
    const memory = memories.get(identifierId) ?? { streams: unpackStreams(undefined, kindOf), members: null, wakeAt: null }
    person.memories.set(identifierId, memory)
    if (identifierId !== profileId && memory.members) person.formerHeads.push(identifierId)
  }
  if (ruleset.hasChoices) await addChoices(scope, people, belonging)
  if (ruleset.sums.length > 0) {
    for (const { profileId, traits } of await selectComputed(scope, [...people.keys()])) people.get(profileId)!.computed = traits
  }
  return [...people.values()]
}

/** So many people at a time are fetched, judged and stored. */
const LOT_PEOPLE = 500

/** People lot by lot, each fetched when it is asked for, as whatever is made of them. */
export async function* inLots<Made>(
  { ruleset, ...scope }: Scope & { ruleset: Ruleset },
  belonging: Belonging[],
  make: (person: Followed) => Made,
): AsyncGenerator<Made[]> {
  const people = [...Map.groupBy(belonging, ({ profileId }) => profileId).values()]
  for (let from = 0; from < people.length; from += LOT_PEOPLE) {
    const loaded = await loadBelonging(scope, ruleset, people.slice(from, from + LOT_PEOPLE).flat())
    yield loaded.map(make)
  }
}

async function addChoices(scope: Scope, people: Map<string, Followed>, belonging: Belonging[]): Promise<void> {
  const profileOf = new Map(belonging.map(({ identifierId, profileId }) => [identifierId, profileId]))
  for (const { identifierId, segmentId, isIn } of await selectChoices(scope, [...profileOf.keys()])) {
    ;(people.get(profileOf.get(identifierId)!)!.choices as Map<number, boolean>).set(segmentId, isIn)
  }
}

/** Adds what is known of people, as far as it is asked for. */
export async function addKnown(scope: Scope, people: Followed[], askers: Iterable<Pick<Asker, 'wish'>>): Promise<void> {
  const wish: Wish = { traits: [], accounts: false, identifiers: false, sets: [], consents: [] }
  const traits = new Set<string>()
  const sets = new Set<number>()
  const consents = new Set<string>()
  for (const asker of askers) {
    asker.wish.traits.forEach((key) => traits.add(key))
    wish.accounts ||= asker.wish.accounts
    wish.identifiers ||= asker.wish.identifiers
    asker.wish.sets.forEach((setId) => sets.add(setId))
    asker.wish.consents.forEach((purpose) => consents.add(purpose))
  }
  wish.traits = [...traits]
  wish.consents = [...consents]
  const known = await selectKnown(
    scope,
    people.map(({ profileId }) => profileId),
    wish,
  )
  for (const person of people) person.known = known.get(person.profileId)
  if (sets.size > 0) await addSets(scope, people, [...sets])
}

async function addSets(scope: Scope, people: Followed[], setIds: number[]): Promise<void> {
  const identifierIds = people.flatMap(({ memories }) => [...memories.keys()])
  const found = Map.groupBy(await selectSetsOf(scope, { identifierIds, setIds }), ({ identifierId }) => identifierId)
  for (const person of people) {
    person.sets = new Set([...person.memories.keys()].flatMap((id) => found.get(id) ?? []).map(({ setId }) => setId))
  }
}

const NO_CONSENTS = new Map<string, never>()

/** Somebody as rules ask about them; `segments` are those they are in by now. */
export function asPerson(
  { profileId, memories, known, sets, computed }: Followed,
  { streamOf }: Ruleset,
  segments: ReadonlySet<number>,
): Person {
  const merged = new Map<number, StreamState | undefined>()
  const [own] = memories.values()
  return {
    state: {
      profileId,
      traits: { ...known?.traits, ...computed },
      accounts: known?.accounts ?? [],
      identifiers: known?.identifiers ?? [],
      segments,
      sets,
      consents: known?.consents ?? NO_CONSENTS,
    },
    facts(key) {
      const streamId = streamOf.get(key)
      if (streamId === undefined) return undefined
      if (memories.size === 1) return own!.streams.get(streamId)
      if (merged.has(streamId)) return merged.get(streamId)
      const states = [...memories.values()].flatMap(({ streams }) => streams.get(streamId) ?? [])
      const state = states.length > 0 ? mergeStates(states) : undefined
      merged.set(streamId, state)
      return state
    },
  }
}
