import fs from 'node:fs'
import path from 'node:path'
import type { Config } from '../../ground/index.ts'
import { loadBinaries } from '../../stores/postgres/binaries.ts'
import { assertReachable, findRunUser } from '../../stores/postgres/run-user.ts'
import { assertPortFree, assertWritable, freeBytes, megabytes } from './check-place.ts'
import { explained } from './failure.ts'

/** `warning`: it works, but look at it. */
export type Check = { name: string; ok: boolean; detail: string; hint: string | null; warning?: boolean }
type Outcome = { detail: string; hint?: string; warning?: boolean }

/** One check: what `look` throws is what is wrong. */
export async function check(name: string, look: () => Outcome | Promise<Outcome>): Promise<Check> {
  try {
    const { detail, hint = null, warning } = await look()
    return { name, ok: true, detail, hint, ...(warning && { warning }) }
  } catch (error) {
    const { message, hint = null } = explained(error)
    return { name, ok: false, detail: message, hint }
  }
}

const MEMORY_BYTES = 2 * 2 ** 30
const NODE_MAJOR = 24
const EPOCH_OF_THIS_VERSION_MS = Date.parse('2026-01-01T00:00:00Z')
const FAR_FUTURE_MS = Date.parse('2100-01-01T00:00:00Z')

/** What a machine must have, whether Percorso runs on it or not. */
export function machineChecks(config: Config): Promise<Check>[] {
  return [check('Node', checkNode), check('Memory', checkMemory), check('Clock', checkClock), ...embeddedChecks(config)]
}

function embeddedChecks(config: Config): Promise<Check>[] {
  return [
    ...(config.databaseUrl ? [] : [check('Embedded PostgreSQL', checkPostgres), check('PostgreSQL’s user', () => checkRunUser(config))]),
    ...(config.clickhouseUrl ? [] : [check('Embedded ClickHouse', checkChdb)]),
  ]
}

/** Whether there is room where the data goes. */
export function placeChecks(config: Config): Promise<Check>[] {
  return [
    check('Data folder', () => checkFolder(config.dataDir)),
    check('Disk', () => checkDisk(config)),
    check('File system', () => checkFileSystem(config.dataDir)),
  ]
}

export function checkPort(config: Config): Promise<Check> {
  return check('Port', async () => {
    await assertPortFree(config)
    return { detail: `${config.host}:${config.port} is free` }
  })
}

function checkNode(): Outcome {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= NODE_MAJOR) return { detail: process.version }
  throw new Error(`Node ${process.version} cannot run this: it needs ${NODE_MAJOR} or later. Use the one of the installation (npx node).`)
}

function checkMemory(): Outcome {
  const total = process.constrainedMemory() || Infinity
  const available = Math.min(process.availableMemory(), total)
  if (available >= MEMORY_BYTES / 2) return { detail: `${megabytes(available)} available` }
  return { detail: `only ${megabytes(available)} available`, hint: `Percorso is at ease with ${megabytes(MEMORY_BYTES)}.`, warning: true }
}

function checkClock(): Outcome {
  const now = Date.now()
  const detail = new Date(now).toISOString()
  if (now > EPOCH_OF_THIS_VERSION_MS && now < FAR_FUTURE_MS) return { detail }
  throw new Error(`The clock says ${detail}. Set it: facts are dated by it.`)
}

async function checkPostgres(): Promise<Outcome> {
  const { postgres } = await loadBinaries()
  fs.accessSync(postgres, fs.constants.X_OK)
  return { detail: path.dirname(postgres) }
}

async function checkRunUser({ dataDir }: Config): Promise<Outcome> {
  const user = findRunUser()
  const { postgres } = await loadBinaries()
  assertReachable(postgres, user)
  assertReachable(path.join(existing(dataDir), 'postgres'), user)
  return { detail: user.switched ? `runs as ${user.name}, for we are root` : 'runs as the current user' }
}

function checkChdb(): Outcome {
  const library = import.meta.resolve('chdb/connection')
  return { detail: path.dirname(new URL(library).pathname) }
}

function checkFolder(dataDir: string): Outcome {
  if (!fs.existsSync(dataDir)) return { detail: `${dataDir} will be made by the first start` }
  assertWritable(dataDir)
  return { detail: `${dataDir} can be written` }
}

function checkDisk({ dataDir, minFreeDiskBytes }: Config): Outcome {
  const free = freeBytes(dataDir)
  if (free >= 4 * minFreeDiskBytes) return { detail: `${megabytes(free)} free` }
  if (free >= minFreeDiskBytes)
    return { detail: `only ${megabytes(free)} free`, hint: `Below ${megabytes(minFreeDiskBytes)} no facts are taken.`, warning: true }
  throw new Error(`Only ${megabytes(free)} free, below ${megabytes(minFreeDiskBytes)}: no facts are taken. Make room.`)
}

function checkFileSystem(dataDir: string): Outcome {
  const folders = ['.', 'postgres', 'clickhouse'].map((name) => path.join(dataDir, name)).filter((folder) => fs.existsSync(folder))
  const devices = new Set(folders.map((folder) => fs.statSync(folder).dev))
  if (devices.size <= 1) return { detail: 'all data lies on one file system' }
  return {
    detail: 'the data lies on several file systems',
    hint: 'A snapshot of one disk is no backup then: use percorso backup.',
    warning: true,
  }
}

function existing(folder: string): string {
  return fs.existsSync(folder) ? folder : existing(path.dirname(folder))
}
