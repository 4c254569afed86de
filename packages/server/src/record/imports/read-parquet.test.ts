import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAll, scratchFile } from './scratch-file.ts'

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', `${name}.parquet`)

test('numbers, times, lists and objects come as JSON would have them', async () => {
  expect(await readAll(fixture('types'))).toEqual([
    {
      number: 1,
      values: {
        small: 7,
        large: '9007199254740993',
        price: 1.5,
        text: 'é',
        none: null,
        time: '2024-02-29T12:30:00.500Z',
        day: '2024-02-29T00:00:00.000Z',
        list: ['a', 'b'],
        struct: { a: 'x', b: 2 },
      },
    },
  ])
})

async function expectCounting(path: string, rows: number, resumeAfter: number[]): Promise<void> {
  const all = await readAll(path)
  expect(all).toEqual(Array.from({ length: rows }, (_, n) => ({ number: n + 1, values: { n, s: String(n % 10) } })))
  for (const startAfterRow of resumeAfter) expect(await readAll(path, { startAfterRow })).toEqual(all.slice(startAfterRow))
}

test.each(['none', 'snappy', 'zstd', 'gzip', 'lz4', 'brotli'])('reads row groups packed with %s', async (method) => {
  await expectCounting(fixture(method), 250, [99, 100, 101, 250])
})

test('resumes exactly, inside a row group and between two', async () => {
  await expectCounting(fixture('row-groups'), 4000, [1, 1500, 1700, 3999, 4000])
})

test('a broken file says so', async () => {
  const whole = readFileSync(fixture('row-groups'))
  const cut = scratchFile(['file.parquet', whole.subarray(0, whole.length - 100)])
  await expect(readAll(cut)).rejects.toMatchObject({ code: 'import_parquet_damaged', hint: expect.stringContaining('cut off') })
})
