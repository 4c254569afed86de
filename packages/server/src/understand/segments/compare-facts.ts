import type { Warehouse } from '../../stores/index.ts'

/** How many of these people did what in the last year, by the name of the fact. `people` are lists of their identifiers. */
export function countDoers(
  warehouse: Warehouse,
  { workspaceId, ids, owners }: { workspaceId: number; ids: string[]; owners: number[] },
): Promise<{ name: string; people: number }[]> {
  return warehouse.query<{ name: string; people: number }>(
    `select name, uniqExact(transform(toString(profile_id), {ids:Array(String)}, {owners:Array(UInt32)}, 0))::UInt32 as people
     from facts where workspace_id = {workspaceId:UInt32} and profile_id in {ids:Array(UUID)} and type = 'track' and not bot and time > now() - interval 365 day
     group by name order by people desc limit 200 settings max_execution_time = 10, max_memory_usage = 1000000000`,
    { workspaceId, ids, owners },
  )
}
