import pg from 'pg'
import type { Logger } from '../../ground/log.ts'
import { createPool, takeClient, valueTypes } from './pools.ts'
import type { EmbeddedServer } from './embedded.ts'
import { appRole, authRole, systemRole } from './roles.ts'

/** How to reach one database as each of its users. */
export type Access = { owner: pg.ClientConfig; app: pg.PoolConfig; system: pg.PoolConfig; auth: pg.PoolConfig }

export type Postgres = { app: pg.Pool; system: pg.Pool; auth: pg.Pool; owner(): Promise<pg.Client>; close(): Promise<void> }

/** Access to a database of an embedded server. */
export function embeddedAccess(server: Pick<EmbeddedServer, 'socket' | 'ownerRole' | 'passwords'>, database: string): Access {
  const { passwords } = server
  const as = (user: string, password: string) => ({ host: server.socket, port: 5432, database, user, password })
  return {
    owner: as(server.ownerRole, passwords.owner),
    app: as(appRole, passwords.app),
    system: as(systemRole, passwords.system),
    auth: as(authRole, passwords.auth),
  }
}

/** Access to the server of a DATABASE_URL: one user, who steps into the role as the connection opens. */
export function remoteAccess(databaseUrl: string, adminUrl: string): Access {
  const as = (role: string) => ({ connectionString: databaseUrl, options: `-c role=${role}` })
  return { owner: { connectionString: adminUrl }, app: as(appRole), system: as(systemRole), auth: as(authRole) }
}

/** Opens the pools. Nothing connects before the first statement. */
export function openPools(access: Access, log: Logger): Postgres {
  const app = createPool({ application_name: 'percorso app', ...access.app }, log)
  const system = createPool({ application_name: 'percorso system', ...access.system }, log)
  const auth = createPool({ application_name: 'percorso auth', max: 5, ...access.auth }, log)
  return {
    app,
    system,
    auth,
    owner: () => connectOwner(access, log),
    close: async () => void (await Promise.all([app, system, auth].filter((pool) => !pool.ending).map((pool) => pool.end()))),
  }
}

/** A connection of the owner, for migrations and upkeep; the caller ends it. */
export async function connectOwner(access: Access, log: Logger): Promise<pg.Client> {
  const client = new pg.Client({ application_name: 'percorso owner', types: valueTypes(), ...access.owner })
  client.on('error', (error) => log.debug({ err: error }, 'the owner connection broke'))
  await client.connect()
  return client
}

/** Fails unless the database answers. */
export async function pingPostgres(postgres: Postgres): Promise<void> {
  const client = await takeClient(postgres.system)
  await client.query('select 1').finally(() => client.release())
}
