import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { isRunning, killAll, processTree } from './process-tree.ts'

export type ChildOptions = { dataDir: string; role?: 'all' | 'api' | 'worker'; environment?: Record<string, string> }

/** What the program says when it is ready; a worker alone has no keys. */
export type Ready = { url: string; writeKey: string; adminToken: string }

/** Where no server is yet. */
export const nowhere: Ready = { url: 'http://127.0.0.1:9', writeKey: '', adminToken: '' }

export type ChildServer = {
  pid: number
  ready: Promise<Ready>
  isRunning(): boolean
  /** The last of what it wrote to its log. */
  log(): string
  /** SIGTERM, and waits for the end of it; fails if it ends with an error. */
  stop(): Promise<void>
  /** kill -9 of the process and of everything it started, PostgreSQL with all its children. */
  kill(): Promise<void>
}

const program = path.resolve(import.meta.dirname, '../packages/server/src/doors/cli/percorso.ts')
const setpriv = '/usr/bin/setpriv' // who interrupts a test does not want its servers to stay
const LOG_LINES = 60

/** Starts the program itself, the way people do. */
export function spawnServer({ dataDir, role = 'all', environment = {} }: ChildOptions): ChildServer {
  const args = [program, 'start', '--data-dir', dataDir, '--port', '0', '--role', role, '--json']
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', PERCORSO_LOG_LEVEL: 'warn', ...environment }
  const [command, ...rest] = fs.existsSync(setpriv) ? [setpriv, '--pdeathsig=KILL', process.execPath, ...args] : [process.execPath, ...args]
  const child = spawn(command, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const pid = child.pid!
  const exited = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(`${code ?? signal}`)))
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => lines.splice(0, lines.length - LOG_LINES, line))
  const log = () => lines.join('\n')
  const said = new Promise<Ready>((resolve, reject) =>
    createInterface({ input: child.stdout }).once('line', (line) => {
      const message = JSON.parse(line) as Ready | { error: { message: string } }
      if ('error' in message) reject(new Error(`the server does not start: ${message.error.message}`))
      else resolve(message)
    }),
  )
  const ended = exited.then((code) => Promise.reject(new Error(`the server ended (${code}) before it was ready:\n${log()}`)))
  const ready = Promise.race([said, ended])
  ready.catch(() => {}) // whoever kills it before it is ready does not wait for this
  return {
    pid,
    ready,
    isRunning: () => isRunning(pid),
    log,
    async stop() {
      child.kill('SIGTERM')
      const code = await exited
      if (code !== '0') throw new Error(`the server stopped with ${code}:\n${log()}`)
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) killAll(processTree(pid))
      await exited
    },
  }
}
