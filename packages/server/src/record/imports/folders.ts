import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportMapping } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { ImportError } from './import-error.ts'

/** Where the files of imports lie: uploads until they are imported, each import's own files in a folder of its own. */
export const importsFolder = (dataDir: string) => join(dataDir, 'imports')
export const stagingFolder = (dataDir: string, workspaceId: number) => join(importsFolder(dataDir), 'staged', String(workspaceId))

export type StagedFile = { fileId: string; fileName: string; path: string; bytes: number }
export type Staging = { dataDir: string; workspaceId: number }

/** The files of one import. Lookups are apart from the rest, so that no name can stand for two files. */
export function foldersOf(dataDir: string, importId: string): { home: string; file: string; lookups: string; refused: string } {
  const home = join(importsFolder(dataDir), importId)
  return { home, file: join(home, 'file'), lookups: join(home, 'lookups'), refused: join(home, 'refused.csv') }
}

/** A name that is only a name: nothing that could lead to another folder, hide, or confuse a terminal. */
export function checkFileName(name: string): string {
  const isPlain = /^[^./\\\p{Cc}\p{Cf}][^/\\\p{Cc}\p{Cf}]*$/u.test(name) && Buffer.byteLength(name) <= 200
  if (isPlain && basename(name) === name) return name
  throw new ImportError('file_name', 'This is no name for a file that could be taken', {
    hint: 'A name without a folder, of at most 200 bytes, that begins with neither a dot nor a slash',
  })
}

/** An uploaded file of this workspace. Its id was checked to be a UUID. */
export async function findStaged({ dataDir, workspaceId }: Staging, fileId: string): Promise<StagedFile> {
  const folder = join(stagingFolder(dataDir, workspaceId), fileId.toLowerCase())
  const [fileName] = await readdir(folder).catch((): string[] => [])
  if (fileName === undefined) throw unknownFile(fileId)
  const path = join(folder, fileName)
  return { fileId, fileName, path, bytes: (await stat(path)).size }
}

/** Puts the uploaded lookups that a mapping names into one folder, under the names it knows them by. */
export async function placeLookups(staging: Staging, folder: string, wish: Pick<LookupWish, 'mapping' | 'lookups'>): Promise<void> {
  await mkdir(folder, { recursive: true })
  const placed = new Map<string, string>()
  for (const [name, { file }] of Object.entries(wish.mapping.lookups)) {
    const fileId = Object.hasOwn(wish.lookups, name) ? wish.lookups[name]! : missingLookup(name)
    if ((placed.get(file) ?? fileId) !== fileId) throw new ImportError('lookup_name', `Two lookups are both called ${file}`)
    if (!placed.has(file)) await linkOrCopy((await findStaged(staging, fileId)).path, join(folder, checkFileName(file)))
    placed.set(file, fileId)
  }
}

export type LookupWish = { mapping: ImportMapping; lookups: Record<string, string> }

/** Runs `work` with a folder of the mapping's lookups, which goes away afterwards. */
export async function withLookups<T>(staging: Staging, wish: LookupWish, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(importsFolder(staging.dataDir), 'staged', `lookups-${randomUUID()}`)
  try {
    await placeLookups(staging, folder, wish)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A link costs nothing, however large the file; where the file system has none, a copy. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to))
}

function missingLookup(name: string): never {
  throw new ImportError('lookup_missing', `The mapping has a lookup ${name}, for which there is no file`, {
    hint: `Upload its file too and pass {"lookups": {"${name}": fileId}}`,
  })
}

function unknownFile(fileId: string): PercorsoError {
  return new PercorsoError('file_not_found', `There is no uploaded file ${fileId}.`, {
    status: 404,
    hint: 'Uploads are kept for a day; upload the file again.',
  })
}
