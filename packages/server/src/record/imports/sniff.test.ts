import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scratchFile } from './scratch-file.ts'
import { sniffFormat } from './sniff.ts'

const sniff = (content: string | Uint8Array) => sniffFormat(scratchFile(['file', content]))

test.each([
  ['csv', 'a,b\n1,2\n'],
  ['csv', '[a],[b]\n1,2\n'],
  ['csv', gzipSync('a,b\n1,2\n')],
  ['jsonl', '\ufeff\n{"a":1}\n'],
  ['jsonl', gzipSync('{"a":1}\n')],
  ['parquet', 'PAR1…'],
])('recognises %s', async (format, content) => {
  expect(await sniff(content)).toBe(format)
})

test.each([
  ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), 'import_format_unknown'],
  ['an Excel workbook inside gzip', gzipSync(Buffer.from('504b030414000600', 'hex')), 'import_format_unknown'],
  ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import_format_unknown'],
  ['something binary', Buffer.alloc(100), 'import_format_unknown'],
  ['Parquet inside gzip', gzipSync('PAR1…'), 'import_parquet_packed'],
  ['nothing', '', 'import_file_empty'],
  ['a JSON array', '[{"a":1},\n{"a":2}]', 'import_json_array'],
  ['a JSON array spread over lines', '[\n  {\n    "a": 1', 'import_json_array'],
])('refuses %s and says what is accepted', async (_, content, code) => {
  await expect(sniff(content)).rejects.toMatchObject({ code, hint: expect.stringMatching(/CSV|line|Unpack/) })
})
