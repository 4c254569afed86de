import type { FactMatch } from '@percorso/contract'
import { OWN_FACTS, cheapSql, createParams, movedSql } from '../rules/index.ts'
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
  /** No facts are asked about but those that one of these may mean, as far as their name and type tell. */
  only?: readonly FactMatch[]
  /** Nor about anybody but a random part of all people, so large: the same ones each time. */
  share?: number
}

/** A statement being written: what it is about, and the values that go with it. */
export type Question = Asked & { params: Params }

/** People meet these; the other calls only say who they are. */
export const MEETINGS = `('track', 'page', 'screen')`

const PERSON = 'if(m.moved = 1, m.into, facts.profile_id)'

export function questionOf(asked: Asked): Question {
  return { ...asked, params: createParams() }
}

/**
 * The facts of people since a moment, as a subquery: `person` (those who were merged are one), `t` (ms), `touchpoint` (0 for none), and these columns.
 * Bots and the facts by which segments and scores tell who moved are left out.
 */
export function metSql({ only, share = 1, ...question }: Question, columns: string[] = []): string {
  const { workspaceId, timeZone, late, touchpoints, since, params } = question
  const never = params.add(Object.values(OWN_FACTS), 'Array(String)')
  // The array keeps conditions on the touchpoint out here: pushed down, each would have the whole mapping reckoned once more.
  const mapped = `arrayJoin([${touchpointSql(touchpoints, params, timeZone)}]) as touchpoint`
  const meant = only ? ` and (${only.map((match) => cheapSql(match, params)).join(' or ')})` : ''
  const some = share < 1 ? ` and cityHash64(${PERSON}) % 10000 < ${Math.round(share * 10_000)}` : ''
  return `(select ${[`${PERSON} as person`, 'toUnixTimestamp64Milli(time) as t', mapped, ...columns].join(', ')}
    from facts left any join (${movedSql(workspaceId, late, { params })}) as m on m.profile_id = facts.profile_id
    where workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and name not in ${never} and time >= fromUnixTimestamp64Milli(${params.add(since, 'Int64')}, 'UTC')${meant}${some})`
}
