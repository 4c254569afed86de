import type { Known } from '../../record/profiles/index.ts'
import { belongingOf, selectKnown } from '../../record/profiles/index.ts'
import type { Belonging, KnownWish } from '../../record/profiles/index.ts'
import { mergeStates, unpackStreams } from '../rules/index.ts'
import type { Person, StreamState } from '../rules/index.ts'
import { selectChoices } from './member-tables.ts'
import type { FollowedSegment, Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { selectStates } from './state-tables.ts'

/** What is remembered of an identifier's facts. */
export type Memory = { streams: Map<number, StreamState>; members: number[] | null; wakeAt: number | null }

/** A person as judged: what is remembered by identifier; `choices` are by hand, by segment. */
export type Followed = {
  profileId: string
  lives: boolean
  memories: Map<string, Memory>
  /** Identifiers of theirs that once headed a person of their own, and are still written down as that. */
  formerHeads: string[]
  known: Known | undefined
  choices: ReadonlyMap<number, boolean>
}

/** The people to whom these identifiers belong, with what is remembered of them. */
export async function loadFollowed(scope: Scope, ruleset: Ruleset, identifierIds: string[]): Promise<Followed[]> {
  return loadBelonging(scope, ruleset, await belongingOf(scope, identifierIds))
}

/** As {@link loadFollowed}, of whom it is known who belongs to whom. */
export async function loadBelonging(scope: Scope, ruleset: Ruleset, belonging: Belonging[]): Promise<Followed[]> {
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
      people.set(profileId, (person = { profileId, lives, memories: new Map(), formerHeads: [], known: undefined, choices: new Map() }))
    const memory = memories.get(identifierId) ?? { streams: new Map(), members: null, wakeAt: null }
    person.memories.set(identifierId, memory)
    if (identifierId !== profileId && memory.members) person.formerHeads.push(identifierId)
  }
  if (ruleset.hasChoices) await addChoices(scope, people, belonging)
  return [...people.values()]
}

async function addChoices(scope: Scope, people: Map<string, Followed>, belonging: Belonging[]): Promise<void> {
  const profileOf = new Map(belonging.map(({ identifierId, profileId }) => [identifierId, profileId]))
  for (const { identifierId, segmentId, isIn } of await selectChoices(scope, [...profileOf.keys()])) {
    ;(people.get(profileOf.get(identifierId)!)!.choices as Map<number, boolean>).set(segmentId, isIn)
  }
}

/** Adds what is known of people, as far as these segments ask for it. */
export async function addKnown(scope: Scope, people: Followed[], segments: Iterable<Pick<FollowedSegment, 'wish'>>): Promise<void> {
  const wish: KnownWish = { traits: [], accounts: false, identifiers: false }
  const traits = new Set<string>()
  for (const segment of segments) {
    segment.wish.traits.forEach((key) => traits.add(key))
    wish.accounts ||= segment.wish.accounts
    wish.identifiers ||= segment.wish.identifiers
  }
  wish.traits = [...traits]
  const known = await selectKnown(
    scope,
    people.map(({ profileId }) => profileId),
    wish,
  )
  for (const person of people) person.known = known.get(person.profileId)
}

/** Somebody as rules ask about them; `segments` are those they are in by now. */
export function asPerson({ profileId, memories, known }: Followed, { streamOf }: Ruleset, segments: ReadonlySet<number>): Person {
  const merged = new Map<string, StreamState | undefined>()
  return {
    state: {
      profileId,
      traits: known?.traits ?? {},
      accounts: known?.accounts ?? [],
      identifiers: known?.identifiers ?? [],
      segments,
      sets: new Set(),
    },
    facts(key) {
      if (merged.has(key)) return merged.get(key)
      const streamId = streamOf.get(key)
      const states = streamId === undefined ? [] : [...memories.values()].flatMap(({ streams }) => streams.get(streamId) ?? [])
      const state = states.length > 0 ? mergeStates(states) : undefined
      merged.set(key, state)
      return state
    },
  }
}
