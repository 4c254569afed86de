import type { RejectReason } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type Outcome = 'waiting' | 'taken' | 'rejected'
export type RejectedRow = {
  rejectedId: number
  sourceId: number
  receivedAt: Date
  reason: RejectReason
  detail: string
  messageId: string | null
  payload: string
  replayedAt: Date | null
  outcome: Outcome | null
}
type Scope = { db: Db; workspaceId: number }

/** What can only be rejected again: what was kept as a beginning, and what is no fact at all. */
const POINTLESS = `('batch-too-large', 'not-an-object')`

/** Of the message id that a fact had when it was replayed: see replay-rejected.ts. */
const replayedAs = `case when r.message_id is null or r.reason in ('message-id-reused', 'store-refused') then 'replay-' || r.rejected_id else r.message_id end`

/** It was rejected again, or its message id belongs to a chunk, or it still waits. Only of what was replayed. */
const outcome = `case when r.replayed_at is null then null
  when exists (select 1 from rejected again where again.workspace_id = r.workspace_id and again.message_id = ${replayedAs}
    and again.replayed_at is null and again.rejected_id > r.rejected_id) then 'rejected'
  when exists (select 1 from seen_messages s where s.workspace_id = r.workspace_id and s.message_hash = hashtextextended(${replayedAs}, 0)) then 'taken'
  when exists (select 1 from rejected again where again.workspace_id = r.workspace_id and again.message_id = ${replayedAs}
    and again.rejected_id > r.rejected_id) then 'rejected'
  else 'waiting' end`

const columns = `r.rejected_id as "rejectedId", r.source_id as "sourceId", r.received_at as "receivedAt", r.reason, r.detail,
  r.message_id as "messageId", convert_from(r.payload, 'UTF8') as payload, r.replayed_at as "replayedAt"`

export type RejectedPage = {
  reason: RejectReason | undefined
  sourceId: number | undefined
  state: 'open' | 'replayed' | undefined
  text: string | undefined
  before: number
  limit: number
}

/** Rejected facts, the latest first, before a certain one. */
export async function selectRejected({ db, workspaceId }: Scope, page: RejectedPage): Promise<RejectedRow[]> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns}, ${outcome} as outcome from rejected r
     where r.workspace_id = $1 and r.rejected_id < $2 and ($3::text is null or r.reason = $3) and ($4::int is null or r.source_id = $4)
       and ($5::text is null or ($5 = 'open') = (r.replayed_at is null))
       and ($6::text is null or strpos(lower(convert_from(r.payload, 'UTF8')), lower($6)) > 0 or strpos(lower(r.detail), lower($6)) > 0)
     order by r.rejected_id desc limit $7`,
    [workspaceId, page.before, page.reason ?? null, page.sourceId ?? null, page.state ?? null, page.text ?? null, page.limit],
  )
  return rows
}

export async function selectOneRejected({ db, workspaceId }: Scope, rejectedId: number): Promise<RejectedRow | undefined> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns}, ${outcome} as outcome from rejected r where r.workspace_id = $1 and r.rejected_id = $2`,
    [workspaceId, rejectedId],
  )
  return rows[0]
}

export type ReasonRow = { reason: RejectReason; facts: number; lastAt: Date; sample: string; replayable: boolean }

const SAMPLE_LENGTH = 1_000

/** Facts that nobody replayed yet, by reason, with the beginning of the latest. */
export async function countByReason({ db, workspaceId }: Scope, sourceId: number | undefined): Promise<ReasonRow[]> {
  const { rows } = await db.query<ReasonRow>(
    `select reason, facts, "lastAt", reason not in ${POINTLESS} as replayable,
       left(convert_from((select payload from rejected l where l.workspace_id = $1 and l.rejected_id = latest), 'UTF8'), $3) as sample
     from (select reason, count(*) as facts, max(received_at) as "lastAt", max(rejected_id) as latest from rejected
       where workspace_id = $1 and replayed_at is null and ($2::int is null or source_id = $2) group by reason) counted
     order by facts desc, reason`,
    [workspaceId, sourceId ?? null, SAMPLE_LENGTH],
  )
  return rows
}

export type Replayable = {
  reason: RejectReason | undefined
  sourceId: number | undefined
  rejectedIds: number[] | undefined
  after: number
  limit: number
}

/** Facts that nobody replayed yet and that may fare better, the oldest first, after a certain one. */
export async function selectReplayable({ db, workspaceId }: Scope, page: Replayable): Promise<RejectedRow[]> {
  const { rows } = await db.query<RejectedRow>(
    `select ${columns} from rejected r where r.workspace_id = $1 and r.rejected_id > $2 and r.replayed_at is null and r.reason not in ${POINTLESS}
       and ($3::text is null or r.reason = $3) and ($4::bigint[] is null or r.rejected_id = any($4)) and ($6::int is null or r.source_id = $6)
     order by r.rejected_id limit $5`,
    [workspaceId, page.after, page.reason ?? null, page.rejectedIds ?? null, page.limit, page.sourceId ?? null],
  )
  return rows
}

export async function markReplayed({ db, workspaceId }: Scope, rejectedIds: number[]): Promise<void> {
  await db.query('update rejected set replayed_at = now() where workspace_id = $1 and rejected_id = any($2::bigint[])', [
    workspaceId,
    rejectedIds,
  ])
}

/** What time it is for the store, which notes when something is replayed. */
export async function storeTime({ db }: Pick<Scope, 'db'>): Promise<string> {
  const { rows } = await db.query<{ now: Date }>('select now() as now')
  return rows[0]!.now.toISOString()
}

const RESULT_MAX = 10_000

/** What became of what was replayed since a time, the earliest first. */
export async function countOutcomes({ db, workspaceId }: Scope, since: string): Promise<Record<Outcome, number>> {
  const { rows } = await db.query<{ outcome: Outcome; facts: number }>(
    `select outcome, count(*) as facts from (
       select ${outcome} as outcome from rejected r where r.workspace_id = $1 and r.replayed_at >= $2 order by r.replayed_at limit $3) replayed
     group by outcome`,
    [workspaceId, since, RESULT_MAX],
  )
  const found = new Map(rows.map(({ outcome: what, facts }) => [what, facts]))
  return { waiting: found.get('waiting') ?? 0, taken: found.get('taken') ?? 0, rejected: found.get('rejected') ?? 0 }
}
