import { ms } from '@percorso/contract'
import type { JourneyMarker, JourneyQuestion, Touchpoint } from '@percorso/contract'
import { OWN_FACTS, movedSql, propertySql } from '../rules/index.ts'
import type { Moves, Params } from '../rules/index.ts'
import { MEETINGS, touchpointSql } from '../touchpoints/index.ts'
import { piecesSql } from './cut-facts.ts'
import { EPOCH_MS, keySql } from './fact-bits-facts.ts'
import type { Accounts } from './whose.ts'

/** So many steps can be told apart. */
export const STEPS_MAX = 5_000

/** `amount` is a numeric property that each fact carries along, 0 where it has none. */
export type AskedJourneys = JourneyQuestion & { amount?: string | undefined }

/**
 * What journeys are made of. `steps` are numbered from 1 in their order, and with `others` all other facts are one more step; `touchpoints` are there if
 * they are the steps, or some of them.
 */
export type LogQuestion = {
  workspaceId: number
  question: AskedJourneys
  timeZone: string
  steps: string[]
  others: boolean
  touchpoints: readonly Touchpoint[] | undefined
  late: Moves
  people: string[] | undefined
  now: number
  accounts: Accounts | undefined
}

/**
 * The journeys of a question, as parts of statements. `people` has one row a person, with all their facts in order (`k`); `flat` the same, and for each fact
 * the number of its journey (`c`), unless each person is one journey (`whole`); `cases` one row a journey. `keys` has for each step a number that is its own
 * whenever it is asked.
 */
export type Log = { params: Params; whole: boolean; keys: string; facts: FactsOf; flat: string; cases: string }
/** Gathers facts (`k`, `step` and, if asked for, `amount`) first by the profile they are filed under, then by the person that it belongs to now. */
export type FactsOf = (columns: string[], gathered: string[]) => string

export function logSql(asked: LogQuestion, params: Params): Log {
  const { by, start, end, settled } = asked.question
  const facts = factsOf(asked, params)
  const people = facts(['groupArray(k) as k'], ['arraySort(groupArrayArray(k)) as k'])
  const whole = (by.kind === 'person' || by.kind === 'account') && start === undefined && end === undefined && settled === undefined
  const keys = keysSql(asked, params)
  if (whole) return { params, whole, keys, facts, flat: people, cases: people }
  const split = `select person, arrayFilter(p -> notEmpty(p), ${piecesSql(asked.question, latestSql(asked, params))}) as pieces from (${people})`
  const number = '(p, place) -> arrayWithConstant(length(p), place)'
  return {
    params,
    whole,
    keys,
    facts,
    flat: `select person, arrayFlatten(pieces) as k, arrayFlatten(arrayMap(${number}, pieces, arrayEnumerate(pieces))) as c from (${split}) where notEmpty(pieces)`,
    cases: `select person, arrayJoin(pieces) as k from (${split})`,
  }
}

/** By when journeys must have begun, as times of the log are counted. */
function latestSql({ question: { to, settled }, now }: LogQuestion, params: Params): string | undefined {
  if (!settled) return undefined
  const until = Math.min(now, to === undefined ? Infinity : Date.parse(to))
  return params.add(until - ms(settled) + EPOCH_MS, 'Int64')
}

/** Which facts of a workspace count: those of people, in the period. */
export function countedSql({ workspaceId, question }: Pick<LogQuestion, 'workspaceId' | 'question'>, params: Params): string {
  const moment = (iso: string) => `fromUnixTimestamp64Milli(${params.add(Date.parse(iso), 'Int64')}, 'UTC')`
  return [
    `workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and name not in ${params.add(Object.values(OWN_FACTS), 'Array(String)')}`,
    ...(question.from === undefined ? [] : [`time >= ${moment(question.from)}`]),
    ...(question.to === undefined ? [] : [`time < ${moment(question.to)}`]),
  ].join(' and ')
}

