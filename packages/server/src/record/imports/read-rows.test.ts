import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ImportError } from './import-error.ts'
import { readAll, scratchFile } from './scratch-file.ts'

test('whatever the bytes are, there are rows with consecutive numbers or an explanation', async () => {
  const piece = fc.constantFrom('a', ',', ';', '"', '\n', '\r\n', '\0', 'é', '{', '}', '[', ':', 'PAR1', '\ufeff')
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')))
  const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array))
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, bytes), fc.boolean(), async (content, pack) => {
      const path = scratchFile(['file', pack ? gzipSync(content) : content])
      const rows = await readAll(path).catch((error: unknown) => {
        if (!(error instanceof ImportError)) throw error
        expect(error.message.length).toBeGreaterThan(10)
        return []
      })
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
    }),
    { numRuns: 300 },
  )
})

test('a Parquet file is read as such whatever the mapping says, and nothing else is', async () => {
  await expect(readAll(scratchFile(['file.csv', 'PAR1 but no more']), { format: 'csv' })).rejects.toMatchObject({
    code: 'import_parquet_damaged',
  })
  await expect(readAll(scratchFile(['file.parquet', 'a,b\n1,2\n']), { format: 'parquet' })).rejects.toMatchObject({
    code: 'import_parquet_damaged',
  })
})

test('a folder is no file', async () => {
  await expect(readAll('/tmp')).rejects.toMatchObject({ code: 'import_file_unreadable' })
})
