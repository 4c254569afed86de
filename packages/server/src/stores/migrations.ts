import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { PercorsoError } from '../ground/errors.ts'

export type AppliedMigration = { name: string; sha256: string }
export type Migration = AppliedMigration & { sql: string }

/** The migration files of a folder, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await fs.readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await fs.readFile(path.join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Which files still have to be applied. Fails when the database and the files disagree about the past. */
export function pendingMigrations(files: Migration[], applied: AppliedMigration[]): Migration[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const { name, sha256 } of applied) {
    const file = byName.get(name)
    if (!file) throw newerDatabase(name)
    if (file.sha256 !== sha256) throw changedFile(name)
  }
  const done = new Set(applied.map(({ name }) => name))
  return files.filter(({ name }) => !done.has(name))
}

function newerDatabase(name: string): PercorsoError {
  return new PercorsoError('database_newer', `The database is newer than this version of Percorso: it has the migration ${name}`, {
    hint: 'Start the newer version again, or restore a backup that this version made.',
  })
}

function changedFile(name: string): PercorsoError {
  return new PercorsoError('migration_changed', `The migration ${name} was changed after it had been applied`, {
    hint: 'Put the file back as it was and write the change into a new file.',
  })
}
