import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { excerpt, type Row } from './row.ts'

export type RefusedFile = {
  /** Adds a row with the reason why it, or one of its facts, was refused. */
  write: (row: Row, reason: string) => Promise<void>
  close: () => Promise<void>
}

/** A CSV file of refused rows for people to open in a spreadsheet: row number, reason, the row as it came. */
export function openRefusedFile(path: string, append = false): RefusedFile {
  const file = createWriteStream(path, { flags: append ? 'a' : 'w' })
  // Errors surface in `write` and `close`; without a listener the first one would end the process.
  file.on('error', () => undefined)
  if (!append) file.write('row,reason,content\r\n')
  return {
    write: (row, reason) => writeLine(file, [String(row.number), safeCell(reason), safeCell(contentOf(row))]),
    close: () => {
      file.end()
      return finished(file)
    },
  }
}

/** A cell that a spreadsheet shows and never runs: one that could be a formula gets a leading apostrophe. */
export function safeCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

function contentOf(row: Row): string {
  return excerpt('raw' in row ? row.raw : JSON.stringify(row.values))
}

async function writeLine(file: WriteStream, cells: string[]): Promise<void> {
  if (file.errored) throw file.errored
  if (!file.write(`${cells.join(',')}\r\n`)) await once(file, 'drain')
}
