import { createLog } from '../packages/server/src/ground/index.ts'
import { connectOwner, embeddedAccess } from '../packages/server/src/stores/postgres/access.ts'
import { startEmbedded } from '../packages/server/src/stores/postgres/embedded.ts'

export type SharedPostgres = { databaseUrl: string; databaseAdminUrl: string; stop(): Promise<void> }

/** A PostgreSQL server that many processes reach by URL, with an empty database, as somebody's administrator would set it up. */
export async function startSharedPostgres(dataDir: string): Promise<SharedPostgres> {
  const log = createLog({ logLevel: 'silent', role: 'all' })
  const server = await startEmbedded({ dataDir, log, settings: { max_connections: '200' } })
  const { socket, ownerRole, passwords } = server
  const owner = await connectOwner(embeddedAccess(server, 'postgres'), log)
  await owner.query('create database percorso')
  await owner.query(`create role site login password 'secret'`)
  await owner.end()
  const urlFor = (user: string, password: string) => `postgres://${user}:${password}@/percorso?host=${encodeURIComponent(socket)}`
  return { databaseUrl: urlFor('site', 'secret'), databaseAdminUrl: urlFor(ownerRole, passwords.owner), stop: () => server.stop() }
}
