import type { Warehouse } from '../../stores/index.ts'
import { ask } from '../journeys/index.ts'
import type { Log } from '../journeys/index.ts'
import { STATES, livedSql } from './lived-facts.ts'
import type { Asked } from './lived-facts.ts'

/** Who is compared, column by column and person by person; `metNumbers` are the candidates of all of them, one person after the other, `metCounts` how many of each. */
export type Compared = {
  outcomes: number[]
  metNumbers: number[]
  metCounts: number[]
  facts: number[]
  steps: number[]
  days: number[]
  hadBefore: number[]
  month: number[]
  firstStep: number[]
  /** Only where they are asked for. */
  ids: string[]
}
export type Sizes = { everybody: number; notReached: number; tooSoon: number; early: number }

/** Everybody in one statement, by columns: rows of so many people would take longer to read than to count. */
export async function selectCompared(warehouse: Warehouse, log: Log, { asked, withIds }: { asked: Asked; withIds: boolean }): Promise<Compared & Sizes> {
  const compared = `state = ${STATES.compared}`
  const column = (what: string, name: string) => `groupArrayIf(${what}, ${compared}) as ${name}`
  const columns = [
    column('yes', 'outcomes'),
    `groupArrayArrayIf(met, ${compared}) as metNumbers`,
    column('length(met)', 'metCounts'),
    column('facts_before', 'facts'),
    column('steps_before', 'steps'),
    column('days_before', 'days'),
    column('had_before', 'hadBefore'),
    column('month', 'month'),
    column('first_step', 'firstStep'),
    withIds ? column('toString(person)', 'ids') : `emptyArrayString() as ids`,
    'count() as everybody',
    ...(['notReached', 'tooSoon', 'early'] as const).map((state) => `countIf(state = ${STATES[state]}) as ${state}`),
  ]
  const rows = await ask<Compared & Sizes>(warehouse, `select ${columns.join(', ')} from (${livedSql(log, asked)})`, log.params.values)
  return rows[0]!
} // prettier-ignore

/** Who is meant: those compared, by what they met and what became of them; or those of a state. */
export type Among = { met?: { number: number; is: boolean } | undefined; yes?: boolean | undefined; state: keyof typeof STATES }
export type Place = { after: string | undefined; limit: number }

/** Ids of people, in the order of the warehouse. */
export async function selectAmong(warehouse: Warehouse, log: Log, { asked, among, place }: { asked: Asked; among: Among; place: Place }): Promise<string[]> {
  const { met, yes, state } = among
  const where = [
    `state = ${STATES[state]}`,
    ...(met ? [`has(met, ${met.number}) = ${met.is ? 1 : 0}`] : []),
    ...(yes === undefined ? [] : [`yes = ${yes ? 1 : 0}`]),
    ...(place.after === undefined ? [] : [`person > ${log.params.add(place.after, 'UUID')}`]),
  ].join(' and ')
  const rows = await ask<{ id: string }>(
    warehouse,
    `select toString(person) as id from (select person from (${livedSql(log, asked)}) where ${where} order by person limit ${place.limit})`,
    log.params.values,
  )
  return rows.map(({ id }) => id)
} // prettier-ignore