function factsOf(asked: LogQuestion, params: Params): FactsOf {
  const { workspaceId, question, late, people, accounts } = asked
  const { by } = question
  const value = by.kind === 'property' ? valueSql(by.property, params) : undefined
  const [step, start, end] = [stepSql(asked, params), ...markersOf(question).map((marker) => marker && markerSql(marker, asked, params))]
  const key = keySql({ value, start, end })
  const meant = ['step > 0', start, end].filter((part) => part !== undefined).join(' or ')
  const where = [countedSql(asked, params), `(${meant})`, ...(value === undefined ? [] : [`isNotNull(${value})`])].join(' and ')
  const amount = question.amount === undefined ? '' : `, ifNull(${propertySql(question.amount, params).number}, 0) as amount`
  const rows = `select profile_id, ${step} as step, ${key} as k${amount} from facts where ${where}`
  const moved = movedSql(workspaceId, late, { params })
  const who = people === undefined ? '' : `where person in ${params.add(people, 'Array(UUID)')}`
  return (columns, gathered) => {
    const ofPeople = `select if(m.moved = 1, m.into, f.profile_id) as person, f.* from (select profile_id, ${columns.join(', ')} from (${rows}) group by profile_id) as f
      left any join (${moved}) as m on m.profile_id = f.profile_id`
    if (!accounts) return `select person, ${gathered.join(', ')} from (${ofPeople}) ${who} group by person`
    const members = `select arrayJoin(arrayZip(${params.add(accounts.people, 'Array(UUID)')}, ${params.add(accounts.accounts, 'Array(UUID)')})) as pair, pair.1 as person, pair.2 as account`
    return `select account as person, ${gathered.join(', ')} from (select p.*, a.account as account from (select * from (${ofPeople}) ${who}) as p
      inner join (${members}) as a on a.person = p.person) group by account`
  }
}

function markersOf({ start, end }: JourneyQuestion): [JourneyMarker | undefined, JourneyMarker | undefined] {
  return [start, end && 'outcome' in end ? end.outcome : undefined]
}

/** The number of the step that a fact is. */
function stepSql({ steps, others, touchpoints, timeZone }: LogQuestion, params: Params): string {
  const rest = others ? `if(name = '', toUInt16(0), toUInt16(${steps.length + 1}))` : 'toUInt16(0)'
  if (steps.length === 0) return others ? `if(type in ${MEETINGS}, ${rest}, toUInt16(0))` : rest
  const numbers = `cast(range(1, ${steps.length + 1}), 'Array(UInt16)')`
  if (touchpoints) return `transform(${touchpointSql(touchpoints, params, timeZone)}, cast([${steps.join(', ')}], 'Array(UInt32)'), ${numbers}, toUInt16(0))`
  return `if(type in ${MEETINGS}, transform(name, ${params.add(steps, 'Array(String)')}, ${numbers}, ${rest}), toUInt16(0))`
} // prettier-ignore

function keysSql({ steps, touchpoints }: LogQuestion, params: Params): string {
  if (touchpoints || steps.length === 0) return `cast([${steps.join(', ')}], 'Array(UInt64)')`
  return `arrayMap(name -> cityHash64(name), ${params.add(steps, 'Array(String)')})`
}

function markerSql(marker: JourneyMarker, { touchpoints, timeZone }: LogQuestion, params: Params): string {
  if ('match' in marker) return `${touchpointSql([{ touchpointId: 1, matches: [marker.match] }], params, timeZone)} = 1`
  if (touchpoints) return `toString(${touchpointSql(touchpoints, params, timeZone)}) = ${params.add(marker.step, 'String')}`
  return `(type in ${MEETINGS} and name = ${params.add(marker.step, 'String')})`
}

function valueSql(property: string, params: Params): string {
  const { text, number } = propertySql(property, params)
  return `coalesce(${text}, toString(${number}))`
}
