import path from 'node:path'
import { pendingMigrations, readMigrations } from '../migrations.ts'
import type { AppliedMigration } from '../migrations.ts'
import { toClusterDdl } from './cluster-ddl.ts'
import type { Warehouse } from './face.ts'
import { splitStatements } from './split-statements.ts'

const folder = path.resolve(import.meta.dirname, '../../../db/clickhouse')

const ownTable = `
-- shard by: everywhere
create table migrations (name String, sha256 String, applied_at DateTime default now()) engine = MergeTree order by name`

export type WarehouseMigration = { warehouse: Warehouse; cluster?: string | undefined; folder?: string }

/** Applies the files of db/clickhouse that are new. The caller holds the migration lock. Returns their names. */
export async function migrateWarehouse(options: WarehouseMigration): Promise<string[]> {
  const { warehouse } = options
  await applyStatements(ownTable, options)
  const applied = await warehouse.query<AppliedMigration>('select name, sha256 from migrations')
  const pending = pendingMigrations(await readMigrations(options.folder ?? folder), applied)
  for (const { name, sha256, sql } of pending) {
    await applyStatements(sql, options)
    const rows = Buffer.from(`${JSON.stringify({ name, sha256 })}\n`)
    await warehouse.insert({ table: 'migrations', rows, token: `migration-${sha256}` })
  }
  return pending.map(({ name }) => name)
}

async function applyStatements(sql: string, { warehouse, cluster }: WarehouseMigration): Promise<void> {
  const statements = splitStatements(cluster ? toClusterDdl(sql, cluster) : sql)
  for (const statement of statements) await warehouse.command(resumable(statement))
}

/** ClickHouse has no transactions for these: after a crash halfway, the file runs again from its start. */
function resumable(statement: string): string {
  return statement.replace(
    /^((?:\s*--[^\n]*\n)*\s*create\s+(?:materialized\s+)?(?:table|view|dictionary)\s+)(?!if not exists)/i,
    '$1if not exists ',
  )
}
