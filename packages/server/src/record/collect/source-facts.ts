import type { FactType } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'

type OfSource = { workspaceId: number; sourceId: number }
export type NameOfSource = OfSource & { type: FactType; name: string }

const ofSource = 'workspace_id = {workspaceId:UInt32} and source_id = {sourceId:UInt32}'
const ofName = `${ofSource} and type = {type:String} and name = {name:String}`

/** How many facts of a source arrived in each minute since a time (ms). */
export async function selectMinutes(
  warehouse: Warehouse,
  of: OfSource,
  from: Date,
): Promise<{ at: number; facts: number; bots: number }[]> {
  return warehouse.query(
    `select toUnixTimestamp(toStartOfMinute(received_at)) * 1000 as at, countIf(not bot) as facts, countIf(bot) as bots from facts
     where ${ofSource} and received_at >= {from:DateTime64(3, 'UTC')} group by at order by at limit 100`,
    { ...of, from },
  )
}

export type NameRow = { type: FactType; name: string; facts: number; firstMs: number; lastMs: number }

/** The names of the facts of a source, the most frequent first. */
export async function selectNames(warehouse: Warehouse, of: OfSource, limit: number): Promise<NameRow[]> {
  return warehouse.query(
    `select type, name, count() as facts, toUnixTimestamp64Milli(min(time)) as firstMs, toUnixTimestamp64Milli(max(time)) as lastMs
     from facts where ${ofSource} group by type, name order by facts desc, type, name limit {limit:UInt32}`,
    { ...of, limit },
  )
}

export type PathRow = { path: string; type: string; facts: number }

/**
 * Which properties some facts of a name have, of which types. Facts are filed by a hash of whose they are, so the first so many are those of
 * people taken at random.
 */
export async function selectPaths(
  warehouse: Warehouse,
  of: NameOfSource,
  { facts, paths }: { facts: number; paths: number },
): Promise<PathRow[]> {
  return warehouse.query(
    `select found.1 as path, found.2 as type, count() as facts from (
       select arrayJoin(JSONAllPathsWithTypes(properties)) as found from (
         select properties from facts where ${ofName} limit {facts:UInt32}))
     group by path, type order by facts desc, path, type limit {paths:UInt32} settings max_execution_time = 10`,
    { ...of, facts, paths },
  )
}

/** How many facts of a name there are. */
export async function countName(warehouse: Warehouse, of: NameOfSource): Promise<number> {
  const [row] = await warehouse.query<{ facts: number }>(`select count() as facts from facts where ${ofName}`, of)
  return row?.facts ?? 0
}

/** The properties of a few facts of a name. */
export async function selectExamples(warehouse: Warehouse, of: NameOfSource, limit: number): Promise<Record<string, unknown>[]> {
  const rows = await warehouse.query<{ properties: Record<string, unknown> }>(
    `select properties from facts where ${ofName} limit {limit:UInt32}`,
    { ...of, limit },
  )
  return rows.map(({ properties }) => properties)
}
