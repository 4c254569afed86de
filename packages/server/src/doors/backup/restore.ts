import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Config, Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import { applyLedger } from '../../record/privacy/index.ts'
import type { Ledger } from '../../record/privacy/index.ts'
import type { Stores, Warehouse } from '../../stores/index.ts'
import { openStores } from '../../stores/index.ts'
import { readBackup } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { writePart } from './part.ts'
import { copyTarget, setSequences } from './postgres-tables.ts'
import { countRows } from './warehouse-tables.ts'

export type RestoreDeps = {
  config: Config
  log: Logger
  onPart?: (file: string, rows: number) => void
  /** Who was erased, as the installation knows it that the backup was made of. `forgotten`: it is to go without. */
  erasures: Ledger | 'unknown' | 'forgotten'
}

/**
 * Makes a new system of a backup. Embedded stores are filled beside the data folder and take its name when all is done: half a restore is
 * never mistaken for a system.
 */
export async function restore({ config, log, onPart, erasures }: RestoreDeps, folder: string): Promise<Manifest> {
  const backup = await readBackup(folder)
  assertEmpty(config.dataDir)
  assertErasuresKnown(backup, erasures)
  const dataDir = `${config.dataDir}.restoring`
  if (fs.existsSync(dataDir)) {
    throw new PercorsoError('restore_under_way', `${dataDir} is there: another restore runs, or was interrupted`, {
      hint: `If none runs, remove it: rm -r ${dataDir}`,
    })
  }
  try {
    const stores = await openStores({ ...config, dataDir }, log)
    try {
      await assertNothingStored(stores)
      await fill({ stores, folder, dataDir, backup, onPart: onPart ?? (() => {}) })
      if (typeof erasures === 'object') await applyLedger(stores.postgres, erasures)
    } finally {
      await stores.close()
    }
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 }) // with both stores remote, nothing has made it
    fs.renameSync(dataDir, config.dataDir)
    return backup
  } catch (error) {
    fs.rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
}

function assertEmpty(dataDir: string): void {
  if (!fs.existsSync(dataDir) || fs.readdirSync(dataDir).length === 0) return
  throw new PercorsoError('data_dir_not_empty', `${dataDir} is not empty: a restore replaces nothing`, {
    hint: 'Restore into a new folder with --data-dir, look at it, and then move it to where it belongs.',
  })
}

/** A backup's tombstones mean nothing without the key, which is in no backup. */
function assertErasuresKnown({ postgres }: Manifest, erasures: RestoreDeps['erasures']): void {
  if (erasures !== 'unknown' || !postgres.some(({ table, rows }) => table === 'tombstones' && rows > 0)) return
  throw new PercorsoError('erasures_unknown', 'People were erased before this backup was made, and who is not known without --erasures', {
    hint: 'Pass erasures.jsonl of the data folder that it was made of; if that is lost, --without-erasures: old facts may then bring erased people back.',
  })
}

/** For stores that are remote: theirs is no folder that could be looked into. */
async function assertNothingStored({ postgres, warehouse }: Stores): Promise<void> {
  const { rowCount } = await postgres.system.query('select from workspaces limit 1')
  if (rowCount === 0 && (await countRows(warehouse, 'facts')) === 0) return
  throw new PercorsoError('stores_not_empty', 'The databases hold something already: a restore replaces nothing', {
    hint: 'Point DATABASE_URL and CLICKHOUSE_URL at new databases.',
  })
}

type Filling = { stores: Stores; folder: string; dataDir: string; backup: Manifest; onPart: (file: string, rows: number) => void }

async function fill(filling: Filling): Promise<void> {
  const { stores, backup } = filling
  const owner = await stores.postgres.owner()
  try {
    await owner.query('begin')
    for (const part of backup.postgres) await loadTable(owner, filling, part)
    await setSequences(owner, backup.sequences)
    await owner.query('commit')
    await owner.query('analyze')
    for (const part of backup.clickhouse) await loadFacts(stores.warehouse, filling, part)
    await loadMerges(owner, filling)
  } finally {
    await owner.end()
  }
}

async function loadTable(owner: pg.Client, { folder, onPart }: Filling, part: Manifest['postgres'][number]): Promise<void> {
  const target = owner.query(copyFrom(`copy ${copyTarget(part)} from stdin`))
  await pipeline(fs.createReadStream(path.join(folder, part.file)), createZstdDecompress(), target)
  assertRows(part.table, target.rowCount, part.rows)
  onPart(part.file, part.rows)
}

async function loadFacts(warehouse: Warehouse, { folder, onPart }: Filling, part: Manifest['clickhouse'][number]): Promise<void> {
  if (part.rows > 0) await warehouse.load({ table: part.table, format: 'Native', file: path.join(folder, part.file) })
  assertRows(part.table, await countRows(warehouse, part.table), part.rows)
  onPart(part.file, part.rows)
}

/**
 * Who was merged into whom, for the warehouse. PostgreSQL decides it, and the rows of the moment of the backup may since have been
 * replaced there, so they are made anew; every later move has a higher number and wins.
 */
async function loadMerges(owner: pg.Client, { stores, dataDir, backup }: Filling): Promise<void> {
  const version = Math.max(1, backup.lastMoveId)
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const rows = owner.query(
    copyTo(
      `copy (select workspace_id, identifier_id, profile_id, ${version} from identifiers where profile_id <> identifier_id) to stdout`,
    ),
  )
  const { file } = await writePart(dataDir, 'merges.tsv.zst', rows)
  const merges = path.join(dataDir, file)
  if (rows.rowCount > 0) await stores.warehouse.load({ table: 'merged_profiles', format: 'TabSeparated', file: merges })
  fs.rmSync(merges)
}

function assertRows(table: string, loaded: number | null, expected: number): void {
  if (loaded === expected) return
  throw new PercorsoError('backup_damaged', `The table ${table} has ${loaded} rows after the restore, the backup says ${expected}`)
}
