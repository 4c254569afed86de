import type { ByteSource } from './read-bytes.ts'
import { limits, type Row, type RowBatch } from './row.ts'

// About 8 MB of text: a thousand rows of a megabyte each would not fit in memory.
const piecesPerBatch = 32

/**
 * Gathers rows into batches of at most 1,000, fewer where rows are long.
 * The first batch comes even without rows, because it says the columns.
 */
export class Batches {
  readonly #source: Pick<ByteSource, 'bytesRead' | 'bytesTotal'>
  #rows: Row[] = []
  #row = 0
  #any = false
  #pieces = 0

  constructor(source: Pick<ByteSource, 'bytesRead' | 'bytesTotal'>) {
    this.#source = source
  }

  /** The batches that are full with these rows, which come from one more piece of the file; with `last` the remainder too. */
  *add(rows: Row[], columns: string[], last = false): Generator<RowBatch> {
    this.#rows = this.#rows.length === 0 ? rows : this.#rows.concat(rows)
    let at = 0
    for (; this.#rows.length - at >= limits.batchRows; at += limits.batchRows)
      yield this.#batch(this.#rows.slice(at, at + limits.batchRows), columns)
    this.#rows = this.#rows.slice(at)
    const long = ++this.#pieces >= piecesPerBatch && this.#rows.length > 0
    if (long || (last && (this.#rows.length > 0 || !this.#any))) yield this.#batch(this.#rows.splice(0), columns)
  }

  #batch(rows: Row[], columns: string[]): RowBatch {
    this.#any = true
    this.#pieces = 0
    this.#row = rows.at(-1)?.number ?? this.#row
    return { columns, rows, position: { row: this.#row, bytes: this.#source.bytesRead(), bytesTotal: this.#source.bytesTotal } }
  }
}
