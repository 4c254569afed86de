import type { Warehouse } from '../../stores/index.ts'
import { ask, momentOf, timeOf, variantSql } from '../journeys/index.ts'
import type { Log } from '../journeys/index.ts'

/** Journeys that are numbered less are the whole; gaps have numbers from 1 on, failed steps and taken ones numbers of their own. */
export const ALL = -2
export const HELD = -1
export const FITS = 0
export const FAILED = 1_000_000
export const TAKEN = 2_000_000

/** Facts that are looked for: an outcome, those that say that a step (by its number from 1) went wrong, and those that say how it was. */
export const OUTCOME = 1
export const failureOf = (step: number) => 1_000 + step
export const scoreOf = (step: number) => 2_000 + step

/** A way through that was held against the map: its id, the numbers of what holds for it, and of each step taken: number, place, place before. */
export type HeldWay = { variant: string; numbers: number[]; met: [number, number, number][] }

/** Journeys, each with what is known of its way through. `marks` is a statement (marks-facts.ts), if facts are looked for. */
export type Held = { log: Log; ways: HeldWay[]; marks: string | undefined; overlapping: boolean }

/**
 * One row a journey: `person`, `t0` (its first step), `known` (its way was held against the map), `numbers`, `met`, and `marks`: what was looked for and
 * found from its first step until the person's next journey begins. Journeys that overlap end with their last step.
 */
function heldSql({ log, ways, marks, overlapping }: Held, columns: Record<string, string> = {}): string {
  const { params, cases, whole } = log
  const until = overlapping
    ? `${timeOf('k[-1]')} + 1`
    : `leadInFrame(${timeOf('k[1]')}, 1, toInt64(9e18)) over (partition by person order by ${timeOf('k[1]')} rows between unbounded preceding and unbounded following)`
  const journeys = `select ${['person', `lower(hex(${variantSql(log)})) as v`, `${timeOf('k[1]')} as t0`, `${marks === undefined || whole ? 'toInt64(9e18)' : until} as until`, ...Object.entries(columns).map(([name, sql]) => `${sql} as ${name}`)].join(', ')} from (${cases})`
  const known = `select way.1 as v, 1 as known, arrayMap(x -> toInt64(x), splitByChar(',', way.2)) as numbers,
      arrayMap(x -> arrayMap(y -> toUInt32(y), splitByChar(':', x)), splitByChar(',', way.3)) as met
    from (select arrayJoin(arrayZip(${params.add(ways.map(({ variant }) => variant), 'Array(String)')}, ${params.add(ways.map(({ numbers }) => numbers.join(',')), 'Array(String)')}, ${params.add(ways.map(({ met }) => met.map((each) => each.join(':')).join(',') || '0:0:0'), 'Array(String)')})) as way)`
  const found = marks === undefined ? 'cast([], \'Array(Tuple(Int64, UInt32, Float64))\')' : 'arrayFilter(x -> x.1 >= j.t0 and x.1 < j.until, m.marks)'
  const own = ['person', 't0', ...Object.keys(columns)].map((name) => `j.${name} as ${name}`).join(', ')
  return `select ${own}, w.known as known, w.numbers as numbers, w.met as met, ${found} as marks from (${journeys}) as j
    left any join (${known}) as w on w.v = j.v${marks === undefined ? '' : ` left any join (${marks}) as m on m.person = j.person`}`
} // prettier-ignore

/** Of each journey: ALL; if its way was held against the map HELD, its gaps, FITS if it has none, and each step taken and failed. */
const numbersOf = `arrayConcat([toInt64(${ALL})], if(known = 1, arrayConcat([toInt64(${HELD})], numbers, arrayMap(x -> toInt64(${TAKEN} + x[1]), met),
  arrayMap(x -> toInt64(${FAILED} + x[1]), arrayFilter(x -> has(arrayMap(y -> y.2, marks), ${failureOf(0)} + x[1]), met))), []))`

export type CountRow = { number: number; journeys: number; people: number; reached: number }

/** Journeys and people by number, and how many of those journeys got to the outcome. */
export function selectCounts(warehouse: Warehouse, held: Held): Promise<CountRow[]> {
  return ask<CountRow>(
    warehouse,
    `select number, count() as journeys, uniqExact(person) as people, countIf(reached) as reached from (
      select person, arrayExists(x -> x.2 = ${OUTCOME}, marks) as reached, arrayJoin(arrayDistinct(${numbersOf})) as number from (${heldSql(held)})) group by number`,
    held.log.params.values,
  )
}

export type PartRow = { part: string; number: number; journeys: number }

/** Journeys by number within parts: an expression over `t0` (ms since 1970) and `person`. */
export function selectParts(warehouse: Warehouse, held: Held, { part, numbers }: { part: string; numbers: number[] }): Promise<PartRow[]> {
  return ask<PartRow>(
    warehouse,
    `select part, number, count() as journeys from (
      select ${part} as part, arrayJoin(arrayIntersect(arrayDistinct(${numbersOf}), [${numbers.join(', ')}])) as number
      from (select * replace (t0 - ${momentOf(0)} as t0) from (${heldSql(held)}))) group by part, number order by part`,
    held.log.params.values,
  )
}

/** Ids of the people (or accounts) with journeys of a number, in the order of the warehouse. */
export async function selectPeopleOf(warehouse: Warehouse, held: Held, { number, after, limit }: { number: number; after: string | undefined; limit: number }) {
  const later = after === undefined ? '' : `and person > ${held.log.params.add(after, 'UUID')}`
  const rows = await ask<{ id: string }>(
    warehouse,
    `select toString(person) as id from (select distinct person from (${heldSql(held)}) where has(${numbersOf}, ${number}) ${later} order by person limit ${limit})`,
    held.log.params.values,
  )
  return rows.map(({ id }) => id)
} // prettier-ignore

export type DurationRow = { step: number; n: number; within: number; gaps: [number | null, number | null] }

/** How long steps took since the one taken before, and how many took no longer than `expected_ms` (by step from 1; 0 for no expectation). */
export function selectDurations(warehouse: Warehouse, held: Held, expected_ms: number[]): Promise<DurationRow[]> {
  const expected = held.log.params.add(expected_ms, 'Array(Int64)')
  return ask<DurationRow>(
    warehouse,
    `select step, count() as n, countIf(gap <= ${expected}[step]) as within, quantilesExactInclusive(0.5, 0.9)(gap) as gaps from (
      select arrayJoin(arrayFilter(x -> x[3] > 0, met)) as x, x[1] as step, times[x[2]] - times[x[3]] as gap
      from (${heldSql(held, { times: `arrayMap(x -> ${timeOf('x')}, arraySlice(k, 1, 200))` })}) where known = 1) group by step`,
    held.log.params.values,
  )
}

export type ScoreRow = { step: number; n: number; mean: number; deviation: number | null }

/** The numbers that facts give to steps, in journeys in which the step was taken. */
export function selectScores(warehouse: Warehouse, held: Held): Promise<ScoreRow[]> {
  return ask<ScoreRow>(
    warehouse,
    `select x.2 - ${scoreOf(0)} as step, count() as n, avg(x.3) as mean, if(n > 1, stddevSamp(x.3), null) as deviation from (
      select arrayJoin(arrayFilter(x -> x.2 > ${scoreOf(0)} and has(arrayMap(y -> y[1], met), x.2 - ${scoreOf(0)}), marks)) as x
      from (${heldSql(held)}) where known = 1) group by step`,
    held.log.params.values,
  )
}
