import type { Warehouse } from '../../stores/index.ts'

/** A fact as streams need it. `properties` is JSON text, '' where no stream asks for them. */
export type PastFact = { id: string; type: string; name: string; time: number; tie: number; properties: string }

type Past = {
  workspaceId: number
  /** Ids of the identifiers whose facts are meant: from, included, to, not (null is the end). */
  from: string
  to: string | null
  /** Null for all. */
  names: string[] | null
  withProperties: boolean
  cut: number
  besides: number[]
}

/** Facts of a range of identifiers that were there before they were followed. */
export function selectPast(warehouse: Warehouse, { withProperties, names, to, ...past }: Past): Promise<PastFact[]> {
  return warehouse.query<PastFact>(
    `select toString(profile_id) as id, type, name, toUnixTimestamp64Milli(time) as time, CRC32(message_id) as tie, ${withProperties ? 'toJSONString(properties)' : `''`} as properties
     from facts where workspace_id = {workspaceId:UInt32} and profile_id >= {from:UUID} ${to === null ? '' : 'and profile_id < {to:UUID}'}
       ${names === null ? '' : 'and name in {names:Array(String)}'} and not bot and chunk_id <= {cut:UInt64} and chunk_id not in {besides:Array(UInt64)}
     settings max_execution_time = 60, max_memory_usage = 2000000000`,
    { ...past, names: names ?? [], to: to ?? '' },
  )
}

/** Facts of people, by all identifiers that are theirs, in the order of time: at most 1,000,000. */
export function selectFactsOf(
  warehouse: Warehouse,
  { names, ...people }: { workspaceId: number; identifierIds: string[]; names: string[] | null },
): Promise<PastFact[]> {
  return warehouse.query<PastFact>(
    `select toString(profile_id) as id, type, name, toUnixTimestamp64Milli(time) as time, CRC32(message_id) as tie, toJSONString(properties) as properties
     from facts where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)} and not bot
       ${names === null ? '' : 'and name in {names:Array(String)}'} order by time limit 1000000
     settings max_execution_time = 10, max_memory_usage = 1000000000`,
    { ...people, names: names ?? [] },
  )
}
