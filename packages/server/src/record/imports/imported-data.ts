import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Db, Postgres } from '../../stores/index.ts'
import type { PersonalData, Subject } from '../profiles/index.ts'
import { foldersOf, stagingFolder } from './folders.ts'
import { leaveOutRefused, readRefused } from './refused-rows-of.ts'
import { deleteImports, noteFileGone, selectKeptFiles, updateRefusedBytes } from './personal-tables.ts'

const FILE_GONE = 'Its file was removed because people were erased. Upload it again under the same name: nothing is imported twice.'

/** What imports keep of a person: rows in files of refused rows, and files that wait to be imported. */
export function importedData(dataDir: string): PersonalData {
  return {
    tables: ['imports'],
    async count({ postgres }, subject) {
      let refusedRows = 0
      for (const { importId } of await selectKeptFiles(postgres.system, subject.workspaceId)) {
        for await (const _ of readRefused(foldersOf(dataDir, importId).refused, subject)) refusedRows += 1
      }
      return { refusedRows }
    },
    files: ({ postgres }, subject) => [{ name: 'refused-rows.csv', content: () => refusedOf(dataDir, postgres.system, subject) }],
    async eraseElsewhere({ postgres }, subject) {
      for (const kept of await selectKeptFiles(postgres.system, subject.workspaceId)) {
        const bytes = await leaveOutRefused(foldersOf(dataDir, kept.importId).refused, kept.refusedBytes, subject)
        if (bytes !== undefined) await updateRefusedBytes(postgres.system, kept, bytes)
      }
    },
    settle: ({ postgres }, workspaceId) => removeFiles(dataDir, postgres, workspaceId),
    async emptyElsewhere({ postgres }, workspaceId) {
      const imports = await selectKeptFiles(postgres.system, workspaceId)
      const homes = imports.map(({ importId }) => foldersOf(dataDir, importId).home)
      await Promise.all([stagingFolder(dataDir, workspaceId), ...homes].map((folder) => rm(folder, { recursive: true, force: true })))
    },
    empty: deleteImports,
  }
}

async function* refusedOf(dataDir: string, db: Db, subject: Subject): AsyncGenerator<string> {
  for (const { importId } of await selectKeptFiles(db, subject.workspaceId))
    yield* readRefused(foldersOf(dataDir, importId).refused, subject)
}

/** Uploads go, and the files of imports that did not come to their end: anybody may be in them. One that runs is waited for: its file goes then. */
async function removeFiles(dataDir: string, postgres: Pick<Postgres, 'system'>, workspaceId: number): Promise<string | undefined> {
  const imports = await selectKeptFiles(postgres.system, workspaceId)
  if (imports.some(({ status }) => status === 'waiting' || status === 'running')) return 'an import is under way'
  await rm(stagingFolder(dataDir, workspaceId), { recursive: true, force: true })
  for (const kept of imports) {
    const { file, lookups } = foldersOf(dataDir, kept.importId)
    if (!existsSync(file) && !existsSync(lookups)) continue
    await noteFileGone(postgres.system, kept, FILE_GONE)
    await Promise.all([file, lookups].map((folder) => rm(folder, { recursive: true, force: true })))
  }
  return undefined
}
