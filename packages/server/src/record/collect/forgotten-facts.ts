import { setTimeout as sleep } from 'node:timers/promises'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'

/** Where a table's rows are: the table itself, or what a distributed table stands in front of. */
type Place = { table: string; cluster: string | undefined }

const POLL_MS = 500
const PATIENCE_MS = 20 * 60_000

/** Whose facts: those filed under these identifiers, all of a workspace, or those of a kind that are older than a moment. */
export type Forgotten = { workspaceId: number; ids?: string[]; kind?: FactKind; beforeMs?: number }
export type FactKind = { type: string | undefined; name: string | undefined }

/** From when this resolves no query sees these facts. Their bytes go with {@link cleanFacts}. */
export async function forgetFacts(warehouse: Warehouse, forgotten: Forgotten): Promise<void> {
  const { where, params } = condition(forgotten)
  await warehouse.command(
    `delete from ${at(await placeOf(warehouse, 'facts'))} where ${where} settings lightweight_deletes_sync = 2`,
    params,
  )
}

/** Forgets who these identifiers were merged into, or everybody was. */
export async function forgetMerges(warehouse: Warehouse, { workspaceId, ids }: Forgotten): Promise<void> {
  const whose = ids ? 'and (profile_id in {ids:Array(UUID)} or into_profile_id in {ids:Array(UUID)})' : ''
  await warehouse.command(
    `alter table merged_profiles delete where workspace_id = {workspaceId:UInt32} ${whose} settings mutations_sync = 2`,
    { workspaceId, ids },
  )
}

export async function countFacts(warehouse: Warehouse, forgotten: Forgotten): Promise<number> {
  const { where, params } = condition(forgotten)
  const [row] = await warehouse.query<{ facts: number }>(`select count() as facts from facts where ${where}`, params)
  return row?.facts ?? 0
}

/** The facts of an identifier as JSON lines, in the order of time, however many. */
export function streamFacts(warehouse: Warehouse, { workspaceId, id }: { workspaceId: number; id: string }): AsyncIterable<Buffer> {
  return warehouse.stream(
    `select time, type, name, properties, context, user_id as userId, anonymous_id as anonymousId, account_id as accountId, source_id as sourceId,
       message_id as messageId, received_at as receivedAt, bot
     from facts where workspace_id = {workspaceId:UInt32} and profile_id = {id:UUID}
     order by facts.time, facts.message_id settings output_format_json_quote_64bit_integers = 0, date_time_output_format = 'iso' format JSONEachRow`,
    { workspaceId, id },
  )
}

/** The latest facts of some identifiers, for people to read. */
export async function latestFacts(
  warehouse: Warehouse,
  { workspaceId, ids, limit }: { workspaceId: number; ids: string[]; limit: number },
): Promise<{ time: string; type: string; name: string; properties: Record<string, unknown> }[]> {
  return warehouse.query(
    `select formatDateTime(time, '%Y-%m-%d %H:%i:%S') as time, type, name, properties from facts
     where workspace_id = {workspaceId:UInt32} and profile_id in {ids:Array(UUID)} order by facts.time desc limit {limit:UInt32}`,
    { workspaceId, ids, limit },
  )
}

/** Rewrites what holds deleted facts, and waits until the old files are gone. */
export async function cleanFacts(warehouse: Warehouse): Promise<void> {
  const places = await Promise.all(['facts', 'merged_profiles'].map((table) => placeOf(warehouse, table)))
  for (const place of places) {
    await warehouse.command(`alter table ${at(place)} apply deleted mask settings mutations_sync = 2`)
    // The last of the deletions is the one whose text is kept: this one names nobody.
    await warehouse.command(`alter table ${at(place)} delete where false settings mutations_sync = 2`)
  }
  for (const place of places) await oldFilesGone(warehouse, place)
}

async function oldFilesGone(warehouse: Warehouse, place: Place): Promise<void> {
  const old = await leftovers(warehouse, place)
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const now = await leftovers(warehouse, place)
    if (!old.some((name) => now.includes(name))) return
    await sleep(POLL_MS)
  }
  throw new PercorsoError('old_parts_stay', `ClickHouse keeps old parts of ${place.table}; this will be tried again`)
}

/** Parts that were replaced but are still on the disk, and all deletions but the last. */
async function leftovers(warehouse: Warehouse, { table, cluster }: Place): Promise<string[]> {
  const from = (system: string) => (cluster ? `clusterAllReplicas('${cluster}', system.${system})` : `system.${system}`)
  const rows = await warehouse.query<{ name: string }>(
    `select concat(hostName(), ' ', name) as name from ${from('parts')} where database = currentDatabase() and table = {table:String} and not active
     union all
     select concat(hostName(), ' ', mutation_id) from ${from('mutations')}
     where database = currentDatabase() and table = {table:String} and command not like '%DELETE WHERE false%'`,
    { table },
  )
  return rows.map(({ name }) => name)
}

async function placeOf(warehouse: Warehouse, table: string): Promise<Place> {
  const [row] = await warehouse.query<{ engine: string }>(
    `select engine_full as engine from system.tables where database = currentDatabase() and name = {table:String}`,
    { table },
  )
  const [, cluster, local] = /^Distributed\('?(\w+)'?, '?\w+'?, '?(\w+)'?/u.exec(row?.engine ?? '') ?? []
  return local === undefined ? { table, cluster: undefined } : { table: local, cluster }
}

function at({ table, cluster }: Place): string {
  return cluster ? `${table} on cluster ${cluster}` : table
}

function condition({ workspaceId, ids, kind, beforeMs }: Forgotten): { where: string; params: Record<string, unknown> } {
  const parts = ['workspace_id = {workspaceId:UInt32}']
  if (ids) parts.push('profile_id in {ids:Array(UUID)}')
  if (kind?.type !== undefined) parts.push('type = {type:String}')
  if (kind?.name !== undefined) parts.push('name like {name:String}')
  if (beforeMs !== undefined) parts.push(`time < fromUnixTimestamp64Milli({beforeMs:Int64}, 'UTC')`)
  return { where: parts.join(' and '), params: { workspaceId, ids, type: kind?.type, name: kind?.name, beforeMs } }
}
