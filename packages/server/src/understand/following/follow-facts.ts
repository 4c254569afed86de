import type { Because } from '@percorso/contract'
import type { Applied } from '../../record/collect/index.ts'
import { belongingOf, membersOfAccounts } from '../../record/profiles/index.ts'
import { addEvent, emptyState, prune, toMatched } from '../rules/index.ts'
import type { Event } from '../rules/index.ts'
import { tellMoves } from './tell-moves.ts'
import { judgePeople } from './judge-people.ts'
import type { Case } from './judge-person.ts'
import { inLots } from './load-people.ts'
import type { Followed } from './load-people.ts'
import { createRulesets } from './ruleset.ts'
import type { Ruleset, RulesetOf } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { lockStates } from './state-tables.ts'

type Fact = Applied['facts'][number]
/** What facts add to what is remembered of one identifier: events, each with the stream that it goes into and the fact that it comes from. */
type Addition = { streamIds: number[]; events: Event[]; facts: Fact[] }

/** What following remembers from one time to the next. One per process. */
export type Follower = { rulesetOf: RulesetOf; clock: { now(): number } }

export function createFollower(clock: Follower['clock']): Follower {
  return { rulesetOf: createRulesets(), clock }
}

/**
 * Follows facts that have just been applied, in the same transaction: adds them to what is remembered, and judges the people they are about for the
 * segments whose rules they touch. So each fact counts once, and membership is never behind a timeline.
 */
export async function followFacts({ rulesetOf, clock }: Follower, scope: Scope, { facts, changed }: Applied): Promise<void> {
  const ruleset = await rulesetOf(scope)
  if (isIdle(ruleset)) return
  const additions = readAdditions(facts, ruleset)
  const changes = await changedPeople(scope, ruleset, { facts, changed })
  const touchedIds = new Set([...additions.keys(), ...changes.keys()])
  if (touchedIds.size === 0) return
  await lockStates(scope)
  const following = { additions, changes, ruleset, now: clock.now() }
  const belonging = await belongingOf(scope, [...touchedIds])
  const lots = inLots({ ...scope, ruleset }, belonging, (person) => caseOf(person, following))
  await tellMoves(scope, ruleset, { ...(await judgePeople({ ...scope, ...following }, lots)), now: following.now })
}

/** Whether nothing is followed. */
export function isIdle({ segments, sums, streams }: Ruleset): boolean {
  return segments.length === 0 && sums.length === 0 && streams.size === 0
}

function readAdditions(facts: Fact[], { streamsFor }: Ruleset): Map<string, Addition> {
  const additions = new Map<string, Addition>()
  for (const fact of facts) {
    const streams = streamsFor(fact.name)
    if (streams.length === 0) continue
    const matched = toMatched(fact)
    let addition: Addition | undefined
    for (const { streamId, eventOf } of streams) {
      const event = eventOf(matched)
      if (!event) continue
      addition ??= additionTo(additions, fact)
      addition.streamIds.push(streamId)
      addition.events.push(event)
      addition.facts.push(fact)
    }
  }
  return additions
}

function additionTo(additions: Map<string, Addition>, { identifiers }: Fact): Addition {
  const { id } = identifiers[0]!
  const known = additions.get(id)
  if (known) return known
  const addition = { streamIds: [], events: [], facts: [] }
  additions.set(id, addition)
  return addition
}

/** By identifier: of whom something else has changed than what they did, and the fact of theirs that rather did it. */
type Changes = ReadonlyMap<string, Fact | undefined>

/** Those of whom something else has changed than what they did: who they are, traits, accounts, consents. */
async function changedPeople(scope: Scope, { segments, sums }: Ruleset, { facts, changed }: Applied): Promise<Changes> {
  const { ids, accountIds } = changed
  const asksAccounts = accountIds.length > 0 && [...segments, ...sums].some(({ wish }) => wish.accounts)
  const everybody = asksAccounts ? [...ids, ...(await membersOfAccounts(scope, accountIds))] : ids
  const changes = new Map(everybody.map((id): [string, Fact | undefined] => [id, undefined]))
  if (changes.size === 0) return changes
  for (const fact of facts) {
    const { id } = fact.identifiers[0]!
    if (changes.has(id)) changes.set(id, likelier(changes.get(id), fact))
  }
  return changes
}

/** Of a person's facts, the one that rather changed what is known of them: one that says more than that something was done, and the last of those. */
function likelier(known: Fact | undefined, fact: Fact): Fact {
  if (!known || saysMore(known) !== saysMore(fact)) return known && saysMore(known) ? known : fact
  return later(known, fact)!
}

function saysMore({ traits, consents, accountId, identifiers }: Fact): boolean {
  return traits !== undefined || consents !== undefined || accountId !== '' || identifiers.length > 1
}

function later(one: Fact | undefined, other: Fact | undefined): Fact | undefined {
  return one && other ? (other.time >= one.time ? other : one) : (one ?? other)
}

type Following = { additions: Map<string, Addition>; changes: Changes; ruleset: Ruleset; now: number }

function caseOf(person: Followed, { additions, changes, ruleset, now }: Following): Case {
  const touched = new Set<number>()
  const changed = new Set<string>()
  const added: Addition[] = []
  let changedBy: Fact | undefined
  let isChanged = false
  for (const [identifierId, { streams }] of person.memories) {
    if (changes.has(identifierId)) {
      isChanged = true
      changedBy = later(changedBy, changes.get(identifierId))
    }
    const addition = additions.get(identifierId)
    if (!addition) continue
    for (const [place, streamId] of addition.streamIds.entries()) {
      let state = streams.get(streamId)
      if (!state) streams.put(streamId, (state = emptyState()))
      addEvent(state, ruleset.streams.get(streamId)!.kind, addition.events[place]!)
      touched.add(streamId)
    }
    for (const streamId of new Set(addition.streamIds)) prune(streams.get(streamId)!, ruleset.streams.get(streamId)!.keeps, now)
    changed.add(identifierId)
    added.push(addition)
  }
  return {
    person,
    touched,
    beside: isChanged ? 'known' : 'nothing',
    changed,
    because: (streamIds) => becauseOf(lastIn(added, streamIds) ?? changedBy ?? lastIn(added)),
  }
}

/** The last fact that was added to any of these streams; to any at all, if it is not said to which: something that is asked for has turned. */
function lastIn(added: Addition[], streamIds?: ReadonlySet<number>): Fact | undefined {
  let last: Fact | undefined
  for (const { facts, streamIds: into } of added) {
    for (const [place, fact] of facts.entries()) if (!streamIds || streamIds.has(into[place]!)) last = later(last, fact)
  }
  return last
}

function becauseOf(fact: Fact | undefined): Because {
  return fact ? { kind: 'fact', messageId: fact.messageId, name: fact.name } : { kind: 'people' }
}
