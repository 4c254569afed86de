import { PercorsoError } from '../../ground/index.ts'
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

const FACTS_MAX = 1_000_000

/** Facts of people, by all identifiers that are theirs, in the order of time. Throws `too_much` for more than 1,000,000: some of them would say something else. */
export async function selectFactsOf(
  warehouse: Warehouse,
  { names, ...people }: { workspaceId: number; identifierIds: string[]; names: string[] | null },
): Promise<PastFact[]> {
  const facts = await warehouse.query<PastFact>(
    `select toString(profile_id) as id, type, name, toUnixTimestamp64Milli(time) as time, CRC32(message_id) as tie, toJSONString(properties) as properties
     from facts where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)} and not bot
       ${names === null ? '' : 'and name in {names:Array(String)}'} order by time limit ${FACTS_MAX + 1}
     settings max_execution_time = 10, max_memory_usage = 1000000000`,
    { ...people, names: names ?? [] },
  )
  if (facts.length <= FACTS_MAX) return facts
  throw new PercorsoError('too_much', `That is about more than ${FACTS_MAX} facts.`, {
    status: 422,
    hint: 'Ask about fewer people, or about fewer kinds of facts.',
  })
}
