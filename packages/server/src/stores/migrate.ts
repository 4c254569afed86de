import type { Logger } from '../ground/log.ts'
import type { Postgres } from './postgres/index.ts'
import { migratePostgres, withMigrationLock } from './postgres/migrate.ts'
import { migrateWarehouse } from './warehouse/migrate.ts'
import type { Warehouse } from './warehouse/index.ts'

type Opened = { postgres: Postgres; warehouse: Warehouse }

/** Applies what is new to both stores, under one lock: it lives in PostgreSQL and serves ClickHouse too, which has none. */
export async function migrateStores({ postgres, warehouse }: Opened, cluster: string | undefined, log: Logger): Promise<void> {
  const owner = await postgres.owner()
  try {
    await withMigrationLock(owner, async () => {
      const applied = [...(await migratePostgres(owner)), ...(await migrateWarehouse({ warehouse, cluster }))]
      if (applied.length > 0) log.info({ applied }, 'migrated')
    })
  } finally {
    await owner.end()
  }
}
