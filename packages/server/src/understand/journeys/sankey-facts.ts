import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { stepOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'

/** Journeys whose step at a place (from 1) is `a`, and the next `b`: 0 where they end. */
export type PlaceRow = { place: number; a: number; b: number; cases: number }

export function selectPlaces(warehouse: Warehouse, { params, cases }: Log, places: number): Promise<PlaceRow[]> {
  return ask<PlaceRow>(
    warehouse,
    `select place, a, b, count() as cases from (
       select arrayMap(x -> ${stepOf('x')}, arraySlice(k, 1, ${places + 1})) as s, arraySlice(s, 1, ${places}) as a_list,
         arrayResize(arrayPopFront(s), length(a_list), toUInt16(0)) as b_list, arrayEnumerate(a_list) as ps from (${cases}))
     array join a_list as a, b_list as b, ps as place group by place, a, b`,
    params.values,
  )
}
