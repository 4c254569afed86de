import { ms } from '@percorso/contract'
import type {
  Compared,
  CountLeaf,
  EdgeLeaf,
  FactLeaf,
  FactMatch,
  FactWindow,
  MeasureLeaf,
  RegularLeaf,
  SequenceLeaf,
  TimeLeaf,
} from '@percorso/contract'
import type { Answer } from './answer.ts'
import { nextWeeks, weekStarts } from './calendar.ts'
import type { At } from './calendar.ts'
import { placeAfter, readCount, readEdge, readEvents, readMeasure, readTime, reader } from './readings.ts'
import type { Reading, Remembered } from './readings.ts'
import type { Event } from './stream-state.ts'
import { compare, compileTest, momentOf } from './test-value.ts'

/** A condition on what somebody did, made ready. */
export type DidTest = {
  ask(facts: Remembered, at: At): Answer
  /** What was counted, measured or found. */
  found(facts: Remembered, at: At): unknown
}

/** Makes a condition ready. */
export function compileDid(leaf: FactLeaf, timeZone: string): DidTest {
  if ('count' in leaf) return compileCount(leaf, timeZone)
  if ('measure' in leaf) return compileMeasure(leaf, timeZone)
  if ('edge' in leaf) return compileEdge(leaf, timeZone)
  if ('time' in leaf) return compileTime(leaf, timeZone)
  if ('sequence' in leaf) return compileSequence(leaf, timeZone)
  if ('stopped' in leaf) return turningOnce(readTime('last', leaf.stopped), { length: ms(leaf.for), before: false })
  return compileRegular(leaf)
}

/** Of a time: until so long after it one answer, then the other. Without a time it is no, and stays so. */
function turningOnce(time: (facts: Remembered) => number | undefined, { length, before }: { length: number; before: boolean }): DidTest {
  return {
    ask(facts, { now }) {
      const moment = time(facts)
      if (moment === undefined) return { holds: false, next: Infinity }
      const turns = moment + length
      return now < turns ? { holds: before, next: turns } : { holds: !before, next: Infinity }
    },
    found: (facts) => asTime(time(facts)),
  }
}

function compileCount({ count, within, op, value }: CountLeaf, timeZone: string): DidTest {
  const found = readCount(count, within, timeZone).value
  if (!isMoving(within)) return { ask: (facts, at) => ({ holds: compare(op, found(facts, at), value), next: Infinity }), found }
  const read = reader({ match: count, kind: 'time' })
  const length = ms(within.last)
  return {
    ask(facts, at) {
      const { events } = read(facts)
      const counted = events.length - placeAfter(events, at.now - length)
      const holds = compare(op, counted, value)
      const left = turningCount(op, value, holds)
      const next = left >= 0 && left < counted ? events[events.length - left - 1]!.time + length : Infinity
      return { holds, next }
    },
    found,
  }
}

function isMoving(window: FactWindow | undefined): window is Extract<FactWindow, { last: unknown }> {
  return window !== undefined && 'last' in window
}

/** The first count at which a comparison turns as a count goes down; -1 if it does not. */
function turningCount(op: Compared, value: number, holds: boolean): number {
  if (op === 'equals') return holds ? value - 1 : value
  const falls = op === 'atLeast' || op === 'moreThan' // from yes to no; the others from no to yes
  if (holds !== falls) return -1
  return op === 'atLeast' || op === 'lessThan' ? value - 1 : value
}

function compileMeasure({ op, value: bound, ...measured }: MeasureLeaf, timeZone: string): DidTest {
  const { value: found, next } = readMeasure(measured, timeZone)
  return {
    ask(facts, at) {
      const value = found(facts, at)
      return { holds: value !== undefined && compare(op, value, bound), next: next(facts, at) }
    },
    found,
  }
}

