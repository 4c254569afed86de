import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openBytes } from './read-bytes.ts'
import { readAll, scratchFile } from './scratch-file.ts'

const packed = (content: string | Uint8Array) => scratchFile(['file.csv.gz', content])

async function lengthOf(path: string, bombs?: Parameters<typeof openBytes>[1]): Promise<number> {
  const { chunks } = await openBytes(path, bombs)
  let length = 0
  for await (const chunk of chunks) length += chunk.length
  return length
}

test('unpacks gzip, also of several members', async () => {
  const path = packed(Buffer.concat([gzipSync('a,b\n1,2\n'), gzipSync('3,4\n')]))
  expect(await readAll(path)).toEqual([
    { number: 1, values: { a: '1', b: '2' } },
    { number: 2, values: { a: '3', b: '4' } },
  ])
})

test('a file that unpacks to implausibly much is stopped early', async () => {
  const path = packed(gzipSync(Buffer.alloc(80 * 1024 ** 2, 'a,b\n')))
  await expect(lengthOf(path)).rejects.toMatchObject({ code: 'import_gzip_bomb', hint: expect.stringContaining('unpacked') })
})

test('a file that unpacks to more than the limit is stopped', async () => {
  const path = packed(gzipSync(Buffer.alloc(1024 ** 2, 'a,b\n')))
  const bombs = { unpackedBytes: 600_000, unpackedRatio: 200, unpackedFreeBytes: 50 * 1024 ** 2 }
  await expect(lengthOf(path, bombs)).rejects.toMatchObject({ code: 'import_gzip_too_large' })
  expect(await lengthOf(path)).toBe(1024 ** 2)
})

test('a file that is cut off says so', async () => {
  const whole = gzipSync(Array.from({ length: 5000 }, (_, index) => `${index},${index * 7919}`).join('\n'))
  await expect(lengthOf(packed(whole.subarray(0, whole.length - 500)))).rejects.toMatchObject({ code: 'import_gzip_damaged' })
})

test('a file that is not there says so', async () => {
  await expect(openBytes('/nowhere/file.csv')).rejects.toMatchObject({ code: 'import_file_missing' })
})
