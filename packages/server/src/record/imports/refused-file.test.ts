import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { openRefusedFile, safeCell } from './refused-file.ts'
import { scratchFile } from './scratch-file.ts'

test.each(['=1+1', '+39 055', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('a spreadsheet shows %j and does not run it', (text) => {
  expect(safeCell(text)).toBe(`"'${text}"`)
})

test('writes number, reason and content, quotes and line ends included, and goes on after a restart', async () => {
  const path = join(dirname(scratchFile(['x', ''])), 'refused.csv')
  const file = openRefusedFile(path)
  await file.write({ number: 3, refused: 'ragged', raw: '=cmd,"a"\nb' }, 'ragged')
  await file.close()
  const again = openRefusedFile(path, true)
  await again.write({ number: 9, values: { a: '1' } }, 'no time')
  await again.close()
  expect(readFileSync(path, 'utf8')).toBe('row,reason,content\r\n3,"ragged","\'=cmd,""a""\nb"\r\n9,"no time","{""a"":""1""}"\r\n')
})
