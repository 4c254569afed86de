import { randomUUID } from 'node:crypto'
import { ORPCError, ValidationError } from '@orpc/server'
import type { Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'

/** What every failed request of the API gets to read. */
export type ErrorBody = { code: string; message: string; hint?: string }

const STATUS_CODES: Record<number, string> = {
  400: 'bad_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'not_json',
}

/** Any error as one that may be shown: ours as they are, the unknown as an id under which the log has the rest. */
export function shownError(error: unknown, log: Logger): PercorsoError {
  if (error instanceof PercorsoError && error.status < 500) return error
  if (error instanceof ORPCError && error.status < 500) return shownRefusal(error)
  const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string }
  if (statusCode >= 400 && statusCode < 500)
    return new PercorsoError(STATUS_CODES[statusCode] ?? 'bad_request', message, { status: statusCode })
  if (isUnstorable(error)) return new PercorsoError('bad_value', 'A value in this request is none that can be looked for.', { status: 400 })
  const id = randomUUID()
  log.error({ id, ...traceOf(error) }, 'a request failed')
  return new PercorsoError('internal', 'Something went wrong on our side.', { status: 500, hint: `The log has more, under ${id}.` })
}

export function errorBody({ code, message, hint }: PercorsoError): ErrorBody {
  return { code, message, ...(hint !== undefined && { hint }) }
}

/** An error of ours on its way through oRPC, which keeps status, code and message; the hint travels as data. */
export function toOrpcError(error: PercorsoError): ORPCError<string, { hint?: string }> {
  const { code, message, status, hint } = error
  return new ORPCError(code, { status, message, data: hint === undefined ? {} : { hint }, cause: error })
}

function shownRefusal(error: ORPCError<string, unknown>): PercorsoError {
  const issues = error.cause instanceof ValidationError ? error.cause.issues : []
  const hint = issues.map(({ path, message }) => `${(path ?? []).map(String).join('.') || 'input'}: ${message}`).join('; ')
  const message = hint ? 'The request is not as this endpoint expects it.' : error.message
  return new PercorsoError(STATUS_CODES[error.status] ?? error.code.toLowerCase(), message, { status: error.status, ...(hint && { hint }) })
}

/** Where an error comes from. Its other properties (a row's values, an answer that did not fit) may hold what is known of people. */
function traceOf(error: unknown): { stack: string; errorCode?: string } {
  if (!(error instanceof Error)) return { stack: typeof error }
  const { code } = error as { code?: unknown }
  const issues = error.cause instanceof ValidationError ? error.cause.issues.map(({ path }) => (path ?? []).map(String).join('.')) : []
  return { stack: [error.stack ?? error.message, ...issues].join('\n'), ...(typeof code === 'string' && { errorCode: code }) }
}

/** PostgreSQL's class 22: a text with NUL, a number out of range, and the like. */
function isUnstorable(error: unknown): boolean {
  const { code, severity } = error as { code?: unknown; severity?: unknown }
  return typeof code === 'string' && severity !== undefined && code.startsWith('22')
}
