import { setImmediate as giveWay } from 'node:timers/promises'
import { saveComputed } from '../../record/profiles/index.ts'
import { momentIn } from '../rules/index.ts'
import type { At } from '../rules/index.ts'
import type { Beside, Touched } from './followed-index.ts'
import { judgePerson } from './judge-person.ts'
import type { Case, Judged } from './judge-person.ts'
import { addKnown } from './load-people.ts'
import type { Followed } from './load-people.ts'
import { addSizes, applyMoves } from './member-tables.ts'
import type { Move } from './member-tables.ts'
import type { Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'
import { saveStates } from './state-tables.ts'
import type { StateRow } from './state-tables.ts'

type Judging = Scope & { ruleset: Ruleset; now: number }
/** Some people to judge, and what may say something else of each of them now. */
type Lot = { cases: Case[]; touched: Touched[] }

/** After so many, the statements under way get their turn. */
const AT_A_STRETCH = 50

/**
 * Judges people anew, and stores what is remembered of them, which segments they are in, and what is computed of them. They come in lots, each person in
 * one: while one lot is judged, the one before is being stored and the next one fetched.
 */
export async function judgePeople(judging: Judging, lots: Iterable<Case[]> | AsyncIterable<Case[]>): Promise<Judged> {
  const at = momentIn(judging.ruleset.timeZone, judging.now)
  const judged: Judged = { moves: [], stages: [] }
  const writes: Promise<void>[] = []
  try {
    for await (const lot of ahead(readyLots(judging, lots))) {
      const before = new Map(lot.cases.map(({ person }) => [person, person.computed]))
      const answers = await judgeLot(lot, judging.ruleset, at)
      const moves = [...lot.cases.flatMap(({ person }) => leavingOf(person)), ...answers.flatMap((one) => one.moves)]
      for (const move of moves) judged.moves.push(move) // one by one: a lot may have more of them than a call takes
      for (const { stages } of answers) judged.stages.push(...stages)
      writes.push(silently(storeLot(judging, lot.cases, { moves, before })))
    }
  } finally {
    await Promise.all(writes) // of several failures, the first: those after it only say that the transaction has failed
  }
  await addSizes(judging, judged.moves, judging.now)
  return judged
}

/** A promise whose failure is noticed later. */
function silently<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {})
  return promise
}

/** Gets the next one ready while the last is being worked on. */
async function* ahead<Value>(values: AsyncGenerator<Value>): AsyncGenerator<Value> {
  for (let next = values.next(); ;) {
    const { done, value } = await next
    if (done) return
    next = silently(values.next())
    yield value
  }
}

async function* readyLots(judging: Judging, lots: Iterable<Case[]> | AsyncIterable<Case[]>): AsyncGenerator<Lot> {
  for await (const cases of lots) {
    const touched = cases.map((one) => touchedBy(judging.ruleset, one))
    const asking = cases.flatMap(({ person, beside }, place) => (asksKnown(person, { beside, touched: touched[place]! }) ? [person] : []))
    const asked = new Set([...new Set(touched)].flatMap(({ wishing }) => wishing.map(({ one }) => one)))
    if (asking.length > 0) await addKnown(judging, asking, asked)
    yield { cases, touched }
  }
}

async function judgeLot({ cases, touched }: Lot, ruleset: Ruleset, at: At): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const [place, one] of cases.entries()) {
    judged.push(judgePerson(one, touched[place]!.askings, { ruleset, at }))
    if (place % AT_A_STRETCH === AT_A_STRETCH - 1) await giveWay()
  }
  return judged
}

type Outcome = { moves: Move[]; before: ReadonlyMap<Followed, Followed['computed']> }

async function storeLot(judging: Judging, cases: Case[], { moves, before }: Outcome): Promise<void> {
  await applyMoves(judging, moves, judging.now)
  if (judging.ruleset.sums.length > 0) {
    const people = cases.map(({ person }) => person)
    const renewed = people.filter((person) => person.computed !== before.get(person))
    const gone = people.flatMap(({ formerHeads }) => formerHeads.map((profileId) => ({ profileId, traits: {} })))
    await saveComputed(judging, [...renewed.map(({ profileId, computed }) => ({ profileId, traits: computed })), ...gone])
  }
  await saveStates(judging, cases.flatMap(rowsOf))
}

/** What may say something else of this person now. */
function touchedBy({ index }: Ruleset, { person, touched, beside }: Case): Touched {
  if (beside !== 'everything' && !isNew(person)) return index.touchedBy(touched, beside)
  const streams = new Set([...person.memories.values()].flatMap((memory) => [...memory.streams.ids()]))
  return index.touchedBy(streams, 'everything')
}

/** Whether anything that will be asked about this person is about what is known of them. */
function asksKnown({ profileId, memories }: Followed, { beside, touched: { wishing } }: { beside: Beside; touched: Touched }): boolean {
  const members = memories.get(profileId)?.members
  if (!members || beside === 'everything') return wishing.length > 0
  return wishing.some(({ one, unless }) => one.kind === 'sum' || unless === undefined || members.includes(one.segmentId) !== unless)
}

function isNew({ profileId, memories }: Followed): boolean {
  return !memories.get(profileId)?.members
}

/** Ids that head nobody any more leave the segments that they were in. */
function leavingOf({ formerHeads, memories }: Followed): Move[] {
  const because = { kind: 'people' } as const
  return formerHeads.flatMap((profileId) =>
    (memories.get(profileId)?.members ?? []).map((segmentId) => ({ segmentId, profileId, enters: false, because, quietly: true })),
  )
}

function rowsOf({ person: { profileId, memories, formerHeads }, changed }: Case): StateRow[] {
  return [...changed, ...formerHeads.filter((id) => !changed.has(id))].flatMap((identifierId) => {
    const memory = memories.get(identifierId)
    if (!memory) return []
    const isHead = identifierId === profileId
    return {
      identifierId,
      packed: memory.streams.pack(),
      members: isHead ? memory.members : null,
      wakeAt: isHead ? memory.wakeAt : null,
    }
  })
}
