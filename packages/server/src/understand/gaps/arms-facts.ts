import type { Warehouse } from '../../stores/index.ts'
import type { FactMatch } from '@percorso/contract'
import { ask } from '../journeys/index.ts'
import { OWN_FACTS, cheapSql, createParams, movedSql } from '../rules/index.ts'
import type { Moves, Params } from '../rules/index.ts'
import { touchpointSql } from '../touchpoints/index.ts'

/** Who is treated and who is left as they were. `audience`: undefined for everybody. */
export type Arms = {
  audience: string[] | undefined
  control: { kind: 'random'; salt: string; percent: number } | { kind: 'segment'; ids: string[] } | { kind: 'before' }
}

/** The arm of a `person`, as SQL: treated, control, or nothing for who has no part in it. Who is in both segments is treated. */
export function armSql({ audience, control }: Arms, params: Params): string {
  const among = (ids: string[]) => `person in ${params.add(ids, 'Array(UUID)')}`
  const isMeant = audience === undefined ? '1' : among(audience)
  if (control.kind === 'before') return `if(${isMeant}, 'treated', '')`
  if (control.kind === 'random')
    return `multiIf(not ${isMeant}, '', ${percentSql(params.add(control.salt, 'String'))} < ${params.add(control.percent, 'Float64')}, 'control', 'treated')`
  const isControl = among(control.ids)
  return audience === undefined ? `if(${isControl}, 'control', 'treated')` : `multiIf(${isMeant}, 'treated', ${isControl}, 'control', '')`
}

/** Where chance puts a person, from 0 to under 100: the place that the rule language gives them (the first 52 bits of a SHA-256). */
function percentSql(salt: string): string {
  const hash = `SHA256(concat(${salt}, '/', toString(person)))`
  return `bitShiftRight(reinterpretAsUInt64(reverse(substring(${hash}, 1, 8))), 12) / 4503599627370496 * 100`
}

/** A span of time (ms since 1970). */
export type TimeSpan = { from: number; to: number }
export type OutcomeQuestion = { workspaceId: number; timeZone: string; late: Moves; match: FactMatch; arms: Arms; spans: TimeSpan[] }
export type OutcomeRow = { arm: string; span: number; n: number; count: number }

/** Of the people known by the end of each span, by arm: how many there are, and how many did it within the span. */
export function selectOutcomes(warehouse: Warehouse, question: OutcomeQuestion): Promise<OutcomeRow[]> {
  const { workspaceId, timeZone, late, match, arms, spans } = question
  const params = createParams()
  const is = `${cheapSql(match, params)} and ${touchpointSql([{ touchpointId: 1, matches: [match] }], params, timeZone)} = 1`
  const [first, last] = [Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to))]
  const since = `fromUnixTimestamp64Milli(${params.add(first, 'Int64')}, 'UTC')`
  const facts = `select profile_id, min(time) as seen, groupArrayIf(toInt64(toUnixTimestamp64Milli(time)), time >= ${since} and ${is}) as hits
    from facts where workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and name not in ${params.add(Object.values(OWN_FACTS), 'Array(String)')}
      and time < fromUnixTimestamp64Milli(${params.add(last, 'Int64')}, 'UTC') group by profile_id`
  const people = `select if(m.moved = 1, m.into, f.profile_id) as person, toInt64(toUnixTimestamp64Milli(min(f.seen))) as seen, groupArrayArray(f.hits) as hits
    from (${facts}) as f left any join (${movedSql(workspaceId, late, { params })}) as m on m.profile_id = f.profile_id group by person`
  const list = (of: (span: TimeSpan) => number) => params.add(spans.map(of), 'Array(Int64)')
  const [froms, tos] = [list(({ from }) => from), list(({ to }) => to)]
  return ask<OutcomeRow>(
    warehouse,
    `select arm, toInt32(span) as span, countIf(seen < ${tos}[span]) as n, countIf(arrayExists(t -> t >= ${froms}[span] and t < ${tos}[span], hits)) as count
     from (select ${armSql(arms, params)} as arm, seen, hits, arrayJoin(arrayEnumerate(${froms})) as span from (${people})) where arm <> '' group by arm, span`,
    params.values,
  )
}
