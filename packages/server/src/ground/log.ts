import { destination, pino } from 'pino'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

export type { Logger }

const personal = [
  'email',
  'phone',
  'userId',
  'user_id',
  'anonymousId',
  'anonymous_id',
  'traits',
  'properties',
  'context',
  'ip',
  'value',
  'body',
  'payload',
]
const secret = ['authorization', 'cookie', '"set-cookie"', 'password', 'token', 'writeKey', 'write_key', 'secret']

/** Writes one JSON object a line to standard error. Personal data and secrets are blanked out, up to three levels deep. */
export function createLog(config: Pick<Config, 'logLevel' | 'role'>): Logger {
  const options = { level: config.logLevel, base: { role: config.role }, redact: { paths: redactedPaths(), censor: '[redacted]' } }
  return pino(options, destination({ dest: 2, sync: true }))
}

function redactedPaths(): string[] {
  return [...personal, ...secret].flatMap((field) => {
    const step = field.startsWith('"') ? `[${field}]` : `.${field}`
    return [step.replace(/^\./, ''), `*${step}`, `*.*${step}`]
  })
}
