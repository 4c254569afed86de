import type { FastifyError, FastifyReply } from 'fastify'
import type { Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'

const RETRY_AFTER_S = 5

const malformedMessages: Record<string, string> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The Content-Type header cannot be understood.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length header says.',
}

/**
 * The refusal a sender gets to read for an error. SDKs drop what is refused with 4xx and send it again after 429 and 5xx: whatever is
 * not the sender's fault is a 503, and what it was stays in our log.
 */
export function refusalOf(error: unknown, log: Logger): PercorsoError {
  if (error instanceof PercorsoError && error.status < 500) return error
  if (error instanceof PercorsoError && error.status === 503) return error
  const { statusCode = 500, code = '' } = error as Partial<FastifyError>
  if (statusCode >= 400 && statusCode < 500) {
    return new PercorsoError('bad_request', malformedMessages[code] ?? 'The request cannot be understood.', { status: statusCode })
  }
  log.error({ err: error }, 'a request could not be taken')
  return new PercorsoError('temporarily_unavailable', 'Facts cannot be stored right now.', {
    status: 503,
    hint: 'Send the same request again later.',
  })
}

/** Answers with a refusal. */
export function sendRefusal(reply: FastifyReply, { status, code, message, hint }: PercorsoError): FastifyReply {
  if (status === 429 || status === 503) reply.header('retry-after', String(RETRY_AFTER_S))
  return reply.code(status).send({ error: { code, message, ...(hint !== undefined && { hint }) } })
}
