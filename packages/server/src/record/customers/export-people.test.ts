import { text as textOf, buffer } from 'node:stream/consumers'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { csvLine } from './csv.ts'
import { exportPeople } from './export-people.ts'
import type { ExportQuery } from './export-people.ts'
import { xlsxRow } from './xlsx.ts'

const stores = await testStores()
const world = await buildWorkspace(stores)
const other = await buildWorkspace(stores)
const evil = [
  '=cmd|"/C calc"!A0',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1',
  '"quoted", comma',
  'two\nlines',
  '<b>&',
  'أحمد',
  'e\u0301\u0301\u0301',
  '',
]
await recordFacts(
  stores,
  world,
  Array.from({ length: 2_500 }, (_, n) => ({
    who: { user_id: `p-${n}` },
    time: new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString(),
    traits: { odd: n % 2 === 1, text: evil[n % evil.length]!, depth: -n, list: ['a', n] },
  })),
)

const query: ExportQuery = { sort: 'firstSeen', order: 'asc', columns: ['text', 'depth', 'list', 'none'] }

it('has everybody whom the list shows, in its order, and no formulas', async () => {
  const csv = await textOf(exportPeople({ ...stores, workspaceId: world.workspaceId }, query, 'csv'))
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[]
  expect(rows).toHaveLength(2_500)
  for (const [n, row] of rows.entries()) {
    const text = evil[n % evil.length]!
    expect(row).toMatchObject({ identifier: `p-${n}`, depth: String(-n), list: `["a",${n}]`, none: '' })
    expect([text, `'${text}`]).toContain(row['text'])
    expect(row['text']).not.toMatch(/^[=+\-@\t\r\n ＝]/u)
  }
})

it('takes filter and search as the list does, and nothing of another workspace', async () => {
  const filter = {
    version: 1,
    where: {
      all: [
        { trait: 'odd', op: 'equals', value: true },
        { trait: 'depth', op: 'moreThan', value: -4 },
      ],
    },
  } as ExportQuery['filter']
  const csv = await textOf(
    exportPeople({ ...stores, workspaceId: world.workspaceId }, { ...query, columns: [], filter, search: 'p-' }, 'csv'),
  )
  expect((parse(csv, { columns: true, bom: true }) as { identifier: string }[]).map(({ identifier }) => identifier)).toEqual(['p-1', 'p-3'])
  const nothing = await textOf(exportPeople({ ...stores, workspaceId: other.workspaceId }, query, 'csv'))
  expect(nothing.split('\r\n')).toHaveLength(2)
})

it('makes a workbook whose texts are texts', async () => {
  const file = await buffer(exportPeople({ ...stores, workspaceId: world.workspaceId }, query, 'xlsx'))
  expect(file.subarray(0, 2).toString()).toBe('PK')
  const sheet = sheetOf(file)
  expect(sheet.match(/<row>/gu)).toHaveLength(2_501)
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">=cmd|"/C calc"!A0</t></is></c><c><v>0</v></c>')
  expect(sheet).toContain('&lt;b&gt;&amp;')
})

it('ends when nobody reads it any more', async () => {
  const stream = exportPeople({ ...stores, workspaceId: world.workspaceId }, query, 'csv')
  stream.destroy()
  await expect.poll(() => stores.postgres.app.idleCount === stores.postgres.app.totalCount).toBe(true)
})

it('writes what XML cannot hold as something that it can', () => {
  expect(xlsxRow(['a\u0000b\uD800', null, 1.5, true])).toBe(
    '<row><c t="inlineStr"><is><t xml:space="preserve">a�b�</t></is></c><c/><c><v>1.5</v></c><c t="b"><v>1</v></c></row>',
  )
  expect(csvLine([-1, 'a"b', null, false])).toBe('-1,"a""b",,false\r\n')
})

/** The sheet in a workbook: by the central directory, as a reader would. */
function sheetOf(file: Buffer): string {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const entry = file.lastIndexOf(name) - 46
  const start = file.readUInt32LE(entry + 42)
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28)
  return inflateRawSync(file.subarray(from, from + file.readUInt32LE(entry + 20))).toString()
}
