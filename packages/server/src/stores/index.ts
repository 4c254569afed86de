// Room: stores. PostgreSQL and ClickHouse, embedded or remote as configured, opened together and migrated.
import type { Config } from '../ground/config.ts'
import type { Logger } from '../ground/log.ts'
import { lockDataDir } from './data-lock.ts'
import { openPostgres } from './postgres/index.ts'
import type { Postgres } from './postgres/index.ts'
import { migrateStores } from './migrate.ts'
import { openWarehouse } from './warehouse/index.ts'
import type { Warehouse } from './warehouse/index.ts'

export { inTransaction, inWorkspace, pingPostgres } from './postgres/index.ts'
export type { Db, Postgres } from './postgres/index.ts'
export { isDataError, isTooMuch } from './warehouse/index.ts'
export type { Warehouse } from './warehouse/index.ts'

export type Stores = { postgres: Postgres; warehouse: Warehouse; close(): Promise<void> }

/** Opens both stores and applies the migrations that are new, one process at a time. */
export async function openStores(config: Config, log: Logger): Promise<Stores> {
  const cleanUps: (() => unknown)[] = []
  const close = async () => {
    for (let cleanUp = cleanUps.pop(); cleanUp; cleanUp = cleanUps.pop()) await cleanUp()
  }
  try {
    const embedded = !config.databaseUrl || !config.clickhouseUrl
    const lock = embedded ? lockDataDir(config.dataDir) : undefined
    if (lock) cleanUps.push(() => lock.release())
    const postgres = await openPostgres(config, log)
    cleanUps.push(() => postgres.close())
    const warehouse = await openWarehouse(config)
    cleanUps.push(() => warehouse.close())
    await migrateStores({ postgres, warehouse }, config.clickhouseCluster, log)
    return { postgres, warehouse, close }
  } catch (error) {
    await close()
    throw error
  }
}
