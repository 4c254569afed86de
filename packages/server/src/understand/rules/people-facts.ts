import { ms } from '@percorso/contract'
import type { FactLeaf, FactMatch } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import type { At } from './calendar.ts'
import { weekStarts } from './calendar.ts'
import { conditionSql } from './condition-facts.ts'
import { cheapSql, createFactRows } from './fact-rows-facts.ts'
import type { FactRows } from './fact-rows-facts.ts'
import { OWN_FACTS } from './match-facts.ts'
import { rangeOf } from './streams.ts'

/** Identifiers that changed profile, and the profiles they belong to now. */
export type Moves = { identifierIds: string[]; profileIds: string[] }

/**
 * Whose facts to look at: those that these identifiers found, or those of all people whose ids come before one in the order of the warehouse, whether or not
 * they have any facts that a condition means. Else everybody's who has.
 */
export type Among = { founderIds?: string[] | undefined; below?: string | undefined }

export type FactQuestion = { workspaceId: number; at: At; leaves: readonly FactLeaf[]; late: Moves; among: Among }

/** People who are alike in all conditions: `holds` has the answer for each. */
export type Alike = { holds: boolean[]; ids: string[] }

/**
 * Asks all conditions in one pass over the facts. Facts are filed under the profile that their foremost identifier founds, and counted for the one to
 * which that belongs now: the warehouse knows of most moves, `late` are those that it may not have heard of.
 */
export async function selectAlike(warehouse: Warehouse, question: FactQuestion): Promise<Alike[]> {
  const { sql, values } = alikeSql(question)
  const rows = await warehouse.query<{ mask: number[]; ids: string[] }>(sql, values)
  return rows.map(({ mask, ids }) => ({ holds: mask.map(Boolean), ids }))
}

function alikeSql({ workspaceId, at, leaves, late, among }: FactQuestion): { sql: string; values: Record<string, unknown> } {
  const rows = createFactRows(at)
  const mask = leaves.map((leaf) => `toUInt8(${conditionSql(leaf, rows)})`).join(', ')
  const { columns, matches, anchors } = rows.gathered()
  const moved = movedSql(workspaceId, late, rows)
  const wanted = among.below === undefined ? [meantSql(matches, rows), sinceSql(leaves, rows)] : []
  const where = [counted(workspaceId, rows), amongSql(among, moved, rows), ...wanted].filter((part) => part !== '').join(' and ')
  const person = 'if(m.moved = 1, m.into, facts.profile_id) as person'
  const source = `(select ${[person, 'toUnixTimestamp64Milli(time) as t', ...columns].join(', ')}
    from facts left any join (${moved}) as m on m.profile_id = facts.profile_id where ${where})`
  const began = anchors.map(({ name, match }) => `minOrNullIf(t, ${match}) as ${name}`).join(', ')
  const anchored = anchors.length === 0 ? '' : ` left any join (select person, ${began} from ${source} group by person) as b using (person)`
  const only = among.below === undefined ? '' : ` having person < ${rows.params.add(among.below, 'UUID')}`
  return {
    sql: `select mask, groupArray(toString(person)) as ids from (
      select person, [${mask}] as mask from ${source} as f${anchored} group by person${only}) group by mask`,
    values: rows.params.values,
  }
}

/** Which founders belong to whom now; also those who belong to themselves again. */
export function movedSql(workspaceId: number, { identifierIds, profileIds }: Moves, { params }: Pick<FactRows, 'params'>): string {
  const late = `arrayZip(${params.add(identifierIds, 'Array(UUID)')}, ${params.add(profileIds, 'Array(UUID)')})`
  return `select profile_id, argMax(into_profile_id, version) as into, 1 as moved from (
    select profile_id, into_profile_id, version from merged_profiles where workspace_id = ${params.add(workspaceId, 'UInt32')}
    union all select pair.1, pair.2, 18446744073709551615 from (select arrayJoin(${late}) as pair)) group by profile_id`
}

function counted(workspaceId: number, { params }: FactRows): string {
  const never = params.add(Object.values(OWN_FACTS), 'Array(String)')
  return `workspace_id = ${params.add(workspaceId, 'UInt32')} and not bot and name not in ${never}`
}

/** The order of the warehouse is its own: UUIDs are compared by their second half. */
function amongSql({ founderIds, below }: Among, moved: string, { params }: FactRows): string {
  if (founderIds) return `facts.profile_id in ${params.add(founderIds, 'Array(UUID)')}`
  if (below === undefined) return ''
  const bound = params.add(below, 'UUID')
  return `(facts.profile_id < ${bound} or facts.profile_id in (select profile_id from (${moved}) where into < ${bound}))`
}

/** Only what a condition means is read, as far as that can be told without opening properties. */
function meantSql(matches: FactMatch[], { params }: FactRows): string {
  const names = matches.map(({ fact }) => fact)
  if (names.every((name) => name !== undefined)) return `name in ${params.add([...new Set(names)], 'Array(String)')}`
  return `(${matches.map((match) => cheapSql(match, params)).join(' or ')})`
}

/** Nor are facts read that are too old for all conditions; before 1970 that is not worth the while. */
function sinceSql(leaves: readonly FactLeaf[], { at, params }: FactRows): string {
  const since = Math.min(...leaves.map((leaf) => startOf(leaf, at)))
  return since < 0 ? '' : `time >= fromUnixTimestamp64Milli(${params.add(since, 'Int64')}, 'UTC')`
}

function startOf(leaf: FactLeaf, at: At): number {
  if ('regularly' in leaf) return weekStarts(at, leaf.weeks).at(-1)!
  if (!('within' in leaf) || leaf.within === undefined || 'after' in leaf.within) return -Infinity
  if ('last' in leaf.within) return at.now - ms(leaf.within.last)
  return rangeOf(leaf.within, at.timeZone).from ?? -Infinity
}
