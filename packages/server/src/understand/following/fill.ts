import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { erasedIds, keepChunksOut } from '../../record/collect/index.ts'
import { peopleBetween } from '../../record/profiles/index.ts'
import { addEvent, emptyState, mergeStates, prune, toMatched, unpackStreams } from '../rules/index.ts'
import type { StreamState } from '../rules/index.ts'
import type { Follower } from './follow-facts.ts'
import { followTimeZone } from './follow-time-zone.ts'
import { PARTS_MAX, deleteFill, lockFill, moveFill, oldestFill, setStates } from './fill-tables.ts'
import type { Fill } from './fill-tables.ts'
import { selectPast } from './fill-facts.ts'
import type { PastFact } from './fill-facts.ts'
import { judgePeople } from './judge-people.ts'
import type { Case } from './judge-person.ts'
import { judgeWaiting } from './judge-waiting.ts'
import { inLots } from './load-people.ts'
import type { Followed } from './load-people.ts'
import type { FollowedStream, Ruleset } from './ruleset.ts'
import { countUpRules, markFilled } from './ruleset-tables.ts'
import type { Scope } from './ruleset-tables.ts'
import { lockStates, saveStates, selectStates } from './state-tables.ts'

/** So many parts at a time where no facts come that would have to wait for them: a part is as dear to fetch from the warehouse as several. */
export const PARTS_IN_PEACE = 16

/**
 * Goes on with what is being filled, by a part or so many: first facts that were there before are added to what is remembered, identifier by identifier;
 * then people are judged. That is one transaction, so each fact is counted once, whatever is killed in between. Whoever waits to be judged anew comes first.
 * Returns whether there was anything to do.
 */
export async function fillPart(follower: Follower, stores: Pick<Stores, 'postgres' | 'warehouse'>, most = 1): Promise<boolean> {
  if (await judgeWaiting(follower, stores)) return true
  if (await followTimeZone(stores)) return true
  const oldest = await oldestFill(stores.postgres.system)
  if (!oldest) return false
  const fill = { ...oldest, until: Math.min(oldest.part + most, oldest.parts) }
  const past = fill.phase === 'facts' && fill.part < fill.parts ? await readPast(follower, stores, fill) : []
  await inTransaction(stores.postgres.system, async (db) => {
    const scope = { db, workspaceId: fill.workspaceId }
    if (fill.part === fill.parts) await keepChunksOut(db, fill.workspaceId) // a chunk is followed by the rules of before or by those of after
    await lockStates(scope)
    if (!(await lockFill(db, fill))) return
    if (fill.part === fill.parts) return endPhase(scope, fill)
    const ruleset = await follower.rulesetOf(scope)
    if (fill.phase === 'facts') await addPast(scope, { fill, ruleset, past, now: follower.clock.now() })
    else await judgePart(scope, { fill, ruleset, now: follower.clock.now() })
    await moveFill(db, fill, { phase: fill.phase, part: fill.until })
  })
  return true
}

type Bounds = { from: string; to: string | null }

/** A fill that is gone on with from `part` up to another. */
type Step = Fill & { until: number }

/** From which id to which a step goes (null is the end): ids are hashes, so that each part has as many people. */
function boundsOf({ part, until, parts }: Step, idAt: (place: number) => string): Bounds {
  return { from: idAt(part / parts), to: until < parts ? idAt(until / parts) : null }
}

/** The id before which this share of all ids comes, in PostgreSQL. */
const idInPeople = (share: number) => `${(share * PARTS_MAX * 4).toString(16).padStart(4, '0')}0000-0000-0000-0000-000000000000`
/** And in the warehouse, which goes by an id's second half: of that, the first two bits are alike in all ids. */
const idInFacts = (share: number) => `00000000-0000-0000-${(0x80_00 + share * PARTS_MAX).toString(16)}-000000000000`

