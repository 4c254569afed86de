import { createHash } from 'node:crypto'
import { ms } from '@percorso/contract'
import type {
  ConsentLeaf,
  EdgeLeaf,
  FactMatch,
  FactWindow,
  MeasureLeaf,
  ProfileLeaf,
  SegmentRuleLeaf,
  SegmentWhere,
  SequenceLeaf,
} from '@percorso/contract'
import { crc32 } from 'node:zlib'
import type { PersonState } from '../understand/rules/index.ts'
import { dateAfter, mondayOf } from './naive-calendar.ts'
import type { Moment } from './naive-calendar.ts'
import { naiveCompare, naiveInstant, naivePasses } from './naive-value.ts'

export type NaiveFact = {
  time: number
  messageId: string
  type: string
  name: string
  properties: Record<string, unknown>
  bot?: boolean
}
export type NaivePerson = { state: PersonState; facts: NaiveFact[] }

/**
 * The most literal reading of docs/rules.md: whether a rule holds for somebody. It looks at everything each time and shares no code with the evaluators
 * that are held against it.
 */
export function naiveHolds(where: SegmentWhere, person: NaivePerson, at: Moment): boolean {
  if ('all' in where) return where.all.every((part) => naiveHolds(part, person, at))
  if ('any' in where) return where.any.some((part) => naiveHolds(part, person, at))
  if ('not' in where) return !naiveHolds(where.not, person, at)
  return leafHolds(where, createHistory(person.facts, at), person.state)
}

/** Facts as conditions ask for them: in order, without those that never count. */
export type History = { at: Moment; of: (match: FactMatch, within?: FactWindow) => NaiveFact[] }

export function createHistory(facts: NaiveFact[], at: Moment): History {
  const counted = facts
    .filter(({ bot, name }) => !bot && !['Segment Entered', 'Segment Left', 'Stage Changed'].includes(name))
    .sort((a, b) => a.time - b.time || crc32(a.messageId) - crc32(b.messageId))
  const matching = (match: FactMatch) => counted.filter((fact) => isMeant(fact, match, at))
  return {
    at,
    of(match, within) {
      if (!within) return matching(match)
      if ('last' in within) return matching(match).filter(({ time }) => time > at.now - ms(within.last))
      if ('after' in within) {
        const began = matching(within.after)[0]
        return began ? matching(match).filter(({ time }) => time >= began.time && time < began.time + ms(within.for)) : []
      }
      const from = 'from' in within ? naiveInstant(within.from, at) : -Infinity
      const to = within.to === undefined ? Infinity : naiveInstant(within.to, at)
      return matching(match).filter(({ time }) => time >= from && time < to)
    },
  }
}

function isMeant(fact: NaiveFact, { fact: name, type, where = [] }: FactMatch, at: Moment): boolean {
  if (name !== undefined && fact.name !== name) return false
  if (type !== undefined && fact.type !== type) return false
  return where.every((test) => naivePasses(propertyOf(fact, test.property), test, at))
}

/** A property. A key with dots is the same as one thing within another, and an object that holds nothing but null is nothing. */
export function propertyOf({ properties }: NaiveFact, path: string): unknown {
  const all = flat(properties, '')
  const here = all.find(([known]) => known === path)
  const within = all.filter(([known]) => known.startsWith(`${path}.`))
  return here
    ? here[1]
    : within.length > 0
      ? Object.fromEntries(within.map(([known, value]) => [known.slice(path.length + 1), value]))
      : undefined
}

function flat(value: object, before: string): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (inner === null || inner === undefined) return []
    if (typeof inner === 'object' && !Array.isArray(inner)) return flat(inner, `${before}${key}.`)
    return [[`${before}${key}`, inner] as [string, unknown]]
  })
}

function leafHolds(leaf: SegmentRuleLeaf, history: History, state: PersonState): boolean {
  if ('count' in leaf) return naiveCompare(history.of(leaf.count, leaf.within).length, leaf.op, leaf.value)
  if ('measure' in leaf) return measureHolds(leaf, history)
  if ('edge' in leaf) return edgeHolds(leaf, history)
  if ('time' in leaf) return timeHolds(history.of(leaf.of).at(leaf.time === 'first' ? 0 : -1), leaf, history.at)
  if ('sequence' in leaf) return sequenceHolds(leaf, history)
  if ('stopped' in leaf) return hasStopped(history.of(leaf.stopped), history.at.now - ms(leaf.for))
  if ('regularly' in leaf) return regularWeeks(history.of(leaf.regularly), leaf.weeks, history.at) >= leaf.atLeast
  if ('consent' in leaf) return consentHolds(leaf, history)
  return 'profile' in leaf ? profileHolds(leaf, history) : isKnown(leaf, state, history.at)
}

function hasStopped(facts: NaiveFact[], since: number): boolean {
  return facts.length > 0 && facts.every(({ time }) => time <= since)
}

function profileHolds(leaf: ProfileLeaf, { of, at }: History): boolean {
  if (leaf.profile === 'facts') return naiveCompare(of({}).length, leaf.op, leaf.value)
  const test = leaf.op === 'withinLast' ? { op: leaf.op, value: { n: leaf.value, unit: 'days' as const } } : leaf
  return timeHolds(of({}).at(leaf.profile === 'firstSeen' ? 0 : -1), test, at)
}

