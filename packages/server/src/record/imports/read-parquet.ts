import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema, type FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { checkColumnCount } from './csv-header.ts'
import { ImportError, messageOf } from './import-error.ts'
import { plainValue } from './plain-value.ts'
import { limits, type ReadOptions, type Row, type RowBatch, type RowValues } from './row.ts'

type OpenFile = { file: Awaited<ReturnType<typeof asyncBufferFromFile>>; metadata: FileMetaData; columns: string[] }
type Group = { start: number; end: number }

/** Reads a Parquet file in batches, one row group in memory at a time. */
export async function* readParquet(path: string, options: ReadOptions = {}): AsyncGenerator<RowBatch> {
  const opened = await openParquet(path)
  const skip = options.startAfterRow ?? 0
  const total = { row: Number(opened.metadata.num_rows), bytes: opened.file.byteLength }
  const position = (row: number) => ({ row, bytes: total.row ? Math.round((row / total.row) * total.bytes) : 0, bytesTotal: total.bytes })
  if (total.row === 0) yield { columns: opened.columns, rows: [], position: position(0) }
  for (const group of rowGroups(opened.metadata)) {
    if (group.end <= skip) continue
    const cells = await explained(() => readGroup(opened, group))
    for (let at = Math.max(group.start, skip); at < group.end; at += limits.batchRows) {
      const end = Math.min(at + limits.batchRows, group.end)
      yield { columns: opened.columns, rows: rowsOf(cells, { start: at, end }, group.start), position: position(end) }
    }
  }
}

async function openParquet(path: string): Promise<OpenFile> {
  return explained(async () => {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const columns = parquetSchema(metadata).children.map((child) => child.element.name)
    checkColumnCount(columns.length)
    for (const [index, group] of metadata.row_groups.entries()) checkGroupSize(group.total_byte_size, index)
    return { file, metadata, columns }
  })
}

function checkGroupSize(bytes: bigint, index: number): void {
  if (bytes <= limits.rowGroupBytes) return
  throw new ImportError('row_group_too_large', `Row group ${index + 1} unpacks to ${bytes} bytes, more than can be held in memory`, {
    hint: 'Write the file with smaller row groups, about 100,000 rows each',
  })
}

function* rowGroups(metadata: FileMetaData): Generator<Group> {
  let start = 0
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows)
    yield { start, end }
    start = end
  }
}

/** The cells of a row group by column. Columns as they lie in the file take a fraction of the memory of rows. */
async function readGroup({ file, metadata, columns }: OpenFile, group: Group): Promise<Map<string, unknown[]>> {
  const cells = new Map(columns.map((name) => [name, Array.from<unknown>({ length: group.end - group.start })]))
  await parquetRead({
    file,
    metadata,
    compressors,
    rowStart: group.start,
    rowEnd: group.end,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = cells.get(columnName)
      if (column) for (let index = 0; index < columnData.length; index++) column[rowStart - group.start + index] = columnData[index]
    },
  })
  return cells
}

function rowsOf(cells: Map<string, unknown[]>, range: Group, groupStart: number): Row[] {
  const columns = [...cells]
  return Array.from({ length: range.end - range.start }, (_, index) => {
    const values: RowValues = Object.create(null)
    for (const [name, column] of columns) values[name] = plainValue(column[range.start - groupStart + index])
    return { number: range.start + index + 1, values }
  })
}

async function explained<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw new ImportError('parquet_damaged', `The Parquet file cannot be read: ${messageOf(error)}`, {
      hint: 'The file may be cut off or encrypted; write it again, or export it as CSV',
      cause: error,
    })
  }
}