function compileEdge({ edge, of, within, is }: EdgeLeaf, timeZone: string): DidTest {
  const test = compileTest(is, timeZone)
  const { value: found, next } = readEdge({ edge, property: is.property, of, within }, timeZone)
  return {
    ask(facts, at) {
      const value = found(facts, at)
      return { holds: test.passes(value, at), next: Math.min(next(facts, at), test.next(value, at)) }
    },
    found,
  }
}

function compileTime(leaf: TimeLeaf, timeZone: string): DidTest {
  const time = readTime(leaf.time, leaf.of)
  if (leaf.op === 'withinLast') return turningOnce(time, { length: ms(leaf.value), before: true })
  const bound = momentOf(leaf.value, timeZone)
  const isBefore = leaf.op === 'before'
  return {
    ask(facts) {
      const moment = time(facts)
      return { holds: moment !== undefined && (isBefore ? moment < bound : moment > bound), next: Infinity }
    },
    found: (facts) => asTime(time(facts)),
  }
}

function compileSequence(leaf: SequenceLeaf, timeZone: string): DidTest {
  const times = (match: FactMatch) => readEvents({ match, kind: 'time' }, leaf.within, timeZone)
  const [first, ...rest] = leaf.sequence.map(times)
  const without = leaf.without && times(leaf.without)
  const longest = leaf.in ? ms(leaf.in) : Infinity
  const steps = [first!, ...rest]
  const isThere = (facts: Remembered, at: At) => {
    const starts = first!.value(facts, at)
    if (starts.length === 0) return false
    const later = rest.map((step) => step.value(facts, at))
    const barred = without ? without.value(facts, at) : []
    return starts.some(({ time: start }) => {
      const end = endOf(later, start)
      return end !== undefined && end - start <= longest && !((barred[placeAfter(barred, start)]?.time ?? Infinity) < end)
    })
  }
  return {
    ask(facts, at) {
      const holds = isThere(facts, at)
      if (holds) return { holds, next: soonest(steps, facts, at) }
      return { holds, next: without ? without.next(facts, at) : Infinity } // what is not there can only come about because what was in its way goes
    },
    found: () => undefined,
  }
}

/** When the last of the steps was, each taken as soon after the one before as it came; undefined if one did not come. */
function endOf(steps: Event[][], start: number): number | undefined {
  let end = start
  for (const step of steps) {
    const found = step[placeAfter(step, end)]
    if (!found) return undefined
    end = found.time
  }
  return end
}

function soonest(readings: Reading<unknown>[], facts: Remembered, at: At): number {
  let next = Infinity
  for (const reading of readings) next = Math.min(next, reading.next(facts, at))
  return next
}

function compileRegular({ regularly, weeks, atLeast }: RegularLeaf): DidTest {
  const read = reader({ match: regularly, kind: 'time' })
  /** The weeks with facts, counted back from this one, which is 0; the latest first. Facts of weeks to come do not count yet. */
  const weeksOf = (facts: Remembered, at: At) => {
    const { events } = read(facts)
    if (events.length === 0) return []
    const [starts, end] = [weekStarts(at, weeks), nextWeeks(at, 1)[0]!]
    const found = events.map(({ time }) => (time < end ? starts.findIndex((start) => time >= start) : -1))
    return [...new Set(found)].filter((week) => week >= 0).sort((a, b) => a - b)
  }
  return {
    ask(facts, at) {
      const there = weeksOf(facts, at)
      const holds = there.length >= atLeast
      const isAhead = (read(facts).events.at(-1)?.time ?? -Infinity) >= nextWeeks(at, 1)[0]!
      if (isAhead) return { holds, next: nextWeeks(at, 1)[0]! }
      return { holds, next: holds ? nextWeeks(at, weeks)[weeks - there[atLeast - 1]! - 1]! : Infinity }
    },
    found: (facts, at) => weeksOf(facts, at).length,
  }
}

function asTime(ms_: number | undefined): string | undefined {
  return ms_ === undefined ? undefined : new Date(ms_).toISOString()
}
