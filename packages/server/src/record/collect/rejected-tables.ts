import type { RejectReason } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type RejectedRow = {
  rejectedId: number
  sourceId: number
  receivedAt: Date
  reason: RejectReason
  detail: string
  messageId: string | null
  payload: string
  replayedAt: Date | null
}
type Scope = { db: Db; workspaceId: number }

const columns = `rejected_id as "rejectedId", source_id as "sourceId", received_at as "receivedAt", reason, detail, message_id as "messageId",
  convert_from(payload, 'UTF8') as payload, replayed_at as "replayedAt"`

/** Rejected facts, the latest first, before a certain one. */
export async function selectRejected(
  { db, workspaceId }: Scope,
  page: { reason: RejectReason | undefined; before: number; limit: number },
): Promise<RejectedRow[]> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns} from rejected where workspace_id = $1 and rejected_id < $2 and ($3::text is null or reason = $3)
     order by rejected_id desc limit $4`,
    [workspaceId, page.before, page.reason ?? null, page.limit],
  )
  return rows
}

/** Facts that nobody replayed yet, by reason. */
export async function countByReason({ db, workspaceId }: Scope): Promise<{ reason: RejectReason; facts: number; lastAt: Date }[]> {
  const { rows } = await db.query<{ reason: RejectReason; facts: number; lastAt: Date }>(
    `select reason, count(*) as facts, max(received_at) as "lastAt" from rejected
     where workspace_id = $1 and replayed_at is null group by reason order by count(*) desc, reason`,
    [workspaceId],
  )
  return rows
}

export type Replayable = { reason: RejectReason | undefined; rejectedIds: number[] | undefined; after: number; limit: number }

/** Facts that nobody replayed yet, the oldest first, after a certain one. What was only kept as a beginning cannot be replayed. */
export async function selectReplayable({ db, workspaceId }: Scope, page: Replayable): Promise<RejectedRow[]> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns} from rejected where workspace_id = $1 and rejected_id > $2 and replayed_at is null and reason <> 'batch-too-large'
       and ($3::text is null or reason = $3) and ($4::bigint[] is null or rejected_id = any($4))
     order by rejected_id limit $5`,
    [workspaceId, page.after, page.reason ?? null, page.rejectedIds ?? null, page.limit],
  )
  return rows
}

export async function markReplayed({ db, workspaceId }: Scope, rejectedIds: number[]): Promise<void> {
  await db.query('update rejected set replayed_at = now() where workspace_id = $1 and rejected_id = any($2::bigint[])', [
    workspaceId,
    rejectedIds,
  ])
}
