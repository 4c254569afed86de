import type { Keep, Stream } from './streams.ts'

/**
 * One fact in a stream. `value`: its number in `number` streams, a hash in `scalar` ones, JSON text (or '' for none) in `value` ones; `tie` decides between
 * facts of the same time there.
 */
export type Event = { time: number; value: number | string; tie: number }

/** What is remembered of a stream's facts: how many there ever were, their sum (in ten-thousandths), least and most; and, in the order of time, those that are kept. */
export type StreamState = { n: number; sum: number; min: number; max: number; events: Event[] }

/** So many facts at most are kept one by one for each identifier and stream: the latest. */
const EVENTS_MAX = 12_000

const NUMBER_MAX = 1e11

export function emptyState(): StreamState {
  return { n: 0, sum: 0, min: Infinity, max: -Infinity, events: [] }
}

/** A number in ten-thousandths: whole numbers add up to the same sum in any order. */
export function tenThousandths(value: number): number {
  return Math.floor(Math.max(-NUMBER_MAX, Math.min(NUMBER_MAX, value)) * 10_000 + 0.5)
}

/** Adds a fact to the counts and to what is kept; {@link prune} drops what is not needed. Changes `state`. */
export function addEvent(state: StreamState, kind: Stream['kind'], event: Event): void {
  state.n += 1
  if (kind === 'number') {
    const value = event.value as number
    state.sum += tenThousandths(value)
    state.min = Math.min(state.min, value)
    state.max = Math.max(state.max, value)
  }
  insert(state.events, event)
}

/** Facts mostly come in the order of time: the place is looked for from the end. */
function insert(events: Event[], event: Event): void {
  let place = events.length
  while (place > 0 && isLater(events[place - 1]!, event)) place -= 1
  events.splice(place, 0, event)
}

function isLater(a: Event, b: Event): boolean {
  return a.time > b.time || (a.time === b.time && a.tie > b.tie)
}

/** Several states of one stream as one: those of a person's identifiers. */
export function mergeStates(states: StreamState[]): StreamState {
  if (states.length === 1) return states[0]!
  const merged = emptyState()
  for (const { n, sum, min, max, events } of states) {
    merged.n += n
    merged.sum += sum
    merged.min = Math.min(merged.min, min)
    merged.max = Math.max(merged.max, max)
    merged.events.push(...events)
  }
  merged.events.sort((a, b) => a.time - b.time || a.tie - b.tie)
  return merged
}

/** Drops the facts that no condition will need, now or later. Returns whether any went. Changes `state`. */
export function prune(state: StreamState, keeps: readonly Keep[], now: number): boolean {
  const { events } = state
  if (events.length === 0) return false
  if (keeps.some((keep) => holdsAll(keep, events, now))) return capped(state)
  const kept = new Set<number>()
  for (const keep of keeps) {
    if (kept.size === events.length) return capped(state)
    addKept(kept, events, { keep, now })
  }
  if (kept.size === events.length) return capped(state)
  state.events = events.filter((_, index) => kept.has(index))
  capped(state)
  return true
}

/** Whether nothing of this goes: most of the time, for most people. */
function holdsAll({ within, from, to, latest, earliest, distinct }: Keep, events: Event[], now: number): boolean {
  if (from !== undefined || to !== undefined || earliest !== undefined || distinct) return false
  return (within === undefined || events[0]!.time > now - within) && (latest === undefined || latest >= events.length)
}

function capped(state: StreamState): boolean {
  if (state.events.length <= EVENTS_MAX) return false
  state.events = state.events.slice(-EVENTS_MAX)
  return true
}

function addKept(kept: Set<number>, events: Event[], { keep, now }: { keep: Keep; now: number }): void {
  const isMeant = ({ time }: Event) =>
    (keep.within === undefined || time > now - keep.within) &&
    (keep.from === undefined || time >= keep.from) &&
    (keep.to === undefined || time < keep.to)
  const latest = keep.latest ?? (keep.earliest === undefined ? Infinity : 0)
  const seen = new Set<number | string>()
  for (let index = events.length - 1, left = latest; index >= 0 && left > 0; index -= 1) {
    const event = events[index]!
    if (!isMeant(event) || (keep.distinct && seen.has(event.value))) continue
    seen.add(event.value)
    kept.add(index)
    left -= 1
  }
  for (let index = 0, left = keep.earliest ?? 0; index < events.length && left > 0; index += 1) {
    if (!isMeant(events[index]!)) continue
    kept.add(index)
    left -= 1
  }
}
