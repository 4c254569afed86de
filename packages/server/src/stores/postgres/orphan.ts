import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PercorsoError } from '../../ground/errors.ts'
import { removeSocket } from './folders.ts'
import type { Folders } from './folders.ts'

/**
 * Stops a server that a killed process of ours left running, and removes what a dead one left behind.
 * Call it only while holding the data folder's lock: then a server that runs on it has lost its owner.
 */
export async function clearOrphan(folders: Folders): Promise<void> {
  const orphan = findPostmaster(folders.data)
  if (orphan !== undefined) await stopOrphan(orphan, folders.data)
  fs.rmSync(pidFile(folders.data), { force: true })
  removeSocket(folders)
}

/** The process id in postmaster.pid, if that process is alive and is a PostgreSQL server of this folder (ids are used again). */
export function findPostmaster(data: string): number | undefined {
  const pid = Number(readIfThere(pidFile(data))?.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 1) return undefined
  const command = runningCommand(pid)
  return command && /\bpostgres\b/.test(command) && command.includes(data) ? pid : undefined
}

function pidFile(data: string): string {
  return path.join(data, 'postmaster.pid')
}

async function stopOrphan(pid: number, data: string): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [['SIGINT', 10_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] // prettier-ignore
  for (const [signal, patience_ms] of steps) {
    signalIfAlive(pid, signal)
    for (let waited_ms = 0; waited_ms < patience_ms; waited_ms += 50) {
      if (findPostmaster(data) === undefined) return
      await sleep(50)
    }
  }
  throw new PercorsoError('orphan_postgres', `A PostgreSQL server (process ${pid}) runs on ${data} and does not stop`, {
    hint: `Stop it by hand: kill -9 ${pid}`,
  })
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The command line of a live process; undefined for one that is gone or only waits to be reaped. */
function runningCommand(pid: number): string | undefined {
  if (process.platform === 'linux') return readIfThere(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') || undefined
  return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout || undefined
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
