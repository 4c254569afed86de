import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { stagingFolder } from './folders.ts'
import { scratchFile } from './scratch-file.ts'
import { forgetStaged, stageFile } from './stage-file.ts'

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) {
    if (text === 'BREAK') throw new Error('the line went dead')
    yield Buffer.from(text)
  }
}

function newStaging() {
  return { dataDir: dirname(scratchFile(['x', ''])), workspaceId: 1 }
}

test('writes a file as it comes', async () => {
  const staging = newStaging()
  const staged = await stageFile(staging, { name: 'a b.csv', content: pieces('id\n', '1\n') })
  expect(staged).toMatchObject({ fileName: 'a b.csv', bytes: 5 })
  expect(readFileSync(staged.path, 'utf8')).toBe('id\n1\n')
})

test.each([
  { what: 'that breaks off', content: pieces('id\n', 'BREAK'), limits: {}, message: 'the line went dead' },
  { what: 'that is too large', content: pieces('id\n', '12345\n'), limits: { fileBytesMax: 8 }, message: 'not taken' },
  { what: 'without room', content: pieces('id\n'), limits: { minFreeDiskBytes: Number.MAX_SAFE_INTEGER }, message: 'disk space' },
])('keeps nothing of a file $what', async ({ content, limits, message }) => {
  const staging = newStaging()
  await expect(stageFile(staging, { name: 'a.csv', content }, limits)).rejects.toThrow(message)
  expect(readdirSync(stagingFolder(staging.dataDir, 1))).toEqual([])
})

test('forgets what nobody imported for a day', async () => {
  const staging = newStaging()
  const [old, young] = [
    await stageFile(staging, { name: 'old.csv', content: pieces('1') }),
    await stageFile(staging, { name: 'new.csv', content: pieces('1') }),
  ]
  utimesSync(dirname(old.path), new Date('2020-01-01'), new Date('2020-01-01'))
  await forgetStaged(staging.dataDir, Date.now())
  expect([existsSync(old.path), existsSync(young.path)]).toEqual([false, true])
})
