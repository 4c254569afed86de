import type { Warehouse } from '../../stores/index.ts'

export type LatestSeen = { identifierId: string; timeMs: number }
export type LatestSeenQuery = { workspaceId: number; before: LatestSeen; limit: number }

const DAY_MS = 86_400_000
const WINDOWS_DAYS = [2, 62, 732]

/**
 * Identifiers by the time of their last fact, latest first. PostgreSQL cannot answer this without an index on a column that every fact
 * changes; here it is a scan of two narrow columns, and mostly of the latest month's partition: windows are widened until there are enough.
 */
export async function selectLatestSeen(warehouse: Warehouse, query: LatestSeenQuery): Promise<LatestSeen[]> {
  const until = Math.min(query.before.timeMs, Date.now())
  for (const days of WINDOWS_DAYS) {
    const found = await latestSince(warehouse, query, Math.max(0, until - days * DAY_MS))
    if (found.length === query.limit) return found
  }
  return latestSince(warehouse, query, 0)
}

async function latestSince(warehouse: Warehouse, { workspaceId, before, limit }: LatestSeenQuery, sinceMs: number): Promise<LatestSeen[]> {
  const rows = await warehouse.query<LatestSeen>(
    `select toString(profile_id) as identifierId, toUnixTimestamp64Milli(max(time)) as timeMs from facts
     where workspace_id = {workspaceId:UInt32} and not bot and time >= fromUnixTimestamp64Milli({sinceMs:Int64}, 'UTC')
     group by profile_id having timeMs < {timeMs:Int64} or (timeMs = {timeMs:Int64} and profile_id < {beforeId:UUID})
     order by timeMs desc, profile_id desc limit {limit:UInt32}`,
    { workspaceId, sinceMs, timeMs: before.timeMs, beforeId: before.identifierId, limit },
  )
  return rows
}
