import type { Touchpoint } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { ask } from '../journeys/index.ts'
import type { Moves } from '../rules/index.ts'
import { metSql, questionOf } from '../touchpoints/index.ts'

/** People whose facts of a period (ms) are asked about. */
export type Asked = {
  workspaceId: number
  timeZone: string
  late: Moves
  touchpoints: Pick<Touchpoint, 'touchpointId' | 'matches'>[]
  from: number
  to: number
  people: string[]
}

/** How many facts one of these people has: the median, with those who have none. */
export async function medianOfFacts(warehouse: Warehouse, asked: Asked): Promise<number> {
  const { source, params } = factsOf({ ...asked, touchpoints: [] })
  const counts = `arrayResize(groupArray(facts), ${asked.people.length}, toUInt64(0))`
  const [row] = await ask<{ median: number }>(
    warehouse,
    `select arrayReduce('quantileExactInclusive(0.5)', ${counts}) as median from (select person, count() as facts from ${source} group by person)`,
    params.values,
  )
  return row!.median
}

/** How many of these people met which touchpoint, the most met first. */
export async function countMet(warehouse: Warehouse, asked: Asked, limit: number): Promise<{ touchpointId: number; people: number }[]> {
  const { source, params } = factsOf(asked)
  return ask(
    warehouse,
    `select touchpoint as touchpointId, uniqExact(person) as people from ${source} and touchpoint > 0 group by touchpoint order by people desc, touchpoint limit ${limit}`,
    params.values,
  )
}

function factsOf({ people, from, to, ...asked }: Asked) {
  const question = questionOf({ ...asked, since: from })
  const { params } = question
  return { params, source: `${metSql(question)} where person in ${params.add(people, 'Array(UUID)')} and t < ${params.add(to, 'Int64')}` }
}
