import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { EPOCH_MS, stepOf, timeOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

const EDGES_MAX = 400

/** Passages from one step directly to another, by the part of the period (from 0) in which they ended. */
export type TrafficRow = { a: number; b: number; frames: [frame: number, count: number][] }

/** The most frequent passages over time. `from` is in ms since 1970, a frame in ms. */
export function selectTraffic(
  warehouse: Warehouse,
  { flat, whole, params }: Log,
  { from, frame, frames }: { from: number; frame: number; frames: number },
): Promise<TrafficRow[]> {
  const began = params.add(from + EPOCH_MS, 'Int64')
  const journeys = whole ? '' : ', arrayPopBack(c) as c_list, arrayPopFront(c) as next_c_list'
  const joined = whole ? '' : ', c_list as one, next_c_list as next_one where one = next_one'
  const passages = `select arrayMap(x -> ${stepOf('x')}, k) as s, arrayPopBack(s) as a_list, arrayPopFront(s) as b_list,
      arrayMap(x -> least(intDiv(${timeOf('x')} - ${began}, ${frame}), ${frames - 1}), arrayPopFront(k)) as frame_list${journeys} from (${flat})`
  return ask<TrafficRow>(
    warehouse,
    `select a, b, groupArray((frame, n)) as frames from (
       select a, b, frame, toUInt32(count()) as n
       from (${passages}) array join a_list as a, b_list as b, frame_list as frame${joined} group by a, b, frame)
     group by a, b order by sum(n) desc, a, b limit ${EDGES_MAX}`,
    params.values,
  )
}
