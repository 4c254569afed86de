import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../ground/log.ts'
import { loadBinaries } from './binaries.ts'
import { ensureCluster, ownerRole } from './cluster.ts'
import { prepareFolders } from './folders.ts'
import { clearOrphan } from './orphan.ts'
import { keepPasswords } from './passwords.ts'
import type { Passwords } from './passwords.ts'
import { assertReachable, findRunUser } from './run-user.ts'
import { startServer } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'
import { serverArguments } from './server-settings.ts'
import { supervise } from './supervisor.ts'

export type EmbeddedServer = {
  socket: string
  ownerRole: string
  passwords: Passwords
  pid(): number | undefined
  stop(): Promise<void>
}

export type EmbeddedOptions = { dataDir: string; log: Logger; settings?: Record<string, string> }

/** Starts the PostgreSQL of a data folder as a child process. The caller holds the folder's lock. */
export async function startEmbedded({ dataDir, log, settings }: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = await loadBinaries()
  const user = findRunUser()
  assertReachable(binaries.postgres, user)
  const folders = prepareFolders(path.join(dataDir, 'postgres'), user)
  const passwords = keepPasswords(folders.root)
  ensureCluster({ binaries, folders, passwords, user })
  const command = { program: binaries.postgres, args: serverArguments(folders, settings), cwd: folders.root, user, onLine: logTo(log) }
  const start = () => clearOrphan(folders).then(() => startServer(command))
  const supervisor = await supervise(() => patiently(start), log)
  return { socket: folders.socket, ownerRole, passwords, ...supervisor }
}

/** The children of a server that was killed may hold its memory for a moment longer; the next server refuses to start until then. */
async function patiently(start: () => Promise<ServerProcess>, attempts = 10): Promise<ServerProcess> {
  try {
    return await start()
  } catch (error) {
    if (attempts <= 1 || !String(error).includes('shared memory block')) throw error
    await sleep(200)
    return patiently(start, attempts - 1)
  }
}

function logTo(log: Logger): (line: string) => void {
  return (line) => log[/\b(?:ERROR|FATAL|PANIC|WARNING):/.test(line) ? 'warn' : 'debug']({ from: 'postgres' }, line)
}
