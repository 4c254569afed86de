import type { StoredFact, TimelineFilter } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'

/** The columns of a fact as the API shows it. */
export type FactRow = Omit<StoredFact, 'time' | 'receivedAt' | 'context'> & {
  profileId: string
  timeMs: number
  receivedAtMs: number
  context: string
}

export const factColumns = `toString(profile_id) as profileId, message_id as messageId, type, name, toUnixTimestamp64Milli(time) as timeMs,
  toUnixTimestamp64Milli(received_at) as receivedAtMs, source_id as sourceId, user_id as userId, anonymous_id as anonymousId,
  account_id as accountId, properties, context, bot`

export type TimelineQuery = {
  workspaceId: number
  identifierIds: string[]
  before: { timeMs: number; messageId: string } | undefined
  sinceMs: number
  filter: TimelineFilter
  limit: number
}

const LATEST = { timeMs: 9_000_000_000_000, messageId: '' } // the year 2255: later than any fact, and within what ClickHouse can hold

/** Facts of which one of these identifiers is foremost, latest first: a range of the primary key for each identifier and month. */
export async function selectTimeline(warehouse: Warehouse, query: TimelineQuery): Promise<FactRow[]> {
  const { workspaceId, identifierIds, before, sinceMs, filter, limit } = query
  const { timeMs, messageId } = before ?? LATEST
  const [conditions, values] = wished(filter)
  return warehouse.query<FactRow>(
    `select ${factColumns} from facts
     where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)}
       and time >= fromUnixTimestamp64Milli({sinceMs:Int64}, 'UTC') and time <= fromUnixTimestamp64Milli({timeMs:Int64}, 'UTC')
       and (toUnixTimestamp64Milli(time) < {timeMs:Int64} or message_id < {messageId:String})${conditions}
     order by time desc, message_id desc limit {limit:UInt32}`,
    { workspaceId, identifierIds, sinceMs, timeMs: Math.min(timeMs, LATEST.timeMs), messageId, limit, ...values },
  )
}

const FILTERS: Record<keyof TimelineFilter, string> = {
  types: 'type in {types:Array(String)}',
  names: 'name in {names:Array(String)}',
  sourceId: 'source_id = {sourceId:UInt32}',
  from: `time >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')`,
  to: `time < fromUnixTimestamp64Milli({to:Int64}, 'UTC')`,
  text: `positionCaseInsensitiveUTF8(concat(name, ' ', toString(properties)), {text:String}) > 0`,
}

function wished(filter: TimelineFilter): [string, Record<string, unknown>] {
  const given = (Object.keys(FILTERS) as (keyof TimelineFilter)[]).filter((key) => filter[key] !== undefined && filter[key] !== '')
  const values = given.map((key) => [key, key === 'from' || key === 'to' ? Date.parse(filter[key]!) : filter[key]] as const)
  return [given.map((key) => ` and ${FILTERS[key]}`).join(''), Object.fromEntries(values)]
}

/** Some facts of a person, by their message ids. */
export async function selectFacts(
  warehouse: Warehouse,
  who: { workspaceId: number; identifierIds: string[]; messageIds: string[] },
): Promise<FactRow[]> {
  return warehouse.query<FactRow>(
    `select ${factColumns} from facts where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)}
       and message_id in {messageIds:Array(String)}`,
    who,
  )
}

/** A row as the API shows it. */
export function toStoredFact({ profileId: _, timeMs, receivedAtMs, context, ...fact }: FactRow): StoredFact {
  return {
    ...fact,
    time: new Date(timeMs).toISOString(),
    receivedAt: new Date(receivedAtMs).toISOString(),
    context: JSON.parse(context === '' ? '{}' : context) as Record<string, unknown>,
  }
}
