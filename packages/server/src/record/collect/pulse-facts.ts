import type { Warehouse } from '../../stores/index.ts'

/** How many facts were received since then (ms), bots left out. */
export async function countFactsSince(warehouse: Warehouse, workspaceId: number, since: number): Promise<number> {
  const [row] = await warehouse.query<{ facts: number }>(
    `select count() as facts from facts where workspace_id = {workspaceId:UInt32} and received_at >= fromUnixTimestamp64Milli({since:Int64}) and not bot
     settings max_execution_time = 20`,
    { workspaceId, since: Math.round(since) },
  )
  return row?.facts ?? 0
}
