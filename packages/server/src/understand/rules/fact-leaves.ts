import { ms } from '@percorso/contract'
import type {
  Compared,
  EdgeLeaf,
  FactLeaf,
  FactMatch,
  FactWindow,
  MeasureLeaf,
  RegularLeaf,
  SequenceLeaf,
  TimeLeaf,
} from '@percorso/contract'
import { nextWeeks, weekStarts } from './calendar.ts'
import type { At } from './calendar.ts'
import { emptyState, tenThousandths } from './stream-state.ts'
import type { Event, StreamState } from './stream-state.ts'
import { rangeOf, streamKey } from './streams.ts'
import type { Stream } from './streams.ts'
import { compare, compileTest, momentOf } from './test-value.ts'

/** What is remembered of a person's facts, by the keys of streams. */
export type Remembered = (key: string) => StreamState | undefined

/** A condition on what somebody did, made ready. `turns`: when, after now, its answer may change by itself. */
export type DidTest = {
  holds(facts: Remembered, at: At): boolean
  turns(facts: Remembered, at: At): number[]
  /** What was counted, measured or found. */
  found(facts: Remembered, at: At): unknown
}

const NOTHING = emptyState()
const steady = () => []

/** Makes a condition ready. */
export function compileDid(leaf: FactLeaf, timeZone: string): DidTest {
  if ('count' in leaf) return compileCount(leaf, timeZone)
  if ('measure' in leaf) return compileMeasure(leaf, timeZone)
  if ('edge' in leaf) return compileEdge(leaf, timeZone)
  if ('time' in leaf) return compileTime(leaf, timeZone)
  if ('sequence' in leaf) return compileSequence(leaf, timeZone)
  if ('stopped' in leaf) {
    const length = ms(leaf.for)
    const last = lastOf({ match: leaf.stopped, kind: 'time' })
    return {
      holds: (facts, { now }) => (last(facts) ?? Infinity) <= now - length,
      turns: (facts) => [(last(facts) ?? Infinity) + length],
      found: (facts) => asTime(last(facts)),
    }
  }
  return compileRegular(leaf)
}

type Reader = (facts: Remembered) => StreamState

function reader(stream: Stream): Reader {
  const key = streamKey(stream)
  return (facts) => facts(key) ?? NOTHING
}

function lastOf(stream: Stream): (facts: Remembered) => number | undefined {
  const read = reader(stream)
  return (facts) => read(facts).events.at(-1)?.time
}

function firstOf(stream: Stream): (facts: Remembered) => number | undefined {
  const read = reader(stream)
  return (facts) => read(facts).events[0]?.time
}

/** The facts of a window, and when it may lose some by itself. */
type Windowed = { events: (facts: Remembered, at: At) => Event[]; turns: (facts: Remembered, at: At) => number[] }

function inWindow(stream: Stream, window: FactWindow, timeZone: string): Windowed {
  const read = reader(stream)
  if ('last' in window) {
    const length = ms(window.last)
    const events = (facts: Remembered, { now }: At) => after(read(facts).events, now - length)
    return { events, turns: (facts, at) => events(facts, at).map(({ time }) => time + length) }
  }
  if ('after' in window) {
    const began = firstOf({ match: window.after, kind: 'time' })
    const length = ms(window.for)
    return {
      events(facts) {
        const from = began(facts)
        return from === undefined ? [] : read(facts).events.filter(({ time }) => time >= from && time < from + length)
      },
      turns: steady,
    }
  }
  const { from = -Infinity, to = Infinity } = rangeOf(window, timeZone)
  return { events: (facts) => read(facts).events.filter(({ time }) => time >= from && time < to), turns: steady }
}

function after(events: Event[], moment: number): Event[] {
  return events.length === 0 || events[0]!.time > moment ? events : events.filter(({ time }) => time > moment)
}

function compileCount({ count, within, op, value }: Extract<FactLeaf, { count: FactMatch }>, timeZone: string): DidTest {
  const stream: Stream = { match: count, kind: 'time' }
  if (!within) {
    const read = reader(stream)
    return { holds: (facts) => compare(op, read(facts).n, value), turns: steady, found: (facts) => read(facts).n }
  }
  const { events, turns } = inWindow(stream, within, timeZone)
  const found = (facts: Remembered, at: At) => events(facts, at).length
  return { holds: (facts, at) => compare(op, found(facts, at), value), turns, found }
}

function compileMeasure({ measure, property, of, within, op, value }: MeasureLeaf, timeZone: string): DidTest {
  const stream: Stream = { match: of, kind: measure === 'distinct' ? 'scalar' : 'number', property }
  const judge = (found: number | undefined) => found !== undefined && compare(op as Compared, found, value)
  if (!within) {
    const read = reader(stream)
    const found = (facts: Remembered) => measured(measure, read(facts))
    return { holds: (facts) => judge(found(facts)), turns: steady, found }
  }
  const { events, turns } = inWindow(stream, within, timeZone)
  const found = (facts: Remembered, at: At) => measured(measure, sumUp(events(facts, at), measure === 'distinct'))
  return { holds: (facts, at) => judge(found(facts, at)), turns, found }
}

