import type { FactType, PropertyTest } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { factColumns } from './timeline-facts.ts'
import type { FactRow } from './timeline-facts.ts'

/** Which facts are wanted. `person`: what was typed, and the ids of all identifiers that are known of whom it means. */
export type FactWish = {
  sourceId: number | undefined
  type: FactType | undefined
  name: string | undefined
  person: { value: string; identifierIds: string[] } | undefined
  /** The address that a browser sent it from. */
  ip: string | undefined
  property: { path: string; test: PropertyTest; value: string } | undefined
}

const property = 'getSubcolumn(properties, {path:String})'

/** A property that is not there is null, and null is never what was wished for. */
const tests: Record<PropertyTest, string> = {
  exists: `isNotNull(${property})`,
  equals: `toString(${property}) = {value:String}`,
  contains: `positionCaseInsensitiveUTF8(toString(${property}), {value:String}) > 0`,
  moreThan: `toFloat64OrNull(toString(${property})) > toFloat64OrNull({value:String})`,
  lessThan: `toFloat64OrNull(toString(${property})) < toFloat64OrNull({value:String})`,
}

const conditions: { [Key in keyof FactWish]: (wish: NonNullable<FactWish[Key]>) => [sql: string, params: Record<string, unknown>] } = {
  sourceId: (sourceId) => ['source_id = {sourceId:UInt32}', { sourceId }],
  type: (type) => ['type = {type:String}', { type }],
  name: (name) => ['name = {name:String}', { name }],
  // A fact is filed under one identifier and may name others, which nobody knew to be theirs when the looking began.
  person: ({ value, identifierIds }) => [
    `(profile_id in {identifierIds:Array(UUID)} or user_id = {person:String} or anonymous_id = {person:String}
      or lower({person:String}) in (lower(toString(properties.email)), lower(JSONExtractString(context, 'traits', 'email'))))`,
    { identifierIds, person: value },
  ],
  ip: (ip) => [`JSONExtractString(context, 'ip') = {ip:String}`, { ip }],
  property: ({ path, test, value }) => [tests[test], { path, value }],
}

export type Arrived = FactRow & { matching: number }

/** The latest of the facts of some chunks that are wanted; `matching` says how many there were. */
export async function selectArrived(
  warehouse: Warehouse,
  of: { workspaceId: number; chunkIds: number[]; limit: number },
  wish: FactWish,
): Promise<Arrived[]> {
  const wished = Object.entries(conditions).flatMap(([key, condition]) => {
    const value = wish[key as keyof FactWish]
    return value === undefined ? [] : [(condition as (value: unknown) => [string, Record<string, unknown>])(value)]
  })
  const where = ['workspace_id = {workspaceId:UInt32}', 'chunk_id in {chunkIds:Array(UInt64)}', ...wished.map(([sql]) => sql)].join(' and ')
  return warehouse.query<Arrived>(
    `select ${factColumns}, count() over () as matching from facts where ${where} order by received_at desc limit {limit:UInt32}`,
    Object.assign({ ...of }, ...wished.map(([, params]) => params)) as Record<string, unknown>,
  )
}

export type FactKey = { workspaceId: number; profileId: string; timeMs: number; messageId: string }
export type KeptFact = FactRow & { chunkId: number; partition: string; types: Record<string, string> }

/** One fact with how the warehouse keeps it, by its whole primary key. */
export async function selectKeptFact(warehouse: Warehouse, key: FactKey): Promise<KeptFact | undefined> {
  const [row] = await warehouse.query<KeptFact>(
    `select ${factColumns}, chunk_id as chunkId, toString(toYYYYMM(time)) as partition, JSONAllPathsWithTypes(properties) as types from facts
     where workspace_id = {workspaceId:UInt32} and profile_id = {profileId:UUID} and time = fromUnixTimestamp64Milli({timeMs:Int64}, 'UTC')
       and message_id = {messageId:String} limit 1`,
    key,
  )
  return row
}
