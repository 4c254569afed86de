import { ms } from '@percorso/contract'
import type { FactMatch, FactWindow, Measure } from '@percorso/contract'
import type { At } from './calendar.ts'
import { emptyState, tenThousandths } from './stream-state.ts'
import type { Event, StreamState } from './stream-state.ts'
import { rangeOf, streamKey } from './streams.ts'
import type { Stream } from './streams.ts'

// What is read from somebody's facts: how many, a measure, the first or the last. Conditions hold it against something, computed traits tell it.

/** What is remembered of a person's facts, by the keys of streams. */
export type Remembered = (key: string) => StreamState | undefined

/** `next`: until then it stays what it is, by itself; `Infinity` if it always does. */
export type Reading<Value> = { value: (facts: Remembered, at: At) => Value; next: (facts: Remembered, at: At) => number }

const NOTHING = emptyState()
const steady = () => Infinity

/** Makes the function that reads a stream. */
export function reader(stream: Stream): (facts: Remembered) => StreamState {
  const key = streamKey(stream)
  return (facts) => facts(key) ?? NOTHING
}

/** When the first or the last of the facts was, in ms. */
export function readTime(edge: 'first' | 'last', match: FactMatch): (facts: Remembered) => number | undefined {
  const read = reader({ match, kind: 'time' })
  return (facts) => read(facts).events.at(edge === 'first' ? 0 : -1)?.time
}

/** The facts of a window, in the order of time. */
export function readEvents(stream: Stream, window: FactWindow | undefined, timeZone: string): Reading<Event[]> {
  const read = reader(stream)
  if (!window) return { value: (facts) => read(facts).events, next: steady }
  if ('last' in window) {
    const length = ms(window.last)
    return {
      value: (facts, { now }) => after(read(facts).events, now - length),
      next(facts, { now }) {
        const { events } = read(facts)
        return (events[placeAfter(events, now - length)]?.time ?? Infinity) + length
      },
    }
  }
  if ('after' in window) {
    const began = readTime('first', window.after)
    const length = ms(window.for)
    return {
      value(facts) {
        const from = began(facts)
        return from === undefined ? [] : read(facts).events.filter(({ time }) => time >= from && time < from + length)
      },
      next: steady,
    }
  }
  const { from = -Infinity, to = Infinity } = rangeOf(window, timeZone)
  return { value: (facts) => read(facts).events.filter(({ time }) => time >= from && time < to), next: steady }
}

function after(events: Event[], moment: number): Event[] {
  const place = placeAfter(events, moment)
  return place === 0 ? events : events.slice(place)
}

/** The place of the first fact after a moment, by halving: rules ask for it all the time. */
export function placeAfter(events: Event[], moment: number): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (events[middle]!.time > moment) high = middle
    else low = middle + 1
  }
  return low
}

/** How many. */
export function readCount(match: FactMatch, within: FactWindow | undefined, timeZone: string): Reading<number> {
  const stream: Stream = { match, kind: 'time' }
  if (!within) {
    const read = reader(stream)
    return { value: (facts) => read(facts).n, next: steady }
  }
  const { value, next } = readEvents(stream, within, timeZone)
  if (!('last' in within)) return { value: (facts, at) => value(facts, at).length, next }
  const read = reader(stream)
  const length = ms(within.last)
  return {
    value(facts, { now }) {
      const { events } = read(facts)
      return events.length - placeAfter(events, now - length)
    },
    next,
  }
}

export type Measured = { measure: Measure; property: string; of: FactMatch; within?: FactWindow | undefined }

/** A measure of a property; undefined where there is nothing to measure. */
export function readMeasure({ measure, property, of, within }: Measured, timeZone: string): Reading<number | undefined> {
  const stream: Stream = { match: of, kind: measure === 'distinct' ? 'scalar' : 'number', property }
  if (!within) {
    const read = reader(stream)
    return { value: (facts) => measured(measure, read(facts)), next: steady }
  }
  const events = readEvents(stream, within, timeZone)
  return { value: (facts, at) => measured(measure, sumUp(events.value(facts, at), measure === 'distinct')), next: events.next }
}

function sumUp(events: Event[], isScalar: boolean): StreamState {
  const state = emptyState()
  state.n = events.length
  state.events = events
  if (isScalar) return state
  for (const { value } of events as { value: number }[]) {
    state.sum += tenThousandths(value)
    state.min = Math.min(state.min, value)
    state.max = Math.max(state.max, value)
  }
  return state
}

function measured(measure: Measure, { n, sum, min, max, events }: StreamState): number | undefined {
  if (measure === 'distinct') return differentValues(events)
  if (measure === 'sum') return sum / 10_000
  if (n === 0) return undefined
  if (measure === 'average') return sum / 10_000 / n
  return measure === 'min' ? min : max
}

function differentValues(events: Event[]): number {
  if (events.length < 2) return events.length
  const values = new Set<Event['value']>()
  for (const { value } of events) values.add(value)
  return values.size
}

export type Edged = { edge: 'first' | 'last'; property: string; of: FactMatch; within?: FactWindow | undefined }

/** What the first or last of the facts has there. */
export function readEdge({ edge, property, of, within }: Edged, timeZone: string): Reading<unknown> {
  const { value, next } = readEvents({ match: of, kind: 'value', property }, within, timeZone)
  return { value: (facts, at) => valueOf(value(facts, at).at(edge === 'first' ? 0 : -1)), next }
}

/** The value of a fact in a `value` stream; undefined if it has none there. */
export function valueOf(event: Event | undefined): unknown {
  return event === undefined || event.value === '' ? undefined : JSON.parse(event.value as string)
}
