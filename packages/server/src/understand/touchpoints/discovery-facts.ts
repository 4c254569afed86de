import type { Warehouse } from '../../stores/index.ts'
import { PAGE_PATH } from './clean-path-facts.ts'
import { MEETINGS, metSql, questionOf } from './met-facts.ts'
import type { Asked } from './met-facts.ts'

const SAMPLED_AMONG = 20_000

/** How many facts there are since a moment, about: bots too. */
export async function countSince(warehouse: Warehouse, { workspaceId, since }: Asked): Promise<number> {
  const [row] = await warehouse.query<{ facts: number }>(
    `select count() as facts from facts where workspace_id = {workspaceId:UInt32} and time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')`,
    { workspaceId, since },
  )
  return row!.facts
}

/** Everybody who met anything, and how many facts of theirs there are. */
export async function countMeetings(warehouse: Warehouse, asked: Asked): Promise<{ people: number; facts: number }> {
  const question = questionOf({ ...asked, touchpoints: [] })
  const [row] = await warehouse.query<{ people: number; facts: number }>(
    `select uniqExact(person) as people, count() as facts from ${metSql(question, ['type'])} where type in ${MEETINGS}`,
    question.params.values,
  )
  return row!
}

/** Facts of one kind that belong to no touchpoint: of one name, or pages of one cleaned path. */
export type UnmappedRow = {
  type: 'track' | 'page' | 'screen'
  name: string
  path: string | null
  people: number
  facts: number
  lastSeen: number
  paths: string[]
}

/** Kinds of facts that belong to no touchpoint, those that most people meet first. */
export async function selectUnmapped(warehouse: Warehouse, asked: Asked, limit: number): Promise<UnmappedRow[]> {
  const question = questionOf(asked)
  const columns = ['type', 'name as said', `if(type = 'page', ${PAGE_PATH}, null) as path`, 'properties.path.:String as whole']
  return warehouse.query<UnmappedRow>(
    `select type, min(said) as name, path, uniqExact(person) as people, count() as facts, max(t) as lastSeen,
       groupUniqArrayIf(3)(assumeNotNull(whole), isNotNull(path) and isNotNull(whole)) as paths
     from ${metSql(question, columns)} where touchpoint = 0 and type in ${MEETINGS}
     group by type, path, if(isNull(path), said, '') as key order by people desc, facts desc, type, name, path limit ${limit}`,
    question.params.values,
  )
}

/** How many people and facts would belong to touchpoints that do not exist yet, by their ids. */
export async function countMapped(
  warehouse: Warehouse,
  asked: Asked,
  ids: number[],
): Promise<Map<number, { people: number; facts: number }>> {
  const question = questionOf(asked)
  const rows = await warehouse.query<{ touchpoint: number; people: number; facts: number }>(
    `select touchpoint, uniqExact(person) as people, count() as facts from ${metSql(question)}
     where touchpoint in ${question.params.add(ids, 'Array(Int64)')} group by touchpoint`,
    question.params.values,
  )
  return new Map(rows.map(({ touchpoint, ...amount }) => [touchpoint, amount]))
}

/** The fact of each of these names that says most, if there is one among some facts of people taken at random. */
export async function selectExamples(
  warehouse: Warehouse,
  { workspaceId, since }: Asked,
  names: string[],
): Promise<{ type: string; name: string; properties: Record<string, unknown>; library: string }[]> {
  return warehouse.query(
    `select type, name, properties, JSONExtractString(context, 'library', 'name') as library from (
       select type, name, properties, context from facts where workspace_id = {workspaceId:UInt32} and not bot and name in {names:Array(String)}
         and time >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') limit ${SAMPLED_AMONG}) order by length(JSONAllPaths(properties)) desc limit 1 by type, name`,
    { workspaceId, names, since },
  )
}
