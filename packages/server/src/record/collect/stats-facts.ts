import type { Warehouse } from '../../stores/index.ts'

/** How many facts the warehouse holds of a workspace, and how many of crawlers. */
export async function countFacts(warehouse: Warehouse, workspaceId: number): Promise<{ facts: number; bots: number }> {
  const [row] = await warehouse.query<{ facts: number; bots: number }>(
    'select countIf(not bot) as facts, countIf(bot) as bots from facts where workspace_id = {workspaceId:UInt32}',
    { workspaceId },
  )
  return row ?? { facts: 0, bots: 0 }
}
