import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { openRefusedFile, safeCell } from './refused-file.ts'
import { scratchFile } from './scratch-file.ts'

test.each(['=1+1', '+39 055', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('a spreadsheet shows %j and does not run it', (text) => {
  expect(safeCell(text)).toBe(`"'${text}"`)
})

test('writes number, reason and content, quotes and line ends included', async () => {
  const path = join(dirname(scratchFile(['x', ''])), 'refused.csv')
  const file = await openRefusedFile(path)
  file.add({ number: 3, refused: 'ragged', raw: '=cmd,"a"\nb' }, 'ragged')
  expect(await file.flush()).toBe(readFileSync(path).length)
  await file.close()
  expect(readFileSync(path, 'utf8')).toBe('row,reason,content\r\n3,"ragged","\'=cmd,""a""\nb"\r\n')
})

test('goes on after a crash with what counted, and without what did not', async () => {
  const path = join(dirname(scratchFile(['x', ''])), 'refused.csv')
  const row = (number: number) => ({ number, values: { a: 'è' } })
  const file = await openRefusedFile(path)
  file.add(row(1), 'no time')
  const counted = await file.flush()
  file.add(row(2), 'no time')
  await file.flush()
  await file.close()
  const again = await openRefusedFile(path, counted)
  expect(await again.flush()).toBe(counted)
  again.add(row(2), 'no time')
  expect(await again.flush()).toBe(readFileSync(path).length)
  await again.close()
  expect(readFileSync(path, 'utf8').match(/^\d+/gm)).toEqual(['1', '2'])
})
