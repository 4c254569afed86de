import { Batches } from './batches.ts'
import { checkHeader } from './csv-header.ts'
import { CsvSplitter, type CsvRecord } from './csv-splitter.ts'
import { guessDelimiter, guessLineEnd, separatorLine } from './guess-delimiter.ts'
import { ImportError } from './import-error.ts'
import { openBytes } from './read-bytes.ts'
import { readText, type TextPiece } from './read-text.ts'
import { excerpt, type ReadOptions, type Row, type RowBatch, type RowValues } from './row.ts'

/** Reads a CSV file in batches. The first record names the columns; a row that has another number of cells is refused. */
export async function* readCsv(path: string, options: ReadOptions = {}): AsyncGenerator<RowBatch> {
  const source = await openBytes(path)
  const batches = new Batches(source)
  let table: CsvTable | undefined
  for await (const piece of readText(source.chunks, options.encoding ?? 'auto')) {
    table ??= new CsvTable(piece.text, options)
    yield* batches.add(table.rows(piece), table.columns)
  }
  const rest = table?.rows({ text: '', damaged: table.damaged }, true) ?? []
  if (!table || table.columns.length === 0)
    throw new ImportError('file_empty', 'The file is empty', { hint: 'A CSV file begins with the names of its columns' })
  yield* batches.add(rest, table.columns, true)
}

class CsvTable {
  columns: string[] = []
  damaged = false
  #nul = false
  #number = 0
  #prefix: number
  readonly #splitter: CsvSplitter
  readonly #startAfter: number

  constructor(sample: string, options: ReadOptions) {
    const separator = separatorLine(sample)
    const text = sample.slice(separator?.length ?? 0)
    const given = options.delimiter === 'auto' ? undefined : options.delimiter
    this.#splitter = new CsvSplitter(given ?? separator?.delimiter ?? guessDelimiter(text), guessLineEnd(text))
    this.#prefix = separator?.length ?? 0
    this.#startAfter = options.startAfterRow ?? 0
  }

  rows(piece: TextPiece, last = false): Row[] {
    this.damaged ||= piece.damaged
    this.#nul ||= piece.text.includes('\0')
    const records = this.#splitter.push(piece.text.slice(this.#prefix), last)
    this.#prefix = 0
    if (this.columns.length === 0 && records.length > 0) this.columns = checkHeader(records.shift()!)
    return records.flatMap((record) => this.#row(record) ?? [])
  }

  #row(record: CsvRecord): Row | undefined {
    const number = ++this.#number
    if (number <= this.#startAfter) return undefined
    if ('refused' in record) return { number, ...record }
    const refused = this.#reasonToRefuse(record.cells, record.raw)
    return refused ? { number, refused, raw: excerpt(record.raw) } : { number, values: this.#values(record.cells) }
  }

  #reasonToRefuse(cells: string[], raw: string): string | undefined {
    if (cells.length !== this.columns.length) return `The row has ${cells.length} cells, the header ${this.columns.length}`
    if (this.#nul && raw.includes('\0')) return 'The row contains a NUL character'
    if (this.damaged && raw.includes('\uFFFD')) return 'The row is not valid UTF-8'
    return undefined
  }

  #values(cells: string[]): RowValues {
    const values: RowValues = Object.create(null)
    for (let index = 0; index < cells.length; index++) values[this.columns[index]!] = cells[index]
    return values
  }
}
