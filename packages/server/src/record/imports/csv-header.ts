import type { CsvRecord } from './csv-splitter.ts'
import { ImportError } from './import-error.ts'
import { limits } from './row.ts'

/** The names of the columns. A column without a name is called by its place; two of one name cannot be told apart. */
export function checkHeader(record: CsvRecord): string[] {
  if ('refused' in record)
    throw new ImportError('header_unreadable', `The header cannot be read: ${record.refused}`, { hint: 'The first line names the columns' })
  const columns = record.cells.map((cell, index) => cell.trim() || `column_${index + 1}`)
  checkColumnCount(columns.length)
  const twice = [...new Set(columns.filter((name, index) => columns.indexOf(name) !== index))]
  if (twice.length > 0)
    throw new ImportError('duplicate_columns', `The header has more than one column called ${twice.slice(0, 10).join(', ')}`, {
      hint: 'Give each column its own name in the first line',
    })
  return columns
}

/** Refuses tables that are wider than any table of facts. */
export function checkColumnCount(count: number): void {
  if (count <= limits.columns) return
  throw new ImportError('too_many_columns', `The file has ${count} columns; at most ${limits.columns} can be imported`, {
    hint: 'Keep the columns you need, or turn columns that hold observations into rows',
  })
}
