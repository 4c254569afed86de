import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { cellText } from './csv.ts'

/** So many rows fit on a sheet of Excel, the heading among them. */
export const SHEET_ROWS_MAX = 1_048_576
const CELL_LENGTH_MAX = 32_767

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const parts: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MEDIA}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MEDIA}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>`,
}

/** A workbook of one sheet (ECMA-376), made while it is sent. `rows` are what `xlsxRow` makes. */
export function xlsxFile(rows: Readable): Readable {
  const zip = new ZipFile()
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>, { objectMode: false })
  zip.on('error', (error: Error) => output.destroy(error))
  rows.on('error', (error) => output.destroy(error)) // half a workbook must not look like a whole one
  output.on('close', () => rows.destroy())
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(`${HEAD}${xml}`), name)
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml')
  zip.end()
  return output
}

export const sheetStart = `${HEAD}<worksheet xmlns="${SHEETS}"><sheetData>`
export const sheetEnd = '</sheetData></worksheet>'

/** A row of a sheet. A text is stored as a text: no spreadsheet calculates it. */
export function xlsxRow(cells: unknown[]): string {
  return `<row>${cells.map(xlsxCell).join('')}</row>`
}

function xlsxCell(value: unknown): string {
  if (typeof value === 'number') return `<c><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c t="b"><v>${Number(value)}</v></c>`
  const text = cellText(value)
  return text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, CELL_LENGTH_MAX))}</t></is></c>`
}

/** Without what XML 1.0 cannot hold. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '�')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
