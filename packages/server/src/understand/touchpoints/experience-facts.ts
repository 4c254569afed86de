import type { Warehouse } from '../../stores/index.ts'
import { metSql, questionOf } from './met-facts.ts'
import type { Asked } from './met-facts.ts'

const MINUTE_MS = 60_000
/** After so long without a fact a visit is over. */
const BREAK_MS = 30 * MINUTE_MS
const WEEK_MS = 7 * 86_400_000

export type VisitRow = { own: 0 | 1; visits: number; people: number; leaves: number; quickBacks: number }

/** How visits of a touchpoint end, and those of all others together. `now` is in ms. */
export function selectVisits(warehouse: Warehouse, asked: Asked, { touchpointId, now }: { touchpointId: number; now: number }): Promise<VisitRow[]> {
  const question = questionOf(asked)
  const until = question.params.add(now - BREAK_MS, 'Int64')
  const before = `if(place = 1, 0, if(visits[place].1 - visits[place - 1].2 > ${BREAK_MS}, 0, visits[place - 1].3))`
  const follows = `place < length(visits) and visits[place + 1].1 - visits[place].2`
  return warehouse.query<VisitRow>(
    `select touchpoint = ${touchpointId} as own, count() as visits, uniqExact(person) as people, countIf(leaves) as leaves, countIf(back) as quickBacks from (
       select person, visits[place].2 as ended, visits[place].3 as touchpoint, not (${follows} <= ${BREAK_MS}) as leaves,
         ${before} > 0 and ${follows} <= ${MINUTE_MS} and visits[place + 1].3 = ${before} as back
       from (
         select person, arrayMap(visit -> (visit[1].1, visit[-1].1, visit[1].4), arraySplit((fact, last) -> fact.4 <> last.4 or fact.1 - last.1 > ${BREAK_MS}, way, arrayPushFront(arrayPopBack(way), way[1]))) as visits
         from (select person, arraySort(groupArray((t, received_at, message_id, touchpoint))) as way from ${metSql(question, ['received_at', 'message_id'])} where touchpoint > 0 group by person)
       ) array join arrayEnumerate(visits) as place)
     where ended <= ${until} group by own order by own desc`,
    question.params.values,
  )
} // prettier-ignore

export type NumberRow = { property: string; n: number; mean: number; deviation: number | null; least: number; most: number }

/** Numbers that facts of a touchpoint carry, those whose names match. */
export function selectNumbers(warehouse: Warehouse, asked: Asked, { touchpointId, named }: { touchpointId: number; named: string }): Promise<NumberRow[]> {
  const question = questionOf(asked)
  const pairs = `arrayJoin(JSONExtractKeysAndValuesRaw(toJSONString(properties)))`
  return warehouse.query<NumberRow>(
    `select pair.1 as property, count() as n, avg(value) as mean, if(n > 1, stddevSamp(value), null) as deviation, min(value) as least, max(value) as most from (
       select ${pairs} as pair, toFloat64OrNull(pair.2) as value from ${metSql(question, ['properties'])} where touchpoint = ${touchpointId})
     where isNotNull(value) and isFinite(value) and match(property, ${question.params.add(named, 'String')}) group by property order by n desc, property limit 12`,
    question.params.values,
  )
} // prettier-ignore

export type OutcomeRow = { other: number; met: number; people: number }

/** Of the people who met a touchpoint, a week ago or longer: how many met others within a week after the first time. */
export function selectOutcomes(
  warehouse: Warehouse,
  asked: Asked,
  { touchpointId, others, now }: { touchpointId: number; others: number[]; now: number },
): Promise<OutcomeRow[]> {
  const question = questionOf(asked)
  const { params } = question
  return warehouse.query<OutcomeRow>(
    `select other, countIf(has(later, other)) as met, count() as people from (
       select person, minIf(t, touchpoint = ${touchpointId}) as first, groupArray((t, touchpoint)) as way,
         arrayMap(fact -> fact.2, arrayFilter(fact -> fact.1 > first and fact.1 <= first + ${WEEK_MS}, way)) as later
       from ${metSql(question)} where touchpoint > 0 group by person having first > 0 and first <= ${params.add(now - WEEK_MS, 'Int64')})
     array join [${others.join(', ')}] as other group by other order by met desc, other`,
    params.values,
  )
}
