import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parse, type Options } from 'csv-parse'
import type { Subject } from '../profiles/index.ts'
import { refusedHeader } from './refused-file.ts'

const options: Options = { relax_column_count: true, relax_quotes: true, raw: true, from_line: 2 }

/** The rows of a file of refused rows that name a person, as they are written there. */
export async function* readRefused(path: string, subject: Subject): AsyncGenerator<string> {
  if (!existsSync(path)) return
  for await (const { raw, isTheirs } of rowsOf(path, mentionOf(subject))) if (isTheirs) yield raw
}

/**
 * Writes a file of refused rows anew without those that name a person. Returns how long it is now, or undefined if there was nothing to leave out.
 * Renamed into place: whoever dies on the way leaves the old file.
 */
export async function leaveOutRefused(path: string, keepBytes: number, subject: Subject): Promise<number | undefined> {
  let found = 0
  for await (const _ of readRefused(path, subject)) found += 1
  if (found === 0) return undefined
  const mentions = mentionOf(subject)
  await pipeline(
    async function* () {
      yield refusedHeader
      for await (const { raw, isTheirs } of rowsOf(path, mentions, keepBytes)) if (!isTheirs) yield raw
    },
    createWriteStream(`${path}.new`, { mode: 0o600, flush: true }),
  )
  await rename(`${path}.new`, path)
  return (await stat(path)).size
}

async function* rowsOf(path: string, mentions: RegExp, bytes = Infinity): AsyncGenerator<{ raw: string; isTheirs: boolean }> {
  const end = bytes === Infinity ? {} : { end: Math.max(0, bytes - 1) }
  const rows = createReadStream(path, end).pipe(parse(options)) as AsyncIterable<{ raw: string; record: string[] }>
  for await (const { raw, record } of rows) yield { raw, isTheirs: mentions.test(record.slice(1).join('\n')) }
}

/** Any of a person's identifiers as a word of its own, however it is written. A row of somebody else may go with it: it was refused, nothing is lost. */
function mentionOf({ identifiers }: Subject): RegExp {
  if (identifiers.length === 0) return /(?!)/u
  const values = identifiers.map(({ kind, value }) => (kind === 'phone' ? phonePattern(value) : escaped(value)))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${values.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
}

function escaped(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
}

/** The digits of a number, with whatever people write between them. */
function phonePattern(value: string): string {
  return value.replace(/\D/gu, '').split('').join('[\\s().\\-\\/]*')
}
