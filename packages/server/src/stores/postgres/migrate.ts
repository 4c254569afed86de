import path from 'node:path'
import type pg from 'pg'
import { pendingMigrations, readMigrations } from '../migrations.ts'
import type { AppliedMigration } from '../migrations.ts'

const folder = path.resolve(import.meta.dirname, '../../../db/postgres')
const migrationLock = 7_267_672_676 // any number, as long as it never changes

/** Holds the lock that lets one process at a time migrate, whichever store. */
export async function withMigrationLock<T>(owner: pg.Client, work: () => Promise<T>): Promise<T> {
  await owner.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    return await work()
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

/** Applies the files of db/postgres that are new, each in a transaction. Returns their names. */
export async function migratePostgres(owner: pg.Client, from: string = folder): Promise<string[]> {
  await owner.query(
    'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  )
  const applied = await owner.query<AppliedMigration>('select name, sha256 from migrations')
  const pending = pendingMigrations(await readMigrations(from), applied.rows)
  for (const file of pending) {
    await owner.query('begin')
    await owner.query(file.sql).catch((error: Error) => rollBack(owner, file.name, error))
    await owner.query('insert into migrations (name, sha256) values ($1, $2)', [file.name, file.sha256])
    await owner.query('commit')
  }
  return pending.map((file) => file.name)
}

async function rollBack(owner: pg.Client, name: string, error: Error): Promise<never> {
  await owner.query('rollback')
  throw new Error(`migration ${name} failed: ${error.message}`, { cause: error })
}
