import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'

export type Hashed = { bytes: number; sha256: string }

/** Writes a stream into a file of a backup: compressed, hashed on the way, and safe on the disk when this resolves. */
export async function writePart(
  folder: string,
  file: string,
  source: Readable | AsyncIterable<Buffer>,
): Promise<Hashed & { file: string }> {
  const target = path.join(folder, file)
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  async function* counted(compressed: AsyncIterable<Buffer>) {
    for await (const chunk of compressed) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(source, createZstdCompress(), counted, fs.createWriteStream(target, { mode: 0o600, flush: true }))
  return { file, bytes, sha256: hash.digest('hex') }
}

export async function hashFile(file: string): Promise<Hashed> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of fs.createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}
