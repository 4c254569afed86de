import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { stepOf, timeOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

/**
 * What is counted of the passages from one step (`a`) directly to another (`b`); `b` is 0 where a journey ends. One row, from 0 to 0, counts journeys: its
 * gaps are the times from first to last. `node_*` count the steps at which passages begin, so that they can be added up over `b`.
 */
export type PassageRow = {
  a: number
  b: number
  count: number
  cases: number
  people: number
  starts: number
  node_cases: number
  node_people: number
  node_repeated: number
  gaps: [number | null, number | null]
}

/** One pass over the journeys: whatever is said of steps, passages and journeys is counted in it. */
export function selectPassages(warehouse: Warehouse, log: Log): Promise<PassageRow[]> {
  return ask<PassageRow>(
    warehouse,
    `select a, b, count() as count, countIf(in_case = 1) as cases, countIf(in_person = 1) as people, countIf(first) as starts,
       countIf(node_in_case = 1) as node_cases, countIf(node_in_person = 1) as node_people, countIf(node_in_case = 2) as node_repeated,
       quantilesExactInclusive(0.5, 0.9)(gap) as gaps
     from (${log.whole ? wholeSql(log) : cutSql(log)})
     array join a_list as a, b_list as b, gap_list as gap, firsts as first, in_cases as in_case, in_people as in_person,
       nodes_in_case as node_in_case, nodes_in_person as node_in_person
     group by a, b`,
    log.params.values,
  )
}

const STEPS = `arrayMap(x -> ${stepOf('x')}, k)`
const TIMES = `arrayMap(x -> ${timeOf('x')}, k)`
const next = (array: string) => `arrayPushBack(arrayPopFront(${array}), 0)`

/** Where each person is one journey, that is the same of both. */
function wholeSql({ flat }: Log): string {
  return `select arrayPushBack(s, toUInt16(0)) as a_list, arrayPushBack(${next('s')}, 0) as b_list,
      arrayPushBack(${next('arrayDifference(t)')}, t[-1] - t[1]) as gap_list, arrayPushFront(arrayWithConstant(length(s), 0), 1) as firsts,
      arrayEnumerateUniq(a_list, b_list) as in_cases, in_cases as in_people, arrayEnumerateUniq(a_list) as nodes_in_case, nodes_in_case as nodes_in_person
    from (select ${STEPS} as s, ${TIMES} as t from (${flat}))`
}

function cutSql({ flat }: Log): string {
  const lasts = `arrayMap((x, y) -> toUInt8(x <> y), c, ${next('c')})`
  return `select arrayConcat(s, arrayMap(x -> toUInt16(0), spans)) as a_list,
      arrayConcat(arrayMap((x, last) -> if(last, toUInt16(0), x), ${next('s')}, lasts), arrayMap(x -> toUInt16(0), spans)) as b_list,
      arrayConcat(${next('arrayDifference(t)')}, spans) as gap_list, arrayConcat(first, arrayMap(x -> toUInt8(0), spans)) as firsts,
      arrayConcat(c, arrayEnumerate(spans)) as cs,
      arrayEnumerateUniq(a_list, b_list, cs) as in_cases, arrayEnumerateUniq(a_list, b_list) as in_people,
      arrayEnumerateUniq(a_list, cs) as nodes_in_case, arrayEnumerateUniq(a_list) as nodes_in_person
    from (select s, t, c, lasts, first, arrayMap((ended, began) -> ended - began, arrayFilter((x, is) -> is, t, lasts), arrayFilter((x, is) -> is, t, first)) as spans
      from (select ${STEPS} as s, ${TIMES} as t, c, ${lasts} as lasts, arrayMap((x, y) -> toUInt8(x <> y), c, arrayPushFront(arrayPopBack(c), 0)) as first
        from (${flat})))`
}
