import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { PercorsoError } from '../../ground/errors.ts'
import { serverEnvironment } from './cluster.ts'
import { asUser } from './run-user.ts'
import type { RunUser } from './run-user.ts'

export type ServerCommand = { program: string; args: string[]; cwd: string; user: RunUser; onLine: (line: string) => void }
export type ServerProcess = { pid: number; exited: Promise<string>; stop(): Promise<void> }

const setpriv = '/usr/bin/setpriv'

/** Starts the server and waits until it accepts connections, however long its crash recovery takes. */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
  const child = spawnServer(command)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`))
  })
  const lastLines: string[] = []
  const ready = watchLog(child, (line) => {
    command.onLine(line)
    lastLines.splice(0, lastLines.length - 9, line)
  })
  const reason = await Promise.race([ready, exited])
  if (reason !== undefined)
    throw new PercorsoError('postgres_start_failed', `PostgreSQL did not start (${reason}): ${lastLines.join(' | ')}`)
  return { pid: child.pid ?? 0, exited, stop: () => stopServer(child, exited) }
}

function spawnServer({ program, args, cwd, user }: ServerCommand): ChildProcess {
  // Its own process group: Ctrl-C in a terminal reaches us alone, and we stop the server after our own work.
  const options = { cwd, env: serverEnvironment, detached: true, stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  if (process.platform !== 'linux' || !fs.existsSync(setpriv)) return spawn(program, args, { ...options, ...asUser(user) })
  // The kernel stops the server when we die, however we die: no orphan.
  const identity = user.switched ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : []
  return spawn(setpriv, ['--pdeathsig=QUIT', ...identity, program, ...args], options)
}

function watchLog(child: ChildProcess, onLine: (line: string) => void): Promise<undefined> {
  return new Promise((resolve) => {
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      onLine(line)
      if (line.includes('ready to accept connections')) resolve(undefined)
    })
  })
}

/** Fast, then immediate, then by force. */
async function stopServer(child: ChildProcess, exited: Promise<string>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [['SIGINT', 10_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] // prettier-ignore
  for (const [signal, patience_ms] of steps) {
    child.kill(signal)
    const gone = await Promise.race([exited, sleep(patience_ms, undefined, { ref: false })])
    if (gone !== undefined) return
  }
  throw new PercorsoError('postgres_stop_failed', `PostgreSQL (process ${child.pid}) does not stop`)
}
