import type { FastifyRequest } from 'fastify'
import type { PercorsoError } from '../../ground/index.ts'
import { keysOfRequest, ownerOf } from './authenticate.ts'
import { beginningOf } from './decode-body.ts'
import { namesErased } from './leave-out-erased.ts'
import type { RawBody } from './read-body.ts'
import { addCounts, insertRejected } from './tables.ts'
import type { Collecting } from './take-request.ts'

const KEPT_BYTES = 2048
const HOUR_MS = 3_600_000

type Refused = { request: FastifyRequest; body: RawBody; error: PercorsoError; receivedAt: number }

/**
 * A batch over the limit is lost to its sender, so its source gets to see that it was refused and how it began. It is of a source only if
 * its headers or address say so: what is too large to take is too large to search for a key. If this fails, so does the request, with an
 * answer that makes the sender try again.
 */
export async function keepRefusedBatch(
  { findWriteKey, postgres }: Collecting,
  { request, body, error, receivedAt }: Refused,
): Promise<void> {
  const owner = await ownerOf(findWriteKey, keysOfRequest(request))
  if (!owner) return
  const { workspaceId, sourceId } = owner
  const payload = await beginningOf(body.bytes, request.headers, KEPT_BYTES)
  const isOfErased = await namesErased(postgres.system, workspaceId, payload)
  const rejection = { reason: 'batch-too-large' as const, detail: error.message, messageId: undefined, payload, sourceId, receivedAt }
  if (!isOfErased) await insertRejected(postgres.system, workspaceId, [rejection])
  const hour = Math.floor(receivedAt / HOUR_MS) * HOUR_MS
  const count = {
    sourceId,
    hour,
    facts: 0,
    duplicates: 0,
    rejected: isOfErased ? 0 : 1,
    bots: 0,
    erased: isOfErased ? 1 : 0,
    lastReceivedAt: receivedAt,
  }
  await addCounts(postgres.system, workspaceId, [count])
}
