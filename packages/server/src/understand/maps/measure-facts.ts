import type { FactMatch } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { ask, stepOf, timeOf } from '../journeys/index.ts'
import type { Log } from '../journeys/index.ts'
import { propertySql } from '../rules/index.ts'
import type { Moves } from '../rules/index.ts'
import { metSql, questionOf, touchpointSql } from '../touchpoints/index.ts'

/** What is counted of journeys: those with a step of `from`, and a later one of `to`. Steps are numbers of the log. */
export type Probe = { from: number[]; to: number[] }

/** People and journeys with a step of `from`; those of them that got on to `to`, and the times that it took them from the first of these to the next of those. */
export type ProbeRow = { people: number; began: number; reached: number; times: [median: number | null, p90: number | null] }

const NOBODY: ProbeRow = { people: 0, began: 0, reached: 0, times: [null, null] }

/** All probes in one pass over the journeys, in their order. */
export async function countProbes(warehouse: Warehouse, { cases, params }: Log, probes: Probe[]): Promise<ProbeRow[]> {
  if (probes.length === 0) return []
  const sets = (of: (probe: Probe) => number[]) =>
    `cast([${probes.map((probe) => `[${of(probe).join(',')}]`).join(',')}], 'Array(Array(UInt16))')`
  const rows = await ask<ProbeRow & { probe: number }>(
    warehouse,
    `select one.1 as probe, uniqExact(person) as people, count() as began, countIf(one.2) as reached, quantilesExactInclusiveIf(0.5, 0.9)(one.3, one.2) as times
     from (select person, arrayJoin(arrayFilter(one -> one.4, arrayMap((probe, i, j) -> (probe, j > 0, t[j] - t[i], i > 0), arrayEnumerate(begins), begins, ends))) as one
       from (select person, t, begins, arrayMap((i, meant) -> if(i = 0, 0, arrayFirstIndex((step, j) -> j > i and has(meant, step), s, arrayEnumerate(s))), begins, ${sets(({ to }) => to)}) as ends
         from (select person, s, t, arrayMap(meant -> arrayFirstIndex(step -> has(meant, step), s), ${sets(({ from }) => from)}) as begins
           from (select person, arrayMap(x -> ${stepOf('x')}, k) as s, arrayMap(x -> ${timeOf('x')}, k) as t from (${cases})))))
     group by probe`,
    params.values,
  )
  const byProbe = new Map(rows.map(({ probe, ...row }) => [probe, row]))
  return probes.map((_, place) => byProbe.get(place + 1) ?? NOBODY)
}

/** Of a number that some facts carry. */
export type Mean = { of: FactMatch; property: string }
export type MeanRow = { n: number; mean: number; sd: number }
type MeanQuestion = { workspaceId: number; timeZone: string; late: Moves; from: number; to: number; people: string[] | undefined }

/** All means in one pass over the facts of these people, or of everybody, in their order. Of no fact there is neither mean nor deviation: NaN. */
export async function selectMeans(warehouse: Warehouse, asked: MeanQuestion, means: Mean[]): Promise<MeanRow[]> {
  if (means.length === 0) return []
  const { workspaceId, timeZone, late, from, to, people } = asked
  const question = questionOf({ workspaceId, timeZone, late, touchpoints: [], since: from, only: means.map(({ of }) => of) })
  const { params } = question
  const columns = means.map(({ of, property }, place) => {
    const meant = touchpointSql([{ touchpointId: 1, matches: [of] }], params, timeZone)
    return `if(${meant} = 1, ${propertySql(property, params).number}, null) as v${place}`
  })
  const whose = people === undefined ? '' : ` and person in ${params.add(people, 'Array(UUID)')}`
  const numbers = means.map(
    (_, place) => `tuple(count(v${place}), ifNull(avg(v${place}), nan), ifNull(stddevSampStable(v${place}), nan)) as m${place}`,
  )
  const [row] = await ask<Record<string, [number, number | null, number | null]>>(
    warehouse,
    `select ${numbers.join(', ')} from ${metSql(question, columns)} where t < ${params.add(to, 'Int64')}${whose}`,
    params.values,
  )
  return means.map((_, place) => {
    const [n, mean, sd] = row![`m${place}`]!
    return { n, mean: mean ?? Number.NaN, sd: sd ?? Number.NaN }
  })
}
