import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PercorsoError } from '../../ground/index.ts'
import { checkFileName, importsFolder, stagingFolder, type StagedFile, type Staging } from './folders.ts'

export const FILE_BYTES_MAX = 20 * 1024 ** 3
const KEPT_MS = 24 * 3_600_000
const LOOK_EVERY_BYTES = 64 * 1024 ** 2

type StageLimits = { minFreeDiskBytes?: number; fileBytesMax?: number }

/** Writes a file to the staging folder as it comes; of one that breaks off, or is too large, nothing stays. */
export async function stageFile(
  staging: Staging,
  { name, content }: { name: string; content: AsyncIterable<Buffer> },
  limits: StageLimits = {},
): Promise<StagedFile> {
  const fileName = checkFileName(name)
  const fileId = randomUUID()
  const folder = join(stagingFolder(staging.dataDir, staging.workspaceId), fileId)
  const path = join(folder, fileName)
  await mkdir(folder, { recursive: true })
  try {
    await pipeline(content, limited(folder, limits), createWriteStream(path))
    return { fileId, fileName, path, bytes: (await stat(path)).size }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull() : error
  }
}

function limited(folder: string, { minFreeDiskBytes = 0, fileBytesMax = FILE_BYTES_MAX }: StageLimits) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    let lookAt = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > fileBytesMax) throw tooLarge(fileBytesMax)
      if (bytes > lookAt) {
        const { bavail, bsize } = await statfs(folder)
        if (bavail * bsize < minFreeDiskBytes + LOOK_EVERY_BYTES) throw diskFull()
        lookAt = bytes + LOOK_EVERY_BYTES
      }
      yield chunk
    }
  }
}

/** Forgets uploads that nobody imported within a day. What was imported has a link of its own. */
export async function forgetStaged(dataDir: string, now: number): Promise<void> {
  const staged = join(importsFolder(dataDir), 'staged')
  for (const workspace of await readdir(staged).catch((): string[] => [])) {
    for (const fileId of await readdir(join(staged, workspace)).catch((): string[] => [])) {
      const folder = join(staged, workspace, fileId)
      const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: now }))
      if (now - mtimeMs > KEPT_MS) await rm(folder, { recursive: true, force: true })
    }
  }
}

export function tooLarge(fileBytesMax: number): PercorsoError {
  return new PercorsoError('file_too_large', `A file of more than ${Math.floor(fileBytesMax / 1024 ** 2)} MB is not taken.`, {
    status: 413,
    hint: 'Pack it with gzip, write it as Parquet, or split it.',
  })
}

function diskFull(): PercorsoError {
  return new PercorsoError('disk_full', 'There is too little disk space for this file.', {
    status: 503,
    hint: 'Upload the same file again later.',
  })
}
