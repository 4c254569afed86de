import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readConfig } from '../../ground/config.ts'
import { silentLog } from '../../testing/index.ts'
import { connectOwner, embeddedAccess, openPools } from './access.ts'
import { loadBinaries } from './binaries.ts'
import { serverEnvironment } from './cluster.ts'
import { startEmbedded } from './embedded.ts'
import type { EmbeddedServer } from './embedded.ts'
import { prepareFolders } from './folders.ts'
import { inTransaction, inWorkspace, openPostgres } from './index.ts'
import { prepareServer } from './open.ts'
import { findPostmaster } from './orphan.ts'
import { asUser, findRunUser } from './run-user.ts'
import { serverArguments } from './server-settings.ts'

const { scratch } = inject('server')

function newDataDir(): string {
  const dataDir = fs.mkdtempSync(path.join(scratch, 'own-'))
  fs.chmodSync(dataDir, 0o711)
  return dataDir
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

function startAndStay(dataDir: string): string {
  return `
    const { startEmbedded } = await import(${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))})
    const { pino } = await import('pino')
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: pino({ level: 'silent' }) })
    console.log('up')`
}

describe('the embedded server', () => {
  const dataDir = newDataDir()
  const data = path.join(dataDir, 'postgres', 'data')
  let server: EmbeddedServer

  beforeAll(async () => {
    server = await startEmbedded({ dataDir, log: silentLog })
    await prepareServer(server, silentLog)
  })
  afterAll(() => server.stop())

  it('is started again when it is killed, keeps what was committed, and the pools find it again', async () => {
    const postgres = openPools(embeddedAccess(server, 'percorso'), silentLog)
    const owner = await postgres.owner()
    await owner.query('create table kept (n int); grant select, insert on kept to percorso_system').finally(() => owner.end())
    for (let n = 1; n <= 3; n++) {
      await postgres.system.query('insert into kept values ($1)', [n])
      const pid = server.pid() ?? 0
      process.kill(pid, 'SIGKILL')
      await until(() => server.pid() !== pid)
      const rows = await inTransaction(postgres.system, async (db) => (await db.query('select count(*) as n from kept')).rows)
      expect(rows).toEqual([{ n }])
    }
    await postgres.close()
  })

  it('listens on no network and keeps its files to itself', async () => {
    const postgres = openPools(embeddedAccess(server, 'percorso'), silentLog)
    const { rows } = await postgres.system.query(`select current_setting('listen_addresses') as addresses`).finally(() => postgres.close())
    expect(rows).toEqual([{ addresses: '' }])
    expect(fs.statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
    expect(fs.statSync(path.join(dataDir, 'postgres', 'passwords.json')).mode & 0o777).toBe(0o600)
  })

  it('starts over what an earlier one left: a torn pid file, a socket, half a cluster', async () => {
    await server.stop()
    fs.writeFileSync(path.join(data, 'postmaster.pid'), '1\ntorn')
    fs.writeFileSync(path.join(server.socket, '.s.PGSQL.5432.lock'), '')
    fs.mkdirSync(`${data}.new`)
    server = await startEmbedded({ dataDir, log: silentLog })
    expect(findPostmaster(data)).toBe(server.pid())
  })

  it('stops a server that lost its owner, and takes over', async () => {
    await server.stop()
    const user = findRunUser()
    const { postgres } = await loadBinaries()
    const folders = prepareFolders(path.join(dataDir, 'postgres'), user)
    const orphan = spawn(postgres, serverArguments(folders), {
      ...asUser(user),
      env: serverEnvironment,
      cwd: folders.root,
      stdio: 'ignore',
    })
    await until(() => fs.existsSync(path.join(folders.socket, '.s.PGSQL.5432')))
    server = await startEmbedded({ dataDir, log: silentLog })
    expect(orphan.exitCode).toBe(0)
  })

  it.runIf(process.platform === 'linux')('does not outlive the process that started it', async () => {
    await server.stop()
    const child = spawn(process.execPath, ['--input-type=module', '-e', startAndStay(dataDir)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(findPostmaster(data)).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await until(() => findPostmaster(data) === undefined)
    server = await startEmbedded({ dataDir, log: silentLog })
  })
})

describe('the socket', () => {
  it('is elsewhere when the path would be too long', async () => {
    const deep = path.join(newDataDir(), 'd'.repeat(100))
    const other = await startEmbedded({ dataDir: deep, log: silentLog })
    expect(other.socket).not.toContain(deep)
    await other.stop()
    fs.rmSync(other.socket, { recursive: true, force: true })
  })
})

describe('DATABASE_URL', () => {
  it('connects as its own user, who steps into the roles', async () => {
    const dataDir = newDataDir() // a server of its own: there the roles may not sign in
    const server = await startEmbedded({ dataDir, log: silentLog })
    await prepareServer(server, silentLog)
    const { socket, ownerRole, passwords } = server
    const urlFor = (user: string, password: string) => `postgres://${user}:${password}@/percorso?host=${encodeURIComponent(socket)}`
    const [databaseUrl, databaseAdminUrl] = [urlFor('site', 'secret'), urlFor(ownerRole, passwords.owner)]
    const owner = await connectOwner(embeddedAccess(server, 'percorso'), silentLog)
    await owner.query(`create role site login password 'secret'`).finally(() => owner.end())
    const postgres = await openPostgres(readConfig({ databaseUrl, databaseAdminUrl, dataDir: scratch }), silentLog)
    const who = 'select session_user as session, current_user as role'
    expect((await postgres.system.query(who)).rows).toEqual([{ session: 'site', role: 'percorso_system' }])
    expect(await inWorkspace(postgres, 1, async (db) => (await db.query(who)).rows)).toEqual([{ session: 'site', role: 'percorso_app' }])
    await postgres.close()
    await server.stop()
  })
})
