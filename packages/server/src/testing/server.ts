import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { embeddedAccess, openPools } from '../stores/postgres/access.ts'
import { startEmbedded } from '../stores/postgres/embedded.ts'
import type { EmbeddedServer } from '../stores/postgres/embedded.ts'
import { migratePostgres } from '../stores/postgres/migrate.ts'
import { prepareServer } from '../stores/postgres/open.ts'

/** What a test file needs to know of the one server of a test run. */
export type TestServer = Pick<EmbeddedServer, 'socket' | 'ownerRole' | 'passwords'> & { scratch: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** Random histories that rules are held against, and the seed of what is random. */
    histories: number
    seed: number
    server: TestServer
  }
}

type Project = { provide(key: 'server', value: TestServer): void }

export const silentLog = pino({ level: 'silent' })

// Tests need no durability.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '200' }

/** Vitest's global set-up: one PostgreSQL server, whose database `percorso` is the template of every test file's own. */
export async function setup(project: Project): Promise<() => Promise<void>> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-test-'))
  fs.chmodSync(scratch, 0o711)
  const server = await startEmbedded({ dataDir: scratch, log: silentLog, settings })
  const teardown = () => server.stop().finally(() => fs.rmSync(scratch, { recursive: true, force: true }))
  try {
    await prepareTemplate(server)
  } catch (error) {
    await teardown()
    throw error
  }
  const { socket, ownerRole, passwords } = server
  project.provide('server', { socket, ownerRole, passwords, scratch })
  return teardown
}

async function prepareTemplate(server: EmbeddedServer): Promise<void> {
  await prepareServer(server, silentLog)
  const postgres = openPools(embeddedAccess(server, 'percorso'), silentLog)
  const owner = await postgres.owner()
  await migratePostgres(owner).finally(() => owner.end())
  await postgres.close()
}
