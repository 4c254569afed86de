import type { Warehouse } from '../../stores/index.ts'
import { ask } from './ask-facts.ts'
import { chainsSql, requiredAfter } from './funnel-facts.ts'
import type { NumberedStage } from './funnel-facts.ts'
import { stepOf } from './fact-bits-facts.ts'
import type { Log } from './log-facts.ts'
import { variantSql } from './variants-facts.ts'

type AtPlace = { step?: number | undefined; except: number[] }

/** Journeys of which a person has at least one: with a step (number), with something at a place, a passage, a variant, or as far as a stage. */
export type Part =
  | { step: number; only?: 'starts' | 'ends' | undefined }
  | ({ place: number; next?: AtPlace | undefined } & AtPlace)
  | { from: number; to: number }
  | { variant: string }
  | { stages: NumberedStage[]; stage: number; dropped: boolean }

export type Place = { after: string | undefined; limit: number }

/** Ids of people, in the order of the warehouse. */
export async function selectPeople(warehouse: Warehouse, log: Log, { part, place }: { part: Part; place: Place }): Promise<string[]> {
  const { params } = log
  const after = place.after === undefined ? '' : `and person > ${params.add(place.after, 'UUID')}`
  const { source, isMeant } = partSql(log, part)
  const rows = await ask<{ id: string }>(
    warehouse,
    `select toString(person) as id from (select distinct person from (${source}) where ${isMeant} ${after} order by person limit ${place.limit})`,
    params.values,
  )
  return rows.map(({ id }) => id)
}

/** Those of these people who come after one, in the order of the warehouse. */
export async function selectAmong(
  warehouse: Warehouse,
  { params }: Log,
  { ids, place }: { ids: string[]; place: Place },
): Promise<string[]> {
  const after = place.after === undefined ? '' : `where person > ${params.add(place.after, 'UUID')}`
  const rows = await ask<{ id: string }>(
    warehouse,
    `select toString(person) as id from (select distinct arrayJoin(${params.add(ids, 'Array(UUID)')}) as person) ${after} order by person limit ${place.limit}`,
    params.values,
  )
  return rows.map(({ id }) => id)
}

function partSql(log: Log, part: Part): { source: string; isMeant: string } {
  const is = (fact: string, number: number) => `${stepOf(fact)} = ${number}`
  if ('variant' in part) return { source: log.cases, isMeant: `lower(hex(${variantSql(log)})) = ${log.params.add(part.variant, 'String')}` }
  if ('from' in part) {
    return { source: log.cases, isMeant: `arrayExists((x, y) -> ${is('x', part.from)} and ${is('y', part.to)}, arrayPopBack(k), arrayPopFront(k))` }
  }
  if ('place' in part) {
    const { place, next } = part
    return { source: log.cases, isMeant: [isAt(place, part), ...(next ? [isAt(place + 1, next)] : [])].join(' and ') }
  }
  if ('step' in part) {
    const edge = part.only && (part.only === 'starts' ? 'k[1]' : 'k[-1]')
    return { source: log.cases, isMeant: edge ? is(edge, part.step) : `arrayExists(x -> ${is('x', part.step)}, k)` }
  }
  const next = requiredAfter(part.stages, part.stage)
  const left = part.dropped && next !== undefined ? ` and e${next} = 0` : ''
  return { source: chainsSql(log, part.stages), isMeant: `e${part.stage} > 0${left}` }
} // prettier-ignore

function isAt(place: number, { step, except }: AtPlace): string {
  const at = stepOf(`k[${place}]`) // beyond the end that is 0
  return step === undefined ? `${at} > 0 and ${at} not in (${[0, ...except].join(', ')})` : `${at} = ${step}`
}
