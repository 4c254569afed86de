import { open } from 'node:fs/promises'
import { excerpt, type Row } from './row.ts'

export type RefusedFile = {
  /** Adds a row with the reason why it, or one of its facts, was refused. */
  add(row: Row, reason: string): void
  /** Brings what was added to the disk. Returns how long the file is then. */
  flush(): Promise<number>
  close(): Promise<void>
}

export const refusedHeader = 'row,reason,content\r\n'

/**
 * A CSV file of refused rows for people to open in a spreadsheet: row number, reason, the row as it came. Of a file that is there already
 * the first `keepBytes` are kept: what comes after them was written by somebody who died before it counted.
 */
export async function openRefusedFile(path: string, keepBytes = 0): Promise<RefusedFile> {
  const file = await open(path, 'a')
  let bytes = Math.min(keepBytes, (await file.stat()).size)
  await file.truncate(bytes)
  let lines = bytes === 0 ? [refusedHeader] : []
  return {
    add: (row, reason) => void lines.push(`${[String(row.number), safeCell(reason), safeCell(contentOf(row))].join(',')}\r\n`),
    async flush() {
      if (lines.length === 0) return bytes
      const text = Buffer.from(lines.join(''))
      await file.appendFile(text)
      await file.datasync()
      lines = []
      return (bytes += text.length)
    },
    close: () => file.close(),
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
