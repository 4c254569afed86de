import type { Warehouse } from '../../stores/index.ts'
import { MEETINGS, metSql, questionOf } from './met-facts.ts'
import type { Asked } from './met-facts.ts'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS

/** Times are ms. `weeks` counts the facts of each seven days before now, by how many weeks ago; `hours` are those with facts in them, since 1970. */
export type BoardRow = {
  whole: 0 | 1
  touchpoint: number
  people: number
  facts: number
  lastSeen: number
  weeks: Record<string, number>
  hours: number[]
}

/** The volume of every touchpoint, of meetings that are mapped to none (0), and (`whole`) of everything. People and facts are of the period from `from` on. */
export async function selectBoard(warehouse: Warehouse, asked: Asked, { now, from }: { now: number; from: number }): Promise<BoardRow[]> {
  const question = questionOf(asked)
  const { params } = question
  const inPeriod = `t >= ${params.add(from, 'Int64')}`
  const ago = `toUInt16(intDiv(greatest(${params.add(now, 'Int64')} - t, 0), ${WEEK_MS}))`
  return warehouse.query<BoardRow>(
    `select grouping(touchpoint) as whole, touchpoint, uniqExactIf(person, ${inPeriod}) as people, countIf(${inPeriod}) as facts, max(t) as lastSeen,
       sumMap(map(${ago}, toUInt64(1))) as weeks, if(whole = 1, [], arraySort(groupUniqArray(intDiv(t, ${HOUR_MS})))) as hours
     from ${metSql(question, ['type'])} where touchpoint > 0 or type in ${MEETINGS} group by grouping sets ((touchpoint), ())`,
    params.values,
  )
}
