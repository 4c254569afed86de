// Room: stores/warehouse. ClickHouse, which holds every fact for ever: embedded or remote, behind one face.
import path from 'node:path'
import type { Config } from '../../ground/config.ts'
import { openEmbeddedWarehouse } from './embedded.ts'
import type { Warehouse } from './face.ts'
import { openRemoteWarehouse } from './remote.ts'

export { isDataError, isTooMuch } from './errors.ts'
export type { Warehouse } from './face.ts'

/** Opens the configured warehouse with its database in place. Migrations have not run yet. */
export async function openWarehouse(config: Config): Promise<Warehouse> {
  if (config.clickhouseUrl) return openRemoteWarehouse(config.clickhouseUrl, config.clickhouseCluster)
  return openEmbeddedWarehouse(path.join(config.dataDir, 'clickhouse'))
}
