import { expect, test } from 'vitest'
import { readAll, scratchFile } from './scratch-file.ts'

const read = (content: string, startAfterRow = 0) => readAll(scratchFile(['file.jsonl', content]), { startAfterRow })

test('a line that is no object is refused, its neighbours are not', async () => {
  const rows = await read('\ufeff{"a":1}\r\n\n{"a":\n[1]\n"x"\n{"a":{"b":["é"]}}')
  expect(rows).toEqual([
    { number: 1, values: { a: 1 } },
    { number: 2, refused: expect.stringContaining('not valid JSON'), raw: '{"a":' },
    { number: 3, refused: 'The line is not a JSON object', raw: '[1]' },
    { number: 4, refused: 'The line is not a JSON object', raw: '"x"' },
    { number: 5, values: { a: { b: ['é'] } } },
  ])
})

test('a line longer than a megabyte is refused', async () => {
  const rows = await read(`{"a":1}\n{"a":"${'x'.repeat(3_000_000)}"}\n{"a":2}\n`)
  expect(rows.map((row) => ('values' in row ? row.values['a'] : row.refused))).toEqual([1, 'The line is longer than 1 MB', 2])
})

test('a line with a NUL character is refused, one that only speaks of it is not', async () => {
  const rows = await read('{"a":"x\\u0000"}\n{"a":"x\\\\u0000"}\n')
  expect(rows.map((row) => 'values' in row)).toEqual([false, true])
})

test('JSON spread over several lines is explained', async () => {
  await expect(read('{\n  "a": 1\n}\n')).rejects.toMatchObject({ code: 'import_json_pretty_printed' })
})

test('resumes exactly', async () => {
  const content = Array.from({ length: 2100 }, (_, a) => (a % 5 === 0 ? 'bad' : JSON.stringify({ a }))).join('\n')
  const all = await read(`{"first":true}\n${content}`)
  expect(all).toHaveLength(2101)
  expect(await read(`{"first":true}\n${content}`, 1234)).toEqual(all.slice(1234))
})
