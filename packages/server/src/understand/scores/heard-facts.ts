import type { Warehouse } from '../../stores/index.ts'
import { OWN_FACTS } from '../rules/index.ts'

/**
 * When each of these identifiers was last heard of at a moment, in ms; those that never were are left out. That we told of a move ourselves is no sign of
 * life.
 */
export async function lastHeard(
  warehouse: Warehouse,
  question: { workspaceId: number; identifierIds: string[]; at: number },
): Promise<Map<string, number>> {
  const rows = await warehouse.query<{ id: string; last: number }>(
    `select toString(profile_id) as id, toUnixTimestamp64Milli(max(time)) as last from facts
     where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)} and not bot and name not in {own:Array(String)}
       and time <= fromUnixTimestamp64Milli({at:Int64}, 'UTC')
     group by profile_id settings max_execution_time = 20, max_memory_usage = 1000000000`,
    { ...question, own: Object.values(OWN_FACTS) },
  )
  return new Map(rows.map(({ id, last }) => [id, Number(last)]))
}
