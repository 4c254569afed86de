import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { dirname } from 'node:path'
import { importMapping } from '@percorso/contract'
import type { Permission, UploadedFile } from '@percorso/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Config } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { checkFileName, foldersOf, type StagedFile } from './folders.ts'
import { ImportError } from './import-error.ts'
import { firstRows, previewImport } from './preview.ts'
import { refusedHeader } from './refused-file.ts'
import { unknownImport } from './routes.ts'
import { FILE_BYTES_MAX, stageFile, tooLarge } from './stage-file.ts'
import { selectImport } from './tables.ts'

export type ImportFilesDeps = {
  postgres: Pick<Postgres, 'app'>
  config: Pick<Config, 'dataDir' | 'minFreeDiskBytes'>
  /** Whose request it is; throws if nobody's, or of somebody who may not. */
  authenticate: (request: FastifyRequest, permission: Permission) => Promise<{ workspaceId: number }>
  fileBytesMax?: number
}

const GUESS_ROWS = 50

/** What of the imports' API is no JSON: `PUT /api/v1/imports/files/{fileName}` up, `GET /api/v1/imports/{importId}/refused` down. */
export function registerImportFiles(app: FastifyInstance, deps: ImportFilesDeps): void {
  void app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage, done: (error: null, body: unknown) => void) =>
      done(null, payload),
    )
    door.put('/api/v1/imports/files/:fileName', { bodyLimit: Number.MAX_SAFE_INTEGER }, (request, reply) => takeFile(deps, request, reply))
  })
  app.get('/api/v1/imports/:importId/refused', (request, reply) => sendRefused(deps, request, reply))
}

async function takeFile(deps: ImportFilesDeps, request: FastifyRequest, reply: FastifyReply): Promise<UploadedFile> {
  const { config, authenticate, fileBytesMax = FILE_BYTES_MAX } = deps
  reply.header('cache-control', 'no-store')
  try {
    const { workspaceId } = await authenticate(request, 'imports.run')
    const name = checkFileName((request.params as { fileName: string }).fileName)
    if (Number(request.headers['content-length'] ?? 0) > fileBytesMax) throw tooLarge(fileBytesMax)
    const content = (request.body ?? []) as AsyncIterable<Buffer>
    const limits = { fileBytesMax, minFreeDiskBytes: config.minFreeDiskBytes }
    return await describe(await stageFile({ dataDir: config.dataDir, workspaceId }, { name, content }, limits))
  } catch (error) {
    reply.header('connection', 'close') // the rest of the body may still be on its way
    throw error
  }
}

/** What is in the file, with a mapping to start from. A file that cannot be imported whatever the mapping is not kept. */
async function describe({ fileId, fileName, bytes, path }: StagedFile): Promise<UploadedFile> {
  try {
    const { columns } = await firstRows(path, {}, GUESS_ROWS)
    return { fileId, fileName, bytes, columns, guess: await guessOf(path, fileName) }
  } catch (error) {
    if (error instanceof ImportError) await rm(dirname(path), { recursive: true, force: true })
    throw error
  }
}

/** A guess is a help: where none can be made, people write the mapping themselves. */
async function guessOf(path: string, fileName: string): Promise<UploadedFile['guess']> {
  try {
    const { mapping, reasons } = await previewImport(path, undefined, { rows: GUESS_ROWS, fileName })
    return { mapping: importMapping.parse(mapping), reasons }
  } catch {
    return null
  }
}

async function sendRefused({ postgres, config, authenticate }: ImportFilesDeps, request: FastifyRequest, reply: FastifyReply) {
  const { workspaceId } = await authenticate(request, 'imports.read')
  const { data: importId } = z.uuid().safeParse((request.params as { importId: string }).importId.toLowerCase())
  if (importId === undefined) return unknownImport()
  const row = (await inWorkspace(postgres, workspaceId, (db) => selectImport(db, { workspaceId, importId }))) ?? unknownImport()
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="refused-${importId}.csv"`,
    'cache-control': 'no-store',
  }
  // Only what counts: what a step that is under way adds may still go away.
  const counted =
    row.refusedBytes > 0 ? createReadStream(foldersOf(config.dataDir, importId).refused, { end: row.refusedBytes - 1 }) : refusedHeader
  return reply.headers(headers).send(counted)
}
