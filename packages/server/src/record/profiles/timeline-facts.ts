import type { StoredFact } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'

/** The columns of a fact as the API shows it. */
export type FactRow = Omit<StoredFact, 'time' | 'receivedAt' | 'context'> & {
  profileId: string
  timeMs: number
  receivedAtMs: number
  context: string
}

const factColumns = `toString(profile_id) as profileId, message_id as messageId, type, name, toUnixTimestamp64Milli(time) as timeMs,
  toUnixTimestamp64Milli(received_at) as receivedAtMs, source_id as sourceId, user_id as userId, anonymous_id as anonymousId,
  account_id as accountId, properties, context, bot`

export type TimelineQuery = {
  workspaceId: number
  identifierIds: string[]
  before: { timeMs: number; messageId: string } | undefined
  limit: number
}

const LATEST = { timeMs: 9_000_000_000_000, messageId: '' } // the year 2255: later than any fact, and within what ClickHouse can hold

/** Facts of which one of these identifiers is foremost, latest first: a range of the primary key for each identifier. */
export async function selectTimeline(
  warehouse: Warehouse,
  { workspaceId, identifierIds, before, limit }: TimelineQuery,
): Promise<FactRow[]> {
  const { timeMs, messageId } = before ?? LATEST
  return warehouse.query<FactRow>(
    `select ${factColumns} from facts
     where workspace_id = {workspaceId:UInt32} and profile_id in {identifierIds:Array(UUID)}
       and time <= fromUnixTimestamp64Milli({timeMs:Int64}, 'UTC')
       and (toUnixTimestamp64Milli(time) < {timeMs:Int64} or message_id < {messageId:String})
     order by time desc, message_id desc limit {limit:UInt32}`,
    { workspaceId, identifierIds, timeMs: Math.min(timeMs, LATEST.timeMs), messageId, limit },
  )
}

/** Some facts of a chunk that was just stored. */
export async function selectChunk(warehouse: Warehouse, ref: { workspaceId: number; chunkId: number }, limit: number): Promise<FactRow[]> {
  return warehouse.query<FactRow>(
    `select ${factColumns} from facts where workspace_id = {workspaceId:UInt32} and chunk_id = {chunkId:UInt64} limit {limit:UInt32}`,
    { ...ref, limit },
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
