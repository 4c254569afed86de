import { readCsv } from './read-csv.ts'
import { readJsonLines } from './read-json-lines.ts'
import { readParquet } from './read-parquet.ts'
import type { FileFormat, ReadOptions, RowBatch } from './row.ts'
import { sniffFormat } from './sniff.ts'

const readers: Record<FileFormat, (path: string, options: ReadOptions) => AsyncGenerator<RowBatch>> = {
  csv: readCsv,
  jsonl: readJsonLines,
  parquet: readParquet,
}

/**
 * The rows of a CSV, JSON Lines or Parquet file in batches of at most 1,000, in the order of the file.
 * The same file always gives the same rows with the same numbers, so that `startAfterRow` resumes exactly.
 */
export async function* readRows(path: string, options: ReadOptions = {}): AsyncGenerator<RowBatch> {
  const sniffed = await sniffFormat(path, options.encoding ?? 'auto')
  // Parquet names itself in its first bytes; whatever the mapping says, it is nothing else.
  const wanted = options.format ?? 'auto'
  const format = wanted === 'auto' || sniffed === 'parquet' ? sniffed : wanted
  yield* readers[format](path, options)
}