function sumUp(events: Event[], isScalar: boolean): StreamState {
  const state = { ...emptyState(), n: events.length, events }
  if (isScalar) return state
  for (const { value } of events as { value: number }[]) {
    state.sum += tenThousandths(value)
    state.min = Math.min(state.min, value)
    state.max = Math.max(state.max, value)
  }
  return state
}

function measured(measure: MeasureLeaf['measure'], { n, sum, min, max, events }: StreamState): number | undefined {
  if (measure === 'distinct') return new Set(events.map(({ value }) => value)).size
  if (measure === 'sum') return sum / 10_000
  if (n === 0) return undefined
  if (measure === 'average') return sum / 10_000 / n
  return measure === 'min' ? min : max
}

function compileEdge({ edge, of, within, is }: EdgeLeaf, timeZone: string): DidTest {
  const stream: Stream = { match: of, kind: 'value', property: is.property }
  const test = compileTest(is, timeZone)
  const read = reader(stream)
  const { events, turns } = within
    ? inWindow(stream, within, timeZone)
    : { events: (facts: Remembered) => read(facts).events, turns: steady }
  const found = (facts: Remembered, at: At): unknown => {
    const text = (edge === 'first' ? events(facts, at)[0] : events(facts, at).at(-1))?.value
    return text === undefined || text === '' ? undefined : JSON.parse(text as string)
  }
  return {
    holds: (facts, at) => test.passes(found(facts, at), at),
    turns: (facts, at) => [...turns(facts, at), ...test.turns(found(facts, at), at)],
    found,
  }
}

function compileTime(leaf: TimeLeaf, timeZone: string): DidTest {
  const time = (leaf.time === 'first' ? firstOf : lastOf)({ match: leaf.of, kind: 'time' })
  const found = (facts: Remembered) => asTime(time(facts))
  if (leaf.op === 'withinLast') {
    const length = ms(leaf.value)
    return {
      holds: (facts, { now }) => (time(facts) ?? -Infinity) > now - length,
      turns: (facts) => [(time(facts) ?? -Infinity) + length],
      found,
    }
  }
  const bound = momentOf(leaf.value, timeZone)
  const isBefore = leaf.op === 'before'
  return {
    holds(facts) {
      const moment = time(facts)
      return moment !== undefined && (isBefore ? moment < bound : moment > bound)
    },
    turns: steady,
    found,
  }
}

function compileSequence(leaf: SequenceLeaf, timeZone: string): DidTest {
  const times = (match: FactMatch): Windowed => {
    const stream: Stream = { match, kind: 'time' }
    const read = reader(stream)
    return leaf.within ? inWindow(stream, leaf.within, timeZone) : { events: (facts) => read(facts).events, turns: steady }
  }
  const steps = leaf.sequence.map(times)
  const without = leaf.without && times(leaf.without)
  const longest = leaf.in ? ms(leaf.in) : Infinity
  const timesOf = (step: Windowed, facts: Remembered, at: At) => step.events(facts, at).map(({ time }) => time)
  return {
    holds(facts, at) {
      const [first, ...rest] = steps.map((step) => timesOf(step, facts, at))
      const barred = without ? timesOf(without, facts, at) : []
      return first!.some((start) => {
        const end = rest.reduce<number | undefined>(
          (from, step) => (from === undefined ? undefined : step.find((time) => time > from)),
          start,
        )
        return end !== undefined && end - start <= longest && !barred.some((time) => start < time && time < end)
      })
    },
    turns: (facts, at) => [...steps, ...(without ? [without] : [])].flatMap((step) => step.turns(facts, at)),
    found: () => undefined,
  }
}

function compileRegular({ regularly, weeks, atLeast }: RegularLeaf): DidTest {
  const read = reader({ match: regularly, kind: 'time' })
  const found = (facts: Remembered, at: At) => {
    const { events } = read(facts)
    if (events.length === 0) return 0
    const starts = weekStarts(at, weeks)
    const end = nextWeeks(at, 1)[0]!
    return new Set(events.map(({ time }) => (time < end ? starts.findIndex((start) => time >= start) : -1)).filter((week) => week >= 0))
      .size
  }
  return {
    holds: (facts, at) => found(facts, at) >= atLeast,
    turns: (facts, at) => (read(facts).events.length > 0 ? nextWeeks(at, weeks) : []),
    found,
  }
}

function asTime(ms_: number | undefined): string | undefined {
  return ms_ === undefined ? undefined : new Date(ms_).toISOString()
}
