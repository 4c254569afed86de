import fs from 'node:fs'
import path from 'node:path'
import { to as copyTo } from 'pg-copy-streams'
import type { Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import type { Stores } from '../../stores/index.ts'
import type { AppliedMigration } from '../../stores/migrations.ts'
import { MANIFEST } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { writePart } from './part.ts'
import { copyTarget, listSequences, listTables } from './postgres-tables.ts'
import { openSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot.ts'
import { countRows, listWarehouseTables, whereInSnapshot } from './warehouse-tables.ts'

export type BackupDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; log: Logger; onPart?: (file: string, rows: number) => void }

/**
 * Copies everything into a folder while the system goes on: both stores as they were at one moment. PostgreSQL says which chunks were done
 * then; the warehouse only ever gains rows, so their facts can still be picked out of it later.
 */
export async function backUp(deps: BackupDeps, folder: string): Promise<Manifest> {
  const startedAt = new Date().toISOString()
  makeFolder(folder)
  deps.log.info({ folder }, 'backup begins')
  const snapshot = await openSnapshot(deps.stores.postgres)
  try {
    const { lastChunkId, pendingChunks, lastMoveId } = snapshot
    const postgres = await copyPostgres(deps, snapshot, folder)
    const sequences = await listSequences(snapshot.client)
    const clickhouse = await copyWarehouse(deps, snapshot, folder)
    const marks = { lastChunkId, pendingChunks, lastMoveId, sequences }
    const parts = { migrations: await appliedMigrations(deps, snapshot), ...marks, postgres, clickhouse }
    const finishedAt = new Date().toISOString()
    const made: Manifest = { format: 'percorso-backup-1', node: process.version, startedAt, finishedAt, ...parts }
    writeManifest(folder, made)
    deps.log.info({ folder, tables: postgres.length + clickhouse.length }, 'backup is complete')
    return made
  } finally {
    await snapshot.close()
  }
}

function makeFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (fs.readdirSync(folder).length === 0) return
  throw new PercorsoError('backup_dir_not_empty', `${folder} is not empty`, { hint: 'Give each backup a folder of its own.' })
}

async function copyPostgres({ onPart }: BackupDeps, { client }: Snapshot, folder: string): Promise<Manifest['postgres']> {
  const parts: Manifest['postgres'] = []
  for (const stored of await listTables(client)) {
    const rows = client.query(copyTo(`copy ${copyTarget(stored)} to stdout`))
    const part = await writePart(folder, `postgres/${stored.table}.copy.zst`, rows)
    parts.push({ ...stored, ...part, rows: rows.rowCount })
    onPart?.(part.file, rows.rowCount)
  }
  return parts
}

async function copyWarehouse({ stores, onPart }: BackupDeps, snapshot: Snapshot, folder: string): Promise<Manifest['clickhouse']> {
  const { warehouse } = stores
  const parts: Manifest['clickhouse'] = []
  for (const table of await listWarehouseTables(warehouse)) {
    const where = whereInSnapshot(table, snapshot)
    const stream = warehouse.stream(`select * from {table: Identifier}${where} format Native`, { table })
    const part = await writePart(folder, `clickhouse/${table}.native.zst`, stream)
    const rows = await countRows(warehouse, table, where)
    parts.push({ table, ...part, rows })
    onPart?.(part.file, rows)
  }
  return parts
}

async function appliedMigrations({ stores }: BackupDeps, { client }: Snapshot): Promise<Manifest['migrations']> {
  const select = 'select name, sha256 from migrations order by name'
  const [postgres, clickhouse] = [await client.query<AppliedMigration>(select), await stores.warehouse.query<AppliedMigration>(select)]
  return { postgres: postgres.rows, clickhouse }
}

function writeManifest(folder: string, made: Manifest): void {
  const file = path.join(folder, MANIFEST)
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flush: true })
  fs.renameSync(`${file}.new`, file)
}
