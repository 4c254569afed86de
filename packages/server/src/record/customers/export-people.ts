import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Readable } from 'node:stream'
import type { Postgres } from '../../stores/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { orderOf, readPeople, wantedBy } from '../profiles/index.ts'
import type { PeopleQuery, PersonRow } from '../profiles/index.ts'
import { csvLine } from './csv.ts'
import { SHEET_ROWS_MAX, sheetEnd, sheetStart, xlsxFile, xlsxRow } from './xlsx.ts'

export type ExportQuery = PeopleQuery & { columns: string[] }
export type ExportFormat = 'csv' | 'xlsx'
type Exporting = { postgres: Pick<Postgres, 'app'>; workspaceId: number }
type Sheet = { start: string; end: string; row: (cells: unknown[]) => string; rowsMax: number }

const BYTE_ORDER_MARK = '\uFEFF' // by which Excel knows UTF-8
const sheets: Record<ExportFormat, Sheet> = {
  csv: { start: BYTE_ORDER_MARK, end: '', row: csvLine, rowsMax: Infinity },
  xlsx: { start: sheetStart, end: sheetEnd, row: xlsxRow, rowsMax: SHEET_ROWS_MAX },
}

/** Everybody a list shows, in its order and with its columns, as of one moment: made while it is sent, so that it may be of any size. */
export function exportPeople(exporting: Exporting, query: ExportQuery, format: ExportFormat): Readable {
  const output = new PassThrough()
  const gone = new AbortController()
  output.once('close', () => gone.abort())
  output.on('error', () => gone.abort())
  writePeople(exporting, query, { output, sheet: sheets[format], gone: gone.signal }).then(
    () => output.end(),
    (error: Error) => output.destroy(error),
  )
  return format === 'csv' ? output : xlsxFile(output)
}

async function writePeople(
  { postgres, workspaceId }: Exporting,
  query: ExportQuery,
  { output, sheet, gone }: { output: PassThrough; sheet: Sheet; gone: AbortSignal },
) {
  const write = async (text: string) => {
    gone.throwIfAborted()
    if (!output.write(text)) await once(output, 'drain', { signal: gone })
  }
  await write(sheet.start + sheet.row(headingOf(query)))
  await inWorkspace(postgres, workspaceId, async (db) => {
    let rows = 1
    const page = { ...orderOf(query), wanted: wantedBy(query), columns: query.columns }
    for await (const people of readPeople({ db, workspaceId }, page)) {
      rows += people.length
      if (rows > sheet.rowsMax) throw new Error('more people than fit on a sheet')
      await write(people.map((person) => sheet.row(cellsOf(person, query))).join(''))
    }
  })
  await write(sheet.end)
}

function headingOf({ columns }: ExportQuery): string[] {
  return ['profileId', 'name', 'identifierKind', 'identifier', 'facts', 'firstSeen', 'lastSeen', ...columns]
}

function cellsOf({ profileId, name, kind, value, facts, firstSeen, lastSeen, traits }: PersonRow, { columns }: ExportQuery): unknown[] {
  return [profileId, name, kind, value, facts, firstSeen.toISOString(), lastSeen.toISOString(), ...columns.map((key) => traits[key])]
}
