type PercorsoErrorDetails = { status?: number; hint?: string; cause?: unknown }

/** An error we can explain: `code` is for programs, the message and `hint` are for people, `status` is its HTTP answer. */
export class PercorsoError extends Error {
  readonly code: string
  readonly status: number
  readonly hint?: string

  constructor(code: string, message: string, details: PercorsoErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'PercorsoError'
    this.code = code
    this.status = details.status ?? 500
    if (details.hint !== undefined) this.hint = details.hint
  }
}
