import type { FactMatch, JourneyMarker, Touchpoint } from '@percorso/contract'
import { momentOf } from '../journeys/index.ts'
import type { Journeys } from '../journeys/index.ts'
import { movedSql, propertySql } from '../rules/index.ts'
import type { Moves, Params } from '../rules/index.ts'
import { touchpointSql } from '../touchpoints/index.ts'

/** Facts that are looked for in journeys though they need not be steps: by a number, and with a number that they carry. */
export type Mark = { number: number; marker: JourneyMarker | { anyOf: FactMatch[] }; property?: string }
export type MarkQuestion = {
  workspaceId: number
  timeZone: string
  late: Moves
  touchpoints: readonly Touchpoint[]
  from_ms: number
  to_ms: number
  marks: Mark[]
}

/** The marked facts of each person, or account, in order: `marks`, of (time as in the log, number, value). */
export function marksSql(asked: MarkQuestion, params: Params, accounts: Journeys['accounts']): string {
  const { workspaceId, late, from_ms, to_ms, marks } = asked
  const found = marks.map(({ number, ...mark }) => markSql({ number, ...mark }, asked, params))
  const moment = (ms: number) => `fromUnixTimestamp64Milli(${params.add(ms, 'Int64')}, 'UTC')`
  const facts = `select profile_id, toInt64(toUnixTimestamp64Milli(time)) + ${momentOf(0)} as t, arrayJoin(arrayFilter(x -> x.1 > 0, [${found.join(', ')}])) as found
    from facts where workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and time >= ${moment(from_ms)} and time < ${moment(to_ms)}`
  const ofPeople = `select if(m.moved = 1, m.into, f.profile_id) as person, f.t as t, f.found as found
    from (${facts}) as f left any join (${movedSql(workspaceId, late, { params })}) as m on m.profile_id = f.profile_id`
  const gathered = 'arraySort(groupArray((t, found.1, found.2))) as marks'
  if (!accounts) return `select person, ${gathered} from (${ofPeople}) group by person`
  const pairs = `arrayZip(${params.add(accounts.people, 'Array(UUID)')}, ${params.add(accounts.accounts, 'Array(UUID)')})`
  return `select account as person, ${gathered} from (select p.t as t, p.found as found, a.account as account from (${ofPeople}) as p
    inner join (select arrayJoin(${pairs}) as pair, pair.1 as person, pair.2 as account) as a on a.person = p.person) group by account`
}

/** (number, value) of a fact that is meant; of any other the number is 0. A fact that should carry a number and does not is not meant. */
function markSql({ number, marker, property }: Mark, { touchpoints, timeZone }: MarkQuestion, params: Params): string {
  const is =
    'step' in marker
      ? `toString(${touchpointSql(touchpoints, params, timeZone)}) = ${params.add(marker.step, 'String')}`
      : `${touchpointSql([{ touchpointId: 1, matches: 'anyOf' in marker ? marker.anyOf : [marker.match] }], params, timeZone)} = 1`
  if (property === undefined) return `(if(${is}, ${number}, 0), toFloat64(0))`
  const value = propertySql(property, params).number
  return `(if(${is} and isNotNull(${value}), ${number}, 0), toFloat64(coalesce(${value}, 0)))`
}
