import type { FastifyRequest } from 'fastify'
import { factLimits } from '@percorso/contract'
import type { Clock, Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { authenticate, keysOfBody, keysOfRequest, ownerOf, pageOrigin } from './authenticate.ts'
import type { BackPressure } from './back-pressure.ts'
import { batchTooLarge, decodeBody } from './decode-body.ts'
import type { FindWriteKey } from './find-write-key.ts'
import type { Intake } from './intake.ts'
import { keepRefusedBatch } from './keep-refused-batch.ts'
import type { RawBody } from './read-body.ts'
import { parseEnvelope } from './read-envelope.ts'

export type CollectDeps = {
  intake: Intake
  postgres: Pick<Postgres, 'system'>
  clock: Clock
  pressure: Pick<BackPressure, 'refusal'>
  log: Logger
}
export type Collecting = CollectDeps & { findWriteKey: FindWriteKey }

/** A request as it came, whichever way: `call` is the Segment call that its path names, nothing for a batch. */
export type Incoming = { request: FastifyRequest; call: string | undefined; body: RawBody }

/** Takes the facts of one request. When this resolves, they are safe on disk. */
export async function takeRequest(deps: Collecting, { request, call, body }: Incoming): Promise<void> {
  const receivedAt = deps.clock.now()
  try {
    if (body.overflowed) throw batchTooLarge()
    const { text, bytes } = await decodeBody(body.bytes, request.headers)
    await refuseUnknownKey(deps, request)
    const { value, envelope } = parseEnvelope(text, call)
    const keys = [...keysOfRequest(request), ...keysOfBody(value, envelope.items[0])]
    const { workspaceId, sourceId } = await authenticate(deps.findWriteKey, keys, request.headers)
    const facts = envelope.items.length
    if (facts > factLimits.batchFacts) throw tooManyFacts(facts)
    const entry = { workspaceId, sourceId, origin: 'live', call, receivedAt, facts, ...sender(request), body: bytes } as const
    if (facts > 0) await deps.intake.append(entry, value)
  } catch (error) {
    if (error instanceof PercorsoError && error.status === 413) await keepRefusedBatch(deps, { request, body, error, receivedAt })
    throw error
  }
}

/** Before half a megabyte is parsed: keys in the header, all of them bad, and an owner whom the body cannot name better. */
async function refuseUnknownKey({ findWriteKey }: Collecting, request: FastifyRequest): Promise<void> {
  const keys = keysOfRequest(request)
  const isBearer = request.headers.authorization?.toLowerCase().startsWith('bearer ') // may be an OAuth token: then the key is in the body
  if (keys.length > 0 && !isBearer && !(await ownerOf(findWriteKey, keys))) await authenticate(findWriteKey, keys, request.headers)
}

/** Who sent it, if that says something about the person: what talks to us for a page or an app is theirs, a server is not. */
function sender(request: FastifyRequest): { ip: string | undefined; userAgent: string | undefined } {
  const isBrowser = pageOrigin(request.headers) !== undefined || request.method === 'GET'
  if (!isBrowser) return { ip: undefined, userAgent: undefined }
  const mayKeepIp = (request.headers['x-ip-policy'] ?? 'keep') === 'keep' // Jitsu's SDK asks so on behalf of the person
  return { ip: mayKeepIp ? request.ip : undefined, userAgent: request.headers['user-agent']?.slice(0, 1000) }
}

function tooManyFacts(facts: number): PercorsoError {
  return new PercorsoError('batch_too_large', `A batch has at most ${factLimits.batchFacts} facts, this one has ${facts}.`, {
    status: 413,
    hint: 'Send fewer facts in one batch.',
  })
}
