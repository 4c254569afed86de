import { readingsOf } from '@percorso/contract'
import type { TraitFormula, TraitReading } from '@percorso/contract'
import { hourIn, weekdayIn } from './calendar.ts'
import type { At } from './calendar.ts'
import { readCount, readEdge, readEvents, readMeasure, readTime, valueOf } from './readings.ts'
import type { Reading, Remembered } from './readings.ts'
import type { Event } from './stream-state.ts'
import { needsOfEdge, needsOfMeasure, windowed } from './streams.ts'
import type { Need } from './streams.ts'

/** A computed trait made ready for many people. `value` is undefined where there is nothing to tell. */
export type CompiledFormula = Reading<unknown> & { needs: Need[] }

/** Makes a formula of docs/rules.md ready. Throws for an expression that cannot be read. */
export function compileFormula(formula: TraitFormula, timeZone: string): CompiledFormula {
  const needs = readingsOf(formula).flatMap((reading) => needsOfReading(reading, timeZone))
  return { needs, ...compilePart(formula, timeZone) }
}

function compilePart(formula: TraitFormula, timeZone: string): Reading<unknown> {
  if ('number' in formula) return { value: () => formula.number, next: () => Infinity }
  if (!('op' in formula)) return compileReading(formula, timeZone)
  const [a, b] = formula.parts.map((part) => compilePart(part, timeZone) as Reading<number | undefined>) as [
    Reading<number | undefined>,
    Reading<number | undefined>,
  ]
  return {
    value(facts, at) {
      const [left, right] = [a.value(facts, at), b.value(facts, at)]
      return left === undefined || right === undefined ? undefined : reckon(formula.op, left, right)
    },
    next: (facts, at) => Math.min(a.next(facts, at), b.next(facts, at)),
  }
}

function reckon(op: 'add' | 'subtract' | 'multiply' | 'divide', a: number, b: number): number | undefined {
  const result = op === 'add' ? a + b : op === 'subtract' ? a - b : op === 'multiply' ? a * b : a / b
  return Number.isFinite(result) ? result : undefined
}

function compileReading(reading: TraitReading, timeZone: string): Reading<unknown> {
  if ('count' in reading) return readCount(reading.count, reading.within, timeZone)
  if ('measure' in reading) return readMeasure(reading, timeZone)
  if ('edge' in reading) return readEdge(reading, timeZone)
  if ('since' in reading) return compileSince(reading)
  if ('favourite' in reading) {
    const { value, next } = readEvents({ match: reading.of, kind: 'value', property: reading.favourite }, reading.within, timeZone)
    return { value: (facts, at) => commonest(value(facts, at), (event) => event.value, valueOf), next }
  }
  if ('usual' in reading) {
    const { value, next } = readEvents({ match: reading.of, kind: 'time' }, reading.within, timeZone)
    const placeOf = reading.usual === 'hour' ? hourIn(timeZone) : weekdayIn(timeZone)
    return { value: (facts, at) => commonest(value(facts, at), ({ time }) => placeOf(time), ({ time }) => placeOf(time)), next } // prettier-ignore
  }
  const time = readTime(reading.time, reading.of)
  return {
    value(facts) {
      const moment = time(facts)
      return moment === undefined ? undefined : new Date(moment).toISOString()
    },
    next: () => Infinity,
  }
}

const UNIT_MS = { hours: 3_600_000, days: 86_400_000, weeks: 604_800_000, years: 31_536_000_000 } as const

function compileSince({ since, of, unit }: Extract<TraitReading, { since: string }>): Reading<number | undefined> {
  const time = readTime(since, of)
  const length = UNIT_MS[unit]
  const value = (facts: Remembered, { now }: At) => {
    const moment = time(facts)
    return moment === undefined ? undefined : Math.max(0, Math.floor((now - moment) / length))
  }
  return {
    value,
    next(facts, at) {
      const whole = value(facts, at)
      return whole === undefined ? Infinity : time(facts)! + (whole + 1) * length
    },
  }
}

/** What most of the facts have; of several, what the latest of them has. Facts without it do not count. */
function commonest<Key>(events: Event[], keyOf: (event: Event) => Key, show: (event: Event) => unknown): unknown {
  const counts = new Map<Key, { n: number; latest: Event }>()
  for (const event of events) {
    if (event.value === '') continue
    const one = counts.get(keyOf(event))
    if (one) {
      one.n += 1
      one.latest = event
    } else counts.set(keyOf(event), { n: 1, latest: event })
  }
  let best: { n: number; latest: Event } | undefined
  for (const one of counts.values()) {
    const isBetter = !best || one.n > best.n || (one.n === best.n && isLater(one.latest, best.latest))
    if (isBetter) best = one
  }
  return best && show(best.latest)
}

function isLater(a: Event, b: Event): boolean {
  return a.time > b.time || (a.time === b.time && a.tie > b.tie)
}

function needsOfReading(reading: TraitReading, timeZone: string): Need[] {
  if ('count' in reading) return windowed({ match: reading.count, kind: 'time' }, reading.within, { timeZone, keep: {} })
  if ('measure' in reading) return needsOfMeasure(reading, timeZone)
  if ('time' in reading || 'since' in reading) {
    const edge = 'time' in reading ? reading.time : reading.since
    return [{ stream: { match: reading.of, kind: 'time' }, keep: edge === 'last' ? { latest: 1 } : { earliest: 1 } }]
  }
  if ('edge' in reading) return needsOfEdge(reading, timeZone)
  const stream = 'usual' in reading ? ({ match: reading.of, kind: 'time' } as const) : ({ match: reading.of, kind: 'value', property: reading.favourite } as const) // prettier-ignore
  return reading.within ? windowed(stream, reading.within, { timeZone, keep: {} }) : [{ stream, keep: {} }]
}
