import type { Warehouse } from '../../stores/index.ts'
import { matchesSql } from './touchpoint-facts.ts'
import type { Mapped } from './touchpoint-facts.ts'
import { metSql, questionOf } from './met-facts.ts'
import type { Asked } from './met-facts.ts'

type Amount = { people: number; facts: number }

/** People and facts of one touchpoint by day, or by week (its Monday), those without any too. `now` is in ms. */
export async function selectVolume(
  warehouse: Warehouse,
  asked: Asked,
  { touchpointId, step, now }: { touchpointId: number; step: 'day' | 'week'; now: number },
): Promise<(Amount & { day: string })[]> {
  const question = questionOf(asked)
  const { params } = question
  const zone = params.add(asked.timeZone, 'String')
  const dayOf = (ms: string) => {
    const day = `toDate(fromUnixTimestamp64Milli(${ms}), ${zone})`
    return step === 'day' ? day : `toMonday(${day})`
  }
  const [from, to] = [dayOf(params.add(asked.since, 'Int64')), dayOf(params.add(now, 'Int64'))]
  return warehouse.query(
    `select ${dayOf('t')} as day, uniqExact(person) as people, count() as facts from ${metSql(question)} where touchpoint = ${touchpointId}
     group by day order by day with fill from ${from} to ${to} + 1 step ${step === 'day' ? 1 : 7}`,
    params.values,
  )
}

/** People and facts of one touchpoint in all. */
export async function selectAmount(warehouse: Warehouse, asked: Asked, touchpointId: number): Promise<Amount> {
  const question = questionOf(asked)
  const [row] = await warehouse.query<Amount>(
    `select uniqExact(person) as people, count() as facts from ${metSql(question)} where touchpoint = ${touchpointId}`,
    question.params.values,
  )
  return row!
}

export type Met = { person: string; lastMet: number; facts: number }
/** Where the page before ended. */
export type After = { lastMet: number; person: string }

/** Who met a touchpoint, the latest first. */
export async function selectMet(
  warehouse: Warehouse,
  asked: Asked,
  { touchpointId, after, limit }: { touchpointId: number; after: After | undefined; limit: number },
): Promise<Met[]> {
  const question = questionOf(asked)
  const { params } = question
  const rest = after ? `having (lastMet, id) < (${params.add(after.lastMet, 'Int64')}, ${params.add(after.person, 'String')})` : ''
  return warehouse.query<Met>(
    `select id as person, lastMet, facts from (
       select toString(person) as id, max(t) as lastMet, count() as facts from ${metSql(question)} where touchpoint = ${touchpointId} group by person ${rest}
       order by lastMet desc, id desc limit ${limit})`,
    params.values,
  )
}

export type NeighbourRow = { side: 'before' | 'after'; other: number; facts: number; people: number }

/** What the same people met right before and after a touchpoint (0: nothing), several facts of one touchpoint in a row taken for one visit. */
export async function selectNeighbours(warehouse: Warehouse, asked: Asked, touchpointId: number): Promise<NeighbourRow[]> {
  const question = questionOf(asked)
  const places = `arrayFilter(place -> way[place] = ${touchpointId}, arrayEnumerate(way))`
  return warehouse.query<NeighbourRow>(
    `select pair.1 as side, pair.2 as other, count() as facts, uniqExact(person) as people from (
       select person, arrayJoin(arrayFlatten(arrayMap(place -> [('before', way[place - 1]), ('after', way[place + 1])], ${places}))) as pair from (
         select person, arrayConcat([0], arrayCompact(arrayMap(fact -> fact.4, arraySort(groupArray((t, received_at, message_id, touchpoint))))), [0]) as way
         from ${metSql(question, ['received_at', 'message_id'])} where touchpoint > 0 group by person having has(way, ${touchpointId})))
     group by side, other order by side, facts desc, other`,
    question.params.values,
  )
}

/** What matches mean in all, and how much of that belongs to each of these touchpoints (0: to none). */
export async function selectMeant(
  warehouse: Warehouse,
  asked: Asked,
  matches: Mapped['matches'],
): Promise<(Amount & { whole: 0 | 1; touchpoint: number })[]> {
  const question = questionOf(asked)
  const meant = `${matchesSql(matches, question.params, asked.timeZone)} as meant`
  return warehouse.query(
    `select grouping(touchpoint) as whole, touchpoint, uniqExact(person) as people, count() as facts
     from ${metSql(question, [meant])} where meant group by grouping sets ((touchpoint), ()) order by facts desc, touchpoint`,
    question.params.values,
  )
}
