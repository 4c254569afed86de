import type { RejectReason } from '@percorso/contract'
import type { WorkspaceRequest } from '../profiles/index.ts'
import type { Intake } from './intake.ts'
import { parseJson } from './parse-json.ts'
import { markReplayed, selectReplayable } from './rejected-tables.ts'
import type { RejectedRow } from './rejected-tables.ts'

const REPLAYED_MAX = 10_000
const PAGE = 500

/** The fact itself was in order and took possession of its message id, or somebody else had: under that id it would be dropped as known. */
const ID_IS_TAKEN = new Set<RejectReason>(['message-id-reused', 'store-refused'])

export type Replay = { reason?: RejectReason | undefined; sourceId?: number | undefined; rejectedIds?: number[] | undefined }

/**
 * Sends rejected facts through the pipeline again, with the time at which they were first received: at most 10,000 a call, the oldest first.
 * Appended first and marked after: a crash in between repeats a fact, which is then known by its message id, and loses none. Facts without
 * an id of their own that counts get one that follows from the rejected fact, so that this holds for them too.
 */
export async function replayRejected(
  request: WorkspaceRequest,
  intake: Intake,
  { reason, sourceId, rejectedIds }: Replay,
): Promise<number> {
  const { workspaceId, inWorkspace } = request
  let replayed = 0
  let after = 0
  while (replayed < REPLAYED_MAX) {
    const page = { reason, sourceId, rejectedIds, after, limit: Math.min(PAGE, REPLAYED_MAX - replayed) }
    const rows = await inWorkspace((db) => selectReplayable({ db, workspaceId }, page))
    if (rows.length === 0) break
    await Promise.all(rows.map((row) => append(intake, workspaceId, row)))
    const ids = rows.map(({ rejectedId }) => rejectedId)
    await inWorkspace((db) => markReplayed({ db, workspaceId }, ids))
    after = ids.at(-1)!
    replayed += rows.length
  }
  return replayed
}

async function append(intake: Intake, workspaceId: number, row: RejectedRow): Promise<void> {
  // In a batch of one: a fact may have a property named `batch` itself.
  const body = Buffer.from(JSON.stringify({ batch: [withMessageId(row)] }))
  const { sourceId, receivedAt } = row
  const from = { workspaceId, sourceId, origin: 'replay' as const, call: undefined, ip: undefined, userAgent: undefined }
  await intake.append({ ...from, receivedAt: receivedAt.getTime(), facts: 1, body })
}

function withMessageId({ payload, messageId, reason, rejectedId }: RejectedRow): unknown {
  const fact = parsed(payload)
  if (typeof fact !== 'object' || fact === null || Array.isArray(fact)) return fact
  return messageId !== null && !ID_IS_TAKEN.has(reason) ? fact : { ...fact, messageId: `replay-${rejectedId}` }
}

/** What is not JSON goes in as the text it is, to be rejected again for what it is. */
function parsed(payload: string): unknown {
  try {
    return parseJson(payload)
  } catch {
    return payload
  }
}
