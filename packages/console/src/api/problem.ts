import { ORPCError } from '@orpc/client'

/** What the API answered instead: its status, and what it says to people. Undefined if it did not answer at all. */
export function problemOf(error: unknown): { status: number; message: string; hint: string | undefined } | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const { status, message } = error
  const { hint } = (error.data ?? {}) as { hint?: string }
  return { status, message, hint }
}

export function isSignedOut(error: unknown): boolean {
  return problemOf(error)?.status === 401
}

/** No such thing, or an address that cannot be one's. */
export function isGone(error: unknown): boolean {
  return [400, 404].includes(problemOf(error)?.status ?? 0)
}

/** The server was asked and did not answer: it is away, or the network is, or what stands before it says so. Browsers word it each in their way. */
export function isUnreachable(error: unknown): boolean {
  const status = problemOf(error)?.status
  if (status !== undefined) return [502, 503, 504].includes(status)
  return error instanceof TypeError && /fetch|network|load failed/iu.test(error.message)
}
