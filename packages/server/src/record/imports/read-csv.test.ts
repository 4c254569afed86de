import { expect, test } from 'vitest'
import { readRows } from './read-rows.ts'
import { limits, type RowBatch } from './row.ts'
import { readAll, scratchFile } from './scratch-file.ts'

const csv = (content: string | Uint8Array) => scratchFile(['file.csv', content])
const valuesOf = async (content: string | Uint8Array) =>
  (await readAll(csv(content))).map((row) => ('values' in row ? row.values : row.refused))
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

test.each([
  ['UTF-8', Buffer.from('name,town\nZoë,Łódź\n')],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffname,town\nZoë,Łódź\n')],
  ['UTF-16 LE with a byte order mark', Buffer.from('\ufeffname,town\r\nZoë,Łódź\r\n', 'utf16le')],
  ['UTF-16 BE with a byte order mark', utf16be('\ufeffname,town\nZoë,Łódź\n')],
  ['UTF-16 LE without one', Buffer.from('name,town\nZoë,Łódź\n', 'utf16le')],
  ['UTF-16 BE without one', utf16be('name,town\nZoë,Łódź\n')],
])('reads %s', async (_, content) => {
  expect(await valuesOf(content)).toEqual([{ name: 'Zoë', town: 'Łódź' }])
})

test('takes what is not UTF-8 for windows-1252, however late the first accent comes', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `row ${index}`)
  const values = await valuesOf(Buffer.from(['name', ...rows, 'Caffè €'].join('\n').replace('€', '\x80'), 'latin1'))
  expect(values).toHaveLength(100_001)
  expect(values.at(-1)).toEqual({ name: 'Caffè €' })
})

test('a row with bytes that are not UTF-8 is refused in a UTF-8 file, its neighbours are not', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `Zoë ${index}`)
  const content = Buffer.concat([Buffer.from(['name', ...rows, 'bro'].join('\n')), Buffer.from([0xe8, 0x0a]), Buffer.from('Łódź\n')])
  expect((await valuesOf(content)).slice(-3)).toEqual([{ name: 'Zoë 59999' }, 'The row is not valid UTF-8', { name: 'Łódź' }])
})

test.each([',', ';', '\t', '|'])('guesses the delimiter %j', async (delimiter) => {
  const line = (...cells: string[]) => cells.join(delimiter)
  const other = delimiter === ',' ? ';' : ','
  expect(await valuesOf([line('id', 'note'), line('1', `a${other}b`), line('2', 'c')].join('\n'))).toEqual([
    { id: '1', note: `a${other}b` },
    { id: '2', note: 'c' },
  ])
})

test('understands the line sep=; that Excel writes', async () => {
  expect(await valuesOf('sep=;\r\na;b\r\n1;2,5\r\n')).toEqual([{ a: '1', b: '2,5' }])
})

test('refuses ragged rows with the reason and the row itself', async () => {
  expect(await readAll(csv('a,b\n1,2\n3\n4,5,6\n7,8\n'))).toEqual([
    { number: 1, values: { a: '1', b: '2' } },
    { number: 2, refused: 'The row has 1 cells, the header 2', raw: '3' },
    { number: 3, refused: 'The row has 3 cells, the header 2', raw: '4,5,6' },
    { number: 4, values: { a: '7', b: '8' } },
  ])
})

test('refuses a row with a NUL character', async () => {
  expect(await valuesOf('a,b\n1,x\0y\n2,ok\n')).toEqual(['The row contains a NUL character', { a: '2', b: 'ok' }])
})

test('a column called __proto__ is only a column', async () => {
  const [row] = await readAll(csv('__proto__,b\n1,2\n'))
  expect(Object.entries((row as { values: object }).values)).toEqual([
    ['__proto__', '1'],
    ['b', '2'],
  ])
})

test('a column without a name is called by its place', async () => {
  expect(await valuesOf(',b\n1,2\n')).toEqual([{ column_1: '1', b: '2' }])
})

test.each([
  ['an empty file', '', /^The file is empty/],
  ['blank lines only', '\n\n', /^The file is empty/],
  ['columns of one name', 'id,x,id\n1,2,3\n', /more than one column called id$/],
  ['a hundred thousand columns', Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(','), /100000 columns; at most 2000/],
  ['a header that never ends', 'x'.repeat(2_000_000), /header cannot be read/],
])('says what is wrong with %s', async (_, content, message) => {
  await expect(readAll(csv(content))).rejects.toThrow(message)
})

test('a header alone gives the columns and no rows', async () => {
  const batches: RowBatch[] = []
  for await (const batch of readRows(csv('a,b\n'))) batches.push(batch)
  expect(batches).toEqual([{ columns: ['a', 'b'], rows: [], position: { row: 0, bytes: 4, bytesTotal: 4 } }])
})

test('comes in batches and resumes exactly after any row', async () => {
  const lines = Array.from({ length: 2500 }, (_, index) => (index % 7 === 3 ? 'ragged' : `${index},"two\nlines"`))
  const path = csv(['a,b', ...lines].join('\n'))
  const sizes: number[] = []
  for await (const { rows, position } of readRows(path)) {
    sizes.push(rows.length)
    expect(position.row).toBe(rows.at(-1)!.number)
  }
  expect(sizes).toEqual([limits.batchRows, limits.batchRows, 500])
  const all = await readAll(path)
  for (const startAfterRow of [0, 1, 999, 1000, 2499, 2500])
    expect(await readAll(path, { startAfterRow })).toEqual(all.slice(startAfterRow))
})

test('long rows come in smaller batches, so that memory stays small', async () => {
  const path = csv(['a,b', ...Array.from({ length: 60 }, (_, index) => `${index},${'x'.repeat(500_000)}`)].join('\n'))
  const sizes: number[] = []
  for await (const { rows } of readRows(path)) sizes.push(rows.length)
  expect(Math.max(...sizes)).toBeLessThan(30)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60)
})