/** What is said last: by the time of the fact, and of two at the same time by the greater CRC-32. */
function consentHolds(leaf: ConsentLeaf, { of }: History): boolean {
  const saying: FactMatch = { fact: 'Consent Changed', type: 'track' }
  const isAbout = (fact: NaiveFact) => propertyOf(fact, 'purpose') === leaf.consent && typeof propertyOf(fact, 'given') === 'boolean'
  const last = of(saying).findLast(isAbout)
  if (!last || leaf.op === 'unknown') return last === undefined && leaf.op === 'unknown'
  return propertyOf(last, 'given') === (leaf.op === 'given') && of(saying, leaf.within).includes(last)
}

function measureHolds({ measure, property, of, within, op, value }: MeasureLeaf, history: History): boolean {
  const values = history.of(of, within).map((fact) => propertyOf(fact, property))
  if (measure === 'distinct') {
    const scalars = values.filter((found) => ['string', 'number', 'boolean'].includes(typeof found))
    return naiveCompare(new Set(scalars).size, op, value)
  }
  const numbers = values.filter((found) => typeof found === 'number')
  const sum = numbers.reduce((total, number) => total + BigInt(Math.floor(10_000 * clamp(number) + 0.5)), 0n)
  if (measure === 'sum') return naiveCompare(Number(sum) / 10_000, op, value)
  if (numbers.length === 0) return false
  const found = { average: Number(sum) / 10_000 / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) }
  return naiveCompare(found[measure], op, value)
}

function clamp(number: number): number {
  return number > 1e11 ? 1e11 : number < -1e11 ? -1e11 : number
}

function edgeHolds({ edge, of, within, is }: EdgeLeaf, history: History): boolean {
  const found = history.of(of, within).at(edge === 'first' ? 0 : -1)
  return found !== undefined && naivePasses(propertyOf(found, is.property), is, history.at)
}

type TimeTest = { op: 'before' | 'after'; value: string } | { op: 'withinLast'; value: Parameters<typeof ms>[0] }

function timeHolds(fact: NaiveFact | undefined, test: TimeTest, at: Moment): boolean {
  if (!fact) return false
  if (test.op === 'withinLast') return fact.time > at.now - ms(test.value)
  return test.op === 'before' ? fact.time < naiveInstant(test.value, at) : fact.time > naiveInstant(test.value, at)
}

/** Tries every way to pick a fact for each step. */
function sequenceHolds(leaf: SequenceLeaf, history: History): boolean {
  const barred = leaf.without ? history.of(leaf.without, leaf.within) : []
  const steps = leaf.sequence.map((match) => history.of(match, leaf.within))
  const isFine = (first: number, last: number) =>
    (!leaf.in || last - first <= ms(leaf.in)) && !barred.some(({ time }) => first < time && time < last)
  const goesOn = (step: number, first: number, latest: number): boolean => {
    if (step === steps.length) return isFine(first, latest)
    return steps[step]!.some(({ time }) => time > latest && goesOn(step + 1, first, time))
  }
  return steps[0]!.some(({ time }) => goesOn(1, time, time))
}

function regularWeeks(facts: NaiveFact[], weeks: number, { now, timeZone }: Moment): number {
  const thisWeek = mondayOf(now, timeZone)
  const wanted = Array.from({ length: weeks }, (_, ago) => dateAfter(thisWeek, -7 * ago))
  return wanted.filter((monday) => facts.some(({ time }) => mondayOf(time, timeZone) === monday)).length
}

function isKnown(leaf: Exclude<SegmentRuleLeaf, { profile: unknown }>, state: PersonState, at: Moment): boolean {
  if ('trait' in leaf) return naivePasses(state.traits[leaf.trait], leaf, at)
  if ('accountTrait' in leaf) return state.accounts.some(({ traits }) => naivePasses(traits[leaf.accountTrait], leaf, at))
  if ('segment' in leaf) return state.segments.has(leaf.segment)
  if ('set' in leaf) return state.sets.has(leaf.set)
  if ('bucket' in leaf) {
    const digest = BigInt(`0x${createHash('sha256').update(`${leaf.bucket}/${state.profileId}`).digest('hex')}`)
    const percent = (Number(digest >> 204n) / 2 ** 52) * 100
    return leaf.from <= percent && percent < leaf.to
  }
  if ('account' in leaf) return state.accounts.some(({ accountId }) => isText(accountId, leaf))
  if ('identifier' in leaf) {
    const isMail = leaf.identifier === 'email'
    const test = isMail && leaf.op !== 'exists' ? { ...leaf, value: leaf.value.trim().toLowerCase() } : leaf
    return state.identifiers.some(({ kind, value }) => kind === leaf.identifier && isText(value, test))
  }
  throw new Error(`not a condition: ${JSON.stringify(leaf)}`)
}

function isText(text: string, test: { op: 'exists' } | { op: 'equals' | 'startsWith'; value: string }): boolean {
  if (test.op === 'exists') return true
  return test.op === 'equals' ? text === test.value : text.startsWith(test.value)
}
