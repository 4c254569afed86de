import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { stepOf, timeOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

/** So much of a variant is shown. */
const SHOWN = 200

export type VariantRow = {
  variant: string
  steps: number[]
  length: number
  count: number
  people: number
  gaps: [number | null, number | null]
  /** Journeys of this and all more frequent ones; of all; and how many variants there are. */
  covered: number
  cases: number
  distinct: number
}

/** What tells a variant from all others, whatever else people do by then: 128 bits of its steps. */
export const variantSql = ({ keys }: Log) => `sipHash128(arrayMap(x -> (${keys})[${stepOf('x')}], k))`

/** The most frequent sequences of steps; of those of one frequency the shortest first. */
export async function selectVariants(warehouse: Warehouse, log: Log, limit: number): Promise<VariantRow[]> {
  const { params, cases, whole } = log
  type Row = Omit<VariantRow, 'covered'>
  const rows = await ask<Row>(
    warehouse,
    `select lower(hex(v)) as variant, steps, length, count, people, gaps, distinct, cases from (
       select *, count() over () as distinct, sum(count) over () as cases from (
         select ${variantSql(log)} as v, any(arrayMap(x -> ${stepOf('x')}, arraySlice(k, 1, ${SHOWN}))) as steps, any(length(k)) as length, count() as count,
           ${whole ? 'count()' : 'uniqExact(person)'} as people, quantilesExactInclusive(0.5, 0.9)(${timeOf('k[-1]')} - ${timeOf('k[1]')}) as gaps
         from (${cases}) group by v))
     order by count desc, length, v limit ${limit}`,
    params.values,
  )
  let covered = 0
  return rows.map((row) => ({ ...row, covered: (covered += row.count) }))
}
