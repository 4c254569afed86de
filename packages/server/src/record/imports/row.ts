/** The cells of a row by column. The prototype is null, so that a column called `__proto__` is only a column. */
export type RowValues = Record<string, unknown>

export type GoodRow = { number: number; values: RowValues }
type RefusedRow = { number: number; refused: string; raw: string }
/** A data row, numbered from 1. A row that cannot be read is refused with a reason; its neighbours go on. */
export type Row = GoodRow | RefusedRow

/** How far the reading is: the last row delivered, and the bytes of the file behind it. */
type Position = { row: number; bytes: number; bytesTotal: number }

/** `columns` is empty where the format has no header (JSON Lines). */
export type RowBatch = { columns: string[]; rows: Row[]; position: Position }

export type FileFormat = 'csv' | 'jsonl' | 'parquet'
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type ReadOptions = {
  format?: FileFormat | 'auto'
  delimiter?: string
  encoding?: Encoding | 'auto'
  startAfterRow?: number
}

export const limits = {
  batchRows: 1000,
  columns: 2000,
  rowCharacters: 1024 * 1024,
  unpackedBytes: 20 * 1024 ** 3,
  unpackedRatio: 200,
  /** Below this much unpacked data a high ratio is harmless, and small files of equal rows do reach it. */
  unpackedFreeBytes: 50 * 1024 ** 2,
  rowGroupBytes: 1024 ** 3,
  lookupRows: 2_000_000,
  lookupBytes: 512 * 1024 ** 2,
}

/** What a refused row shows of itself: enough to find it, never a megabyte. */
export function excerpt(raw: string): string {
  return raw.length > 2000 ? `${raw.slice(0, 2000)}…` : raw
}
