import { createReadStream, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { ImportError, messageOf } from './import-error.ts'
import { limits } from './row.ts'

const chunkBytes = 256 * 1024

export type ByteSource = {
  bytesTotal: number
  /** How much of the file itself (packed or not) has been read so far. */
  bytesRead: () => number
  chunks: AsyncIterable<Buffer>
}

export type BombLimits = Pick<typeof limits, 'unpackedBytes' | 'unpackedRatio' | 'unpackedFreeBytes'>

/** Opens a file for reading from the start; a gzip file is unpacked on the way, never into more than the limits allow. */
export async function openBytes(path: string, bombs: BombLimits = limits): Promise<ByteSource> {
  const head = await readHead(path)
  const { size } = await stat(path)
  const file = createReadStream(path, { highWaterMark: chunkBytes })
  const chunks = isGzip(head) ? unpack(file, bombs) : (file as AsyncIterable<Buffer>)
  return { bytesTotal: size, bytesRead: () => file.bytesRead, chunks }
}

/** The first bytes of a file. */
export async function readHead(path: string, bytes = 4096): Promise<Buffer> {
  const handle = await open(path).catch((error: unknown) => {
    throw new ImportError('file_missing', `Cannot open ${path}: ${messageOf(error)}`, { hint: 'Check the path and its permissions' })
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    throw new ImportError('file_unreadable', `Cannot read ${path}: ${messageOf(error)}`, { hint: 'Name a file, not a folder' })
  } finally {
    await handle.close()
  }
}

/** Whether these are the first bytes of a gzip file. */
export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

async function* unpack(file: ReadStream, bombs: BombLimits): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  file.on('error', (error) => gunzip.destroy(error))
  let unpacked = 0
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      refuseBomb(unpacked, file.bytesRead, bombs)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    const hint = 'Pack the file again, or upload it unpacked'
    throw new ImportError('gzip_damaged', `The gzip file is damaged or cut off: ${messageOf(error)}`, { hint, cause: error })
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

function refuseBomb(unpacked: number, packed: number, bombs: BombLimits): void {
  const ratio = unpacked / Math.max(packed, 1)
  if (unpacked > bombs.unpackedBytes)
    throw new ImportError('gzip_too_large', `The gzip file unpacks to more than ${bombs.unpackedBytes} bytes`, {
      hint: 'Split the file into smaller ones',
    })
  if (unpacked > bombs.unpackedFreeBytes && ratio > bombs.unpackedRatio)
    throw new ImportError(
      'gzip_bomb',
      `The gzip file unpacks to more than ${bombs.unpackedRatio} times its size, which is not plausible data`,
      {
        hint: 'If the data is genuine, upload the file unpacked',
      },
    )
}
