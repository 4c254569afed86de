import { CommanderError } from 'commander'
import { PercorsoError, readConfig } from '../../ground/index.ts'
import { note, say } from './output.ts'

const KNOWN: Record<string, { code: string; hint: string }> = {
  EADDRINUSE: { code: 'port_in_use', hint: 'Stop the program that listens there, or choose another port with --port (0: any free one).' },
  EADDRNOTAVAIL: { code: 'no_such_host', hint: 'Choose an address of this machine with --host: 127.0.0.1, or 0.0.0.0 for all of them.' },
  EACCES: { code: 'not_allowed', hint: 'Start Percorso as a user who may, or choose another place with --data-dir.' },
  EPERM: { code: 'not_allowed', hint: 'Start Percorso as a user who may, or choose another place with --data-dir.' },
  EROFS: { code: 'read_only', hint: 'Choose a place that can be written with --data-dir.' },
  ENOSPC: { code: 'disk_full', hint: 'Make room on the disk and try again.' },
  ECONNREFUSED: { code: 'not_reachable', hint: 'Is the server running? `percorso doctor` tells more.' },
}

/** Any error as one that a person can read. */
export function explained(error: unknown): PercorsoError {
  if (error instanceof PercorsoError) return error
  if (error instanceof CommanderError) return new PercorsoError('bad_usage', usage(error.message), { hint: 'See percorso --help.' })
  const { code, message } = deepest(error)
  const known = KNOWN[code ?? '']
  if (known) return new PercorsoError(known.code, message, { hint: known.hint, cause: error })
  return new PercorsoError('failed', message, { hint: 'PERCORSO_LOG_LEVEL=debug shows where.', cause: error })
}

/** Tells what went wrong, and makes the program's exit say that something did. */
export function fail(error: unknown, json: boolean): void {
  process.exitCode = 1
  const { code, message, hint } = explained(error)
  if (json) say(JSON.stringify({ error: { code, message, ...(hint !== undefined && { hint }) } }))
  else note(`Error: ${message} (${code})${hint === undefined ? '' : `\n${hint}`}`)
  if (isDebugging() && error instanceof Error) note(error.stack ?? '')
}

/** What lies at the bottom of an error: `fetch failed` says nothing, its cause does. */
function deepest(error: unknown): { code?: string; message: string } {
  if (!(error instanceof Error)) return { message: String(error) }
  if (error instanceof AggregateError && error.errors.length > 0) return deepest(error.errors[0])
  if (error.cause instanceof Error) return deepest(error.cause)
  const { code } = error as NodeJS.ErrnoException
  return { message: error.message || error.name, ...(typeof code === 'string' && { code }) }
}

function usage(message: string): string {
  return message.replace(/^error: /u, '')
}

function isDebugging(): boolean {
  try {
    return ['debug', 'trace'].includes(readConfig().logLevel)
  } catch {
    return false
  }
}
