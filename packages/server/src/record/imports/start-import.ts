import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ImportMapping, ImportProgress } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'
import { record } from '../access/index.ts'
import { createSource, listSources } from '../collect/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { checkColumns } from './columns.ts'
import { findStaged, foldersOf, importsFolder, linkOrCopy, placeLookups } from './folders.ts'
import { firstRows } from './preview.ts'
import { shownImport } from './show-import.ts'
import { insertImport } from './tables.ts'

export type ImportWish = {
  fileId: string
  lookups: Record<string, string>
  mapping: ImportMapping
  name?: string | undefined
  sourceId?: number | undefined
}

/** Makes an import of an uploaded file, to be taken up by a worker. A mapping that cannot fit the file is refused here. */
export async function startImport(request: WorkspaceRequest, dataDir: string, wish: ImportWish): Promise<ImportProgress> {
  const { workspaceId, inWorkspace } = request
  const staging = { dataDir, workspaceId }
  const staged = await findStaged(staging, wish.fileId)
  const { header } = await firstRows(staged.path, wish.mapping, 1)
  if (header.length > 0) checkColumns(wish.mapping, header)
  const importId = randomUUID()
  const folders = foldersOf(dataDir, importId)
  const path = join(folders.file, staged.fileName)
  const name = wish.name ?? staged.fileName
  try {
    await mkdir(folders.file, { recursive: true })
    await linkOrCopy(staged.path, path)
    await placeLookups(staging, folders.lookups, wish)
    const row = { workspaceId, importId, name, fileName: staged.fileName, filePath: relative(importsFolder(dataDir), path) }
    const begun = await inWorkspace(async (db) => {
      const sourceId = await sourceOf(db, workspaceId, { name, sourceId: wish.sourceId })
      const started = await insertImport(db, { ...row, sourceId, mapping: wish.mapping, bytesTotal: staged.bytes })
      await record(db, request, { verb: 'import.start', kind: 'import', id: importId, after: { name, sourceId, bytes: staged.bytes } })
      return started
    })
    return shownImport(begun)
  } catch (error) {
    await rm(folders.home, { recursive: true, force: true })
    throw error
  }
}

/** The source asked for; without one, the source that is called like the import: the next import of that name belongs to it too. */
async function sourceOf(db: Db, workspaceId: number, wish: { name: string; sourceId: number | undefined }): Promise<number> {
  const sources = (await listSources(db, workspaceId)).filter(({ archivedAt }) => archivedAt === null)
  if (wish.sourceId === undefined) {
    const known = sources.find(({ name }) => name === wish.name)
    return (known ?? (await createSource(db, workspaceId, wish.name))).sourceId
  }
  if (sources.some(({ sourceId }) => sourceId === wish.sourceId)) return wish.sourceId
  throw new PercorsoError('source_not_found', 'There is no such source.', { status: 404 })
}
