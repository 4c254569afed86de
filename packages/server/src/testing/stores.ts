import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Stores } from '../stores/index.ts'
import { connectOwner, embeddedAccess, openPools } from '../stores/postgres/access.ts'
import type { Access, Postgres } from '../stores/postgres/access.ts'
import { openEmbeddedWarehouse } from '../stores/warehouse/embedded.ts'
import { migrateWarehouse } from '../stores/warehouse/migrate.ts'
import { silentLog } from './server.ts'
import type { TestServer } from './server.ts'

export type TestStores = Stores & { access: Access; dataDir: string }

/**
 * Real stores of the test file's own: a database cloned from the migrated template and an empty warehouse. Call it once,
 * at the top of the file (`const stores = await testStores()`); they are closed and removed when the file is done.
 */
export async function testStores(): Promise<TestStores> {
  const server = inject('server')
  const dataDir = fs.mkdtempSync(path.join(server.scratch, 'file-'))
  const database = await testDatabase()
  const warehouse = await openEmbeddedWarehouse(path.join(dataDir, 'clickhouse'))
  await migrateWarehouse({ warehouse })
  afterAll(() => warehouse.close().finally(() => fs.rmSync(dataDir, { recursive: true, force: true })))
  const close = async () => void (await Promise.all([warehouse.close(), database.postgres.close()]))
  return { ...database, warehouse, dataDir, close }
}

/** Only the database, for files that need no warehouse. `from: 'template1'` gives an empty one. */
export async function testDatabase(from = 'percorso'): Promise<{ postgres: Postgres; access: Access }> {
  const server = inject('server')
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(server, (owner) => owner.query(`create database ${name} template ${from}`))
  const access = embeddedAccess(server, name)
  const postgres = openPools(access, silentLog)
  afterAll(async () => {
    await postgres.close()
    await administer(server, (owner) => owner.query(`drop database if exists ${name} with (force)`))
  })
  return { postgres, access }
}

async function administer(server: TestServer, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = await connectOwner(embeddedAccess(server, 'postgres'), silentLog)
  await work(owner).finally(() => owner.end())
}
