import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvSplitter, type CsvRecord } from './csv-splitter.ts'

function split(text: string, pieceLength = text.length || 1, delimiter = ','): CsvRecord[] {
  const splitter = new CsvSplitter(delimiter)
  const pieces = text.match(new RegExp(`[^]{1,${pieceLength}}`, 'g')) ?? []
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.push('', true)]
}

const cellsOf = (records: CsvRecord[]) => records.map((record) => ('cells' in record ? record.cells : record.refused))
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('gives back whatever was written, in pieces of any length, as csv-parse does', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', ';', '€'), maxLength: 6 })
  const row = fc.tuple(cell, cell, cell)
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n'), (rows, length, lineEnd) => {
      const text = rows.map((cells) => cells.map(quoted).join(',')).join(lineEnd)
      expect(cellsOf(split(text, length))).toEqual(rows)
      expect(parse(text)).toEqual(rows)
    }),
  )
})

test('reads plain and quoted cells side by side as csv-parse does', () => {
  const cell = fc.constantFrom('', 'a', '1.5', '"x"', '"a,b"', '"two\nlines"', '"say ""hi"""', '""')
  const row = fc.tuple(cell, cell, fc.constantFrom('z', '"z"', 'end'))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (rows, length) => {
      const text = rows.map((cells) => cells.join(',')).join('\r\n') + '\r\n'
      expect(cellsOf(split(text, length))).toEqual(parse(text, { skip_empty_lines: true }))
    }),
  )
})

test('a quote that is never closed costs one row', () => {
  const records = cellsOf(split('a,b\n1,"open\n2,x\n3,"y"\n4,z\n', 5))
  expect(records).toEqual([['a', 'b'], expect.stringContaining('quote'), ['2', 'x'], ['3', 'y'], ['4', 'z']])
})

test('a quote that is never closed in a large file is given up after a megabyte', () => {
  const rows = Array.from({ length: 300_000 }, (_, index) => `${index},x`)
  const records = split(['a,"b', ...rows].join('\n'), 256 * 1024)
  expect(records).toHaveLength(rows.length + 1)
  expect(records[0]).toMatchObject({ refused: expect.stringContaining('longer than 1 MB') })
  expect(records.at(-1)).toMatchObject({ cells: ['299999', 'x'] })
})

test.each([
  ['without quotes', 'x'.repeat(3_000_000)],
  ['with a quote in the middle', `${'x'.repeat(2_000_000)}"${'y'.repeat(1_000_000)}`],
  ['with a quoted cell', `"${'x'.repeat(3_000_000)}"`],
])('a row longer than a megabyte %s is refused once and briefly', (_, long) => {
  const records = split(`a,b\n1,${long}\n2,z\n`, 256 * 1024)
  expect(records.map((record) => ('cells' in record ? record.cells[0] : record.raw.length < 3000))).toEqual(['a', true, '2'])
})

test('lines that end with a carriage return alone', () => {
  expect(cellsOf(new CsvSplitter(',', '\r').push('a,b\r1,"x\ry"\r', true))).toEqual([
    ['a', 'b'],
    ['1', 'x\ry'],
  ])
})
