import { PercorsoError } from '../../ground/index.ts'

/** A file or a mapping that cannot be imported as it is. The message says what is wrong, the hint what to do. */
export class ImportError extends PercorsoError {
  constructor(code: string, message: string, details: { hint?: string; cause?: unknown } = {}) {
    super(`import_${code}`, message, { status: 422, ...details })
    this.name = 'ImportError'
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