function streamsOf({ streamIds }: Fill, { streams }: Ruleset): FollowedStream[] {
  return streamIds.flatMap((streamId) => streams.get(streamId) ?? [])
}

async function readPast(
  { rulesetOf }: Follower,
  { postgres, warehouse }: Pick<Stores, 'postgres' | 'warehouse'>,
  fill: Step,
): Promise<PastFact[]> {
  const ruleset = await inTransaction(postgres.system, (db) => rulesetOf({ db, workspaceId: fill.workspaceId }))
  const streams = streamsOf(fill, ruleset)
  if (streams.length === 0) return []
  const named = streams.map(({ name }) => name)
  return selectPast(warehouse, {
    workspaceId: fill.workspaceId,
    ...boundsOf(fill, idInFacts),
    names: named.includes(undefined) ? null : (named as string[]),
    withProperties: streams.some(({ asksProperties }) => asksProperties),
    cut: fill.cut,
    besides: fill.besides,
  })
}

type Part = { fill: Step; ruleset: Ruleset; now: number }

async function addPast(scope: Scope, { fill, ruleset, past, now }: Part & { past: PastFact[] }): Promise<void> {
  const streams = streamsOf(fill, ruleset)
  const added = new Map<string, Map<number, StreamState>>()
  const erased = await erasedIds(scope.db, scope.workspaceId, [...new Set(past.map(({ id }) => id))])
  for (const fact of past) {
    if (fact.time <= (erased.get(fact.id) ?? -Infinity)) continue // they were fetched before the warehouse forgot them
    const matched = toMatched(fact)
    for (const { streamId, kind, eventOf } of streams) {
      const event = eventOf(matched)
      if (!event) continue
      let own = added.get(fact.id)
      if (!own) added.set(fact.id, (own = new Map()))
      let state = own.get(streamId)
      if (!state) own.set(streamId, (state = emptyState()))
      addEvent(state, kind, event)
    }
  }
  await addStates(scope, { ruleset, now, added })
}

type Adding = { ruleset: Ruleset; now: number; added: Map<string, Map<number, StreamState>> }

async function addStates(scope: Scope, { ruleset, now, added }: Adding): Promise<void> {
  const kindOf = (streamId: number) => ruleset.streams.get(streamId)?.kind
  const stored = new Map((await selectStates(scope, [...added.keys()])).map((row) => [row.identifierId, row]))
  const rows = [...added].map(([identifierId, own]) => {
    const { packed, members = null, wakeAt = null } = stored.get(identifierId) ?? {}
    const states = unpackStreams(packed, kindOf)
    for (const [streamId, past] of own) states.put(streamId, mergeStates([past, states.get(streamId) ?? emptyState()]))
    for (const streamId of own.keys()) prune(states.get(streamId)!, ruleset.streams.get(streamId)!.keeps, now)
    return { identifierId, packed: states.pack(), members, wakeAt }
  })
  await saveStates(scope, rows)
}

async function judgePart(scope: Scope, { fill, ruleset, now }: Part): Promise<void> {
  const belonging = await peopleBetween(scope, boundsOf(fill, idInPeople))
  const caseOf = (person: Followed): Case => ({
    person,
    touched: new Set<number>(),
    beside: 'everything',
    changed: new Set(),
    because: () => ({ kind: 'rule' }),
  })
  await judgePeople({ ...scope, ruleset, now }, inLots({ ...scope, ruleset }, belonging, caseOf))
}

/** After all facts are added, people are judged: from here on the segments are followed live as well. After all people, they are live. */
async function endPhase(scope: Scope, fill: Fill): Promise<void> {
  if (fill.phase === 'facts') {
    await markFilled(scope, fill.streamIds)
    await moveFill(scope.db, fill, { phase: 'people', part: 0 })
    await setStates(scope, fill, { from: 'filling', to: 'judging' })
  } else {
    await setStates(scope, fill, { from: 'judging', to: 'live' })
    await deleteFill(scope.db, fill)
  }
  await countUpRules(scope)
}
