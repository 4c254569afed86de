import { OWN_FACTS, createParams, movedSql } from '../rules/index.ts'
import type { Moves, Params } from '../rules/index.ts'
import { touchpointSql } from './touchpoint-facts.ts'
import type { Mapped } from './touchpoint-facts.ts'

/** What a question about touchpoints is asked of: whose facts, how they are mapped, and from when on (ms). `late` are moves that the warehouse may not know. */
export type Asked = {
  workspaceId: number
  timeZone: string
  late: Moves
  touchpoints: readonly Mapped[]
  since: number
}

/** A statement being written: what it is about, and the values that go with it. */
export type Question = Asked & { params: Params }

export function questionOf(asked: Asked): Question {
  return { ...asked, params: createParams() }
}

/**
 * The facts of people since a moment, as a subquery: `person` (those who were merged are one), `t` (ms), `touchpoint` (0 for none), and these columns.
 * Bots and the facts by which segments and scores tell who moved are left out.
 */
export function metSql({ workspaceId, timeZone, late, touchpoints, since, params }: Question, columns: string[] = []): string {
  const never = params.add(Object.values(OWN_FACTS), 'Array(String)')
  const mapped = `${touchpointSql(touchpoints, params, timeZone)} as touchpoint`
  const person = 'if(m.moved = 1, m.into, facts.profile_id) as person'
  return `(select ${[person, 'toUnixTimestamp64Milli(time) as t', mapped, ...columns].join(', ')}
    from facts left any join (${movedSql(workspaceId, late, { params })}) as m on m.profile_id = facts.profile_id
    where workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and name not in ${never} and time >= fromUnixTimestamp64Milli(${params.add(since, 'Int64')}, 'UTC'))`
}
