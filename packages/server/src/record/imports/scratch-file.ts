import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readRows } from './read-rows.ts'
import type { ReadOptions, Row } from './row.ts'

/** For tests: files in a folder that goes away with the test. The answer is the path of the last one. */
export function scratchFile(...files: Array<[name: string, content: string | Uint8Array]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'percorso-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  return join(folder, files.at(-1)![0])
}

/** For tests: all rows of a file, good ones as plain objects. */
export async function readAll(path: string, options: ReadOptions = {}): Promise<Row[]> {
  const all: Row[] = []
  for await (const { rows } of readRows(path, options)) all.push(...rows)
  return all.map((row) => ('values' in row ? { number: row.number, values: { ...row.values } } : row))
}
