import type { PathCount } from '@percorso/maths'
import type { Warehouse } from '../../stores/index.ts'
import { ask, isEnd, stepOf, timeOf, tooMuch } from '../journeys/index.ts'
import type { Log } from '../journeys/index.ts'

const DAY_MS = 86_400_000
/** Of a longer path, the latest steps. */
const STEPS_MAX = 100
const PATHS_MAX = 200_000

/** `outcome` is the number of a step, or facts are marked; of steps only those up to `stepMax` are looked at. */
export type PathsAsked = { outcome: number | 'marked'; stepMax: number; lookbackDays: number; collapse: boolean }
export type PathRow = { steps: number[]; converted: number; lost: number; ages: number[] }

/**
 * What people met in the last so many days before their first outcome, or before their last step if they had none: how many took each path, and how many
 * days before the outcome each step was on average. Throws `too_much` for more than 200,000 different paths.
 */
export async function selectPaths(warehouse: Warehouse, log: Log, asked: PathsAsked): Promise<PathRow[]> {
  const rows = await ask<PathRow>(
    warehouse,
    `select arrayMap(p -> p.1, path) as steps, countIf(done > 0) as converted, countIf(done = 0) as lost,
       avgForEachIf(arrayMap(p -> (over - p.2) / ${DAY_MS}, path), done > 0) as ages
     from (${pathSql(log, asked)}) where notEmpty(path) or done > 0 group by steps order by steps limit ${PATHS_MAX + 1}`,
    log.params.values,
  )
  if (rows.length > PATHS_MAX) throw tooMuch()
  return rows
}

/** One row a person: `done` is the place of their first outcome (0 for none), `over` when their path ends, `path` its steps with their times. */
function pathSql({ facts }: Log, { outcome, stepMax, lookbackDays, collapse }: PathsAsked): string {
  const people = facts(['groupArray(k) as ks'], ['arraySort(groupArrayArray(ks)) as k'])
  const isOutcome = outcome === 'marked' ? isEnd('x') : `${stepOf('x')} = ${outcome}`
  const isStep = `${stepOf('x')} between 1 and ${stepMax} and ${timeOf('x')} >= over - ${lookbackDays * DAY_MS}`
  const repeats =
    'arrayFilter((p, before) -> p.1 <> before.1, met, arraySlice(arrayPushFront(met, (toUInt16(0), toInt64(0))), 1, length(met)))'
  return `select done, over, arraySlice(${collapse ? repeats : 'met'}, -${STEPS_MAX}) as path from (
    select done, over, arrayMap(x -> (${stepOf('x')}, ${timeOf('x')}), arrayFilter(x -> ${isStep}, lived)) as met from (
      select arrayFirstIndex(x -> ${isOutcome}, k) as done, if(done > 0, ${timeOf('k[done]')}, ${timeOf('k[-1]')}) as over,
        if(done > 0, arraySlice(k, 1, done - 1), k) as lived
      from (${people})))`
}

/** Paths by the names of their steps, as the arithmetic takes them. */
export function toPathCount({ steps, converted, lost, ages }: PathRow, nameOf: (number: number) => string): PathCount {
  return { steps: steps.map(nameOf), converted, lost, ...(converted > 0 && { ages }) }
}
