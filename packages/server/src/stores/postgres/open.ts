import pg from 'pg'
import type { Config } from '../../ground/config.ts'
import type { Logger } from '../../ground/log.ts'
import { connectOwner, embeddedAccess, openPools, remoteAccess } from './access.ts'
import type { Access, Postgres } from './access.ts'
import { startEmbedded } from './embedded.ts'
import type { EmbeddedServer } from './embedded.ts'
import { withMigrationLock } from './migrate.ts'
import { ensureGrantedRoles, ensureLoginRoles } from './roles.ts'

const database = 'percorso'

/** Opens the configured PostgreSQL with its database and roles in place. Migrations have not run yet. */
export async function openPostgres(config: Config, log: Logger): Promise<Postgres> {
  if (config.databaseUrl) return openRemote(config.databaseUrl, config.databaseAdminUrl ?? config.databaseUrl, log)
  const server = await startEmbedded({ dataDir: config.dataDir, log })
  try {
    await prepareServer(server, log)
  } catch (error) {
    await server.stop()
    throw error
  }
  const pools = openPools(embeddedAccess(server, database), log)
  return { ...pools, close: () => pools.close().finally(() => server.stop()) }
}

/** Creates what every database of an embedded server needs, and the database itself. */
export async function prepareServer(server: EmbeddedServer, log: Logger): Promise<void> {
  await asOwner(embeddedAccess(server, 'postgres'), log, async (owner) => {
    await ensureLoginRoles(owner, server.passwords)
    const found = await owner.query('select from pg_database where datname = $1', [database])
    if (!found.rowCount) await owner.query(`create database ${database}`)
  })
}

async function openRemote(databaseUrl: string, adminUrl: string, log: Logger): Promise<Postgres> {
  const access = remoteAccess(databaseUrl, adminUrl)
  const member = new pg.Client({ connectionString: databaseUrl }).user ?? ''
  // Processes that start together would trip over each other's roles.
  await asOwner(access, log, (admin) => withMigrationLock(admin, () => ensureGrantedRoles(admin, member)))
  return openPools(access, log)
}

async function asOwner(access: Access, log: Logger, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = await connectOwner(access, log)
  await work(owner).finally(() => owner.end())
}
