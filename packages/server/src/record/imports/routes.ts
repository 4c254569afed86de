import { importMapping } from '@percorso/contract'
import type { ImportProgress, ImportStatus } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { record } from '../access/index.ts'
import { endpoints, fromCursor, toPage } from '../profiles/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { findStaged, withLookups } from './folders.ts'
import { listMappings, removeMapping, saveMapping } from './saved-mappings.ts'
import { previewImport } from './preview.ts'
import { shownImport } from './show-import.ts'
import { startImport, type ImportWish } from './start-import.ts'
import { selectImport, selectImports, updateStatus, type ImportRef } from './tables.ts'

/** The API about imports. Uploads and downloads are in {@link registerImportFiles}. */
export function importRoutes({ dataDir }: { dataDir: string }) {
  const { preview, create, list, get, stop, resume, mappings } = endpoints.imports
  return {
    imports: {
      preview: preview.handler(({ input, context }) => showPreview({ dataDir, workspaceId: context.workspaceId }, input)),
      create: create.handler(({ input, context }) => startImport(context, dataDir, input)),
      list: list.handler(({ input, context }) => listImports(context, input)),
      get: get.handler(({ input, context }) => readImport(context, refOf(context, input))),
      stop: stop.handler(({ input, context }) => moveImport(context, refOf(context, input), stopping)),
      resume: resume.handler(({ input, context }) => moveImport(context, refOf(context, input), resuming)),
      mappings: {
        list: mappings.list.handler(({ context }) => listMappings(context)),
        save: mappings.save.handler(({ input, context }) => saveMapping(context, input)),
        remove: mappings.remove.handler(({ input, context }) => removeMapping(context, input)),
      },
    },
  }
}

type Move = { verb: string; from: ImportStatus[]; to: ImportStatus; refusal: string }
const stopping: Move = {
  verb: 'import.stop',
  from: ['waiting', 'running', 'stopped'],
  to: 'stopped',
  refusal: 'This import is over: there is nothing to stop.',
}
const resuming: Move = {
  verb: 'import.resume',
  from: ['stopped', 'failed'],
  to: 'waiting',
  refusal: 'This import was neither stopped nor has it failed.',
}

function refOf({ workspaceId }: WorkspaceRequest, { importId }: { importId: string }): ImportRef {
  return { workspaceId, importId: importId.toLowerCase() }
}

type PreviewWish = Pick<ImportWish, 'fileId' | 'lookups'> & { mapping?: ImportWish['mapping'] | undefined; rows: number }

async function showPreview(staging: { dataDir: string; workspaceId: number }, { fileId, lookups, mapping, rows }: PreviewWish) {
  const { path, fileName, bytes } = await findStaged(staging, fileId)
  const shown = async (lookupFolder?: string) => {
    const preview = await previewImport(path, mapping, { rows, fileName, ...(lookupFolder !== undefined && { lookupFolder }) })
    return { ...preview, fileName, bytes, mapping: importMapping.parse(preview.mapping) }
  }
  return mapping ? withLookups(staging, { mapping, lookups }, shown) : shown()
}

async function readImport({ inWorkspace }: WorkspaceRequest, ref: ImportRef): Promise<ImportProgress> {
  return shownImport((await inWorkspace((db) => selectImport(db, ref))) ?? unknownImport())
}

async function listImports(
  { workspaceId, inWorkspace }: WorkspaceRequest,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const after = fromCursor<[number, string]>(cursor, ['number', 'string'])
  const rows = await inWorkspace((db) => selectImports(db, { workspaceId, after, limit: limit + 1 }))
  const page = toPage(rows, limit, ({ createdAt, importId }) => [createdAt.getTime(), importId])
  return { items: page.items.map(shownImport), next: page.next }
}

async function moveImport(context: WorkspaceRequest, ref: ImportRef, { verb, from, to, refusal }: Move): Promise<ImportProgress> {
  return context.inWorkspace(async (db) => {
    const moved = await updateStatus(db, ref, { from, to })
    if (moved) {
      await record(db, context, { verb, kind: 'import', id: ref.importId })
      return shownImport(moved)
    }
    if (!(await selectImport(db, ref))) unknownImport()
    throw new PercorsoError('import_state', refusal, { status: 409 })
  })
}

export function unknownImport(): never {
  throw new PercorsoError('import_not_found', 'There is no such import.', { status: 404 })
}
