import type { Command } from 'commander'
import { createLog, readConfig, systemClock } from '../../ground/index.ts'
import type { Config } from '../../ground/index.ts'
import { createToken } from '../http/index.ts'
import { say } from './output.ts'
import { startSystem } from './start-system.ts'
import type { System } from './start-system.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { addVerb } from './verb.ts'
import type { VerbOptions } from './verb.ts'

type StartOptions = VerbOptions & { port?: string; host?: string; role?: 'all' | 'api' | 'worker' }

const SIGN_IN_MS = 3_600_000

export function addStart(program: Command): void {
  addVerb(program, 'start', {
    summary: 'Start the server',
    more: 'Opens the databases (embedded ones unless DATABASE_URL and CLICKHOUSE_URL name others), brings them up to date, and serves the API, the console and the way in for facts. The first start makes a workspace, a write key and an API token. Stops on Ctrl-C or SIGTERM; a second one does not wait.',
    example: 'start --data-dir ./data --port 3000',
  })
    .option('--port <number>', 'port to listen on; 0: any free one (PERCORSO_PORT; default: 3000)')
    .option('--host <address>', 'address to listen on; 0.0.0.0: all of them (PERCORSO_HOST; default: 127.0.0.1)')
    .option('--role <role>', 'all, api (only HTTP and the intake) or worker (only processing) (PERCORSO_ROLE; default: all)')
    .action(start)
}

async function start({ dataDir, port, host, role, json }: StartOptions): Promise<void> {
  const config = readConfig({ dataDir, port, host, role })
  const log = createLog(config)
  const signals = stopOnSignals(log)
  const system = await startSystem(config, log)
  signals.stopWith(system.stop)
  const signInLink = await newSignInLink(system)
  if (json) sayReady(system, signInLink)
  else welcome(config, system, signInLink)
}

/** Works once. A new one with each start: a browser that has lost its session has no other way in. */
export async function newSignInLink({ stores, credentials, url }: System): Promise<string | null> {
  if (!credentials) return null
  const wish = { workspaceId: credentials.workspaceId, kind: 'sign-in' as const, name: 'Console', lasts_ms: SIGN_IN_MS }
  const token = await createToken({ postgres: stores.postgres, clock: systemClock }, wish)
  return `${url}/sign-in?token=${token}`
}

function sayReady({ url, credentials }: System, signInLink: string | null): void {
  const { writeKey = null, adminToken = null } = credentials ?? {}
  say(JSON.stringify({ ready: true, url, writeKey, adminToken, signInLink, pid: process.pid }))
}

function welcome({ dataDir, role }: Config, { url, credentials }: System, signInLink: string | null): void {
  if (!credentials) {
    say(`Percorso processes facts (role ${role}); its health is at ${url}/readyz`)
    return
  }
  say(`\nPercorso is running at ${url}\n`)
  say(`  Sign in    ${signInLink}\n             (works once, within an hour; the next start prints a new one)`)
  say(`  Write key  ${credentials.writeKey}`)
  say(`  API        ${url}/docs; its token is in ${dataDir}/credentials.json`)
  if (credentials.isFirstStart) say(`\nSend a first fact:\n\n${firstFact(url, credentials.writeKey)}\n`)
  say(`\nCtrl-C stops it. The data is in ${dataDir}.`)
}

function firstFact(url: string, writeKey: string): string {
  const fact = JSON.stringify({ userId: 'ada', event: 'First Fact', properties: { from: 'cURL' } })
  return `  curl -u ${writeKey}: -H 'content-type: application/json' -d '${fact}' ${url}/v1/track`
}
