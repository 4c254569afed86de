import type { FactType } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'

export type WeekRow = { week: string; facts: number }
export type TouchpointRow = { sourceId: number; type: FactType; name: string; facts: number; firstMs: number; lastMs: number }

type Who = { workspaceId: number; identifierIds: string[] }

const THEIRS = 'workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)} and not bot'

/** What a person's facts were, by source and name; the commonest first. */
export async function selectTouchpoints(warehouse: Warehouse, who: Who, limit: number): Promise<TouchpointRow[]> {
  return warehouse.query<TouchpointRow>(
    `select source_id as sourceId, type, name, count() as facts, toUnixTimestamp64Milli(min(time)) as firstMs, toUnixTimestamp64Milli(max(time)) as lastMs
     from facts where ${THEIRS} group by source_id, type, name order by facts desc, lastMs desc, name limit {limit:UInt32}`,
    { ...who, limit },
  )
}

/** How many facts of a person in each week. */
export async function selectWeeks(warehouse: Warehouse, who: Who): Promise<WeekRow[]> {
  return warehouse.query<WeekRow>(`${WEEKS} where ${THEIRS} group by week order by week`, who)
}

/** How many facts named an account in each week, by those who are or were its people. */
export async function selectAccountWeeks(warehouse: Warehouse, who: Who & { accountId: string }): Promise<WeekRow[]> {
  return warehouse.query<WeekRow>(`${WEEKS} where ${THEIRS} and account_id = {accountId:String} group by week order by week`, who)
}

const WEEKS = 'select toString(toMonday(time)) as week, count() as facts from facts'

/** The first time that something happened to a person, and how often it did. */
export async function selectFirst(warehouse: Warehouse, who: Who, name: string): Promise<{ firstMs: number; facts: number }> {
  const [row] = await warehouse.query<{ firstMs: number; facts: number }>(
    `select toUnixTimestamp64Milli(min(time)) as firstMs, count() as facts from facts where ${THEIRS} and type = 'track' and name = {name:String}`,
    { ...who, name },
  )
  return row!
}
