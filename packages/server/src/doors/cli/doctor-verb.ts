import fs from 'node:fs'
import type { stats } from '@percorso/contract'
import type { Command } from 'commander'
import type { z } from 'zod'
import { PercorsoError, createLog } from '../../ground/index.ts'
import type { Config } from '../../ground/index.ts'
import { openStores, pingPostgres } from '../../stores/index.ts'
import { createClient } from './api-client.ts'
import { readCredentials } from './credentials.ts'
import { check, checkPort, machineChecks, placeChecks } from './doctor-checks.ts'
import type { Check } from './doctor-checks.ts'
import { number, say, table } from './output.ts'
import { findServer, readServerFile } from './server-file.ts'
import type { ServerFile } from './server-file.ts'
import { addVerb, configOf } from './verb.ts'
import type { VerbOptions } from './verb.ts'

type Stats = z.infer<typeof stats>

const BACKLOG_FACTS = 100_000

export function addDoctor(program: Command): void {
  addVerb(program, 'doctor', {
    summary: 'Look whether everything is as it should be, and say what to do where it is not',
    more: 'Works whether the server runs or not; if not, it opens the databases as a start would. Fails if anything is wrong (✗); a warning (!) is no failure.',
    example: 'doctor',
  }).action(runDoctor)
}

async function runDoctor(options: VerbOptions): Promise<void> {
  const config = configOf(options)
  const server = await findServer(config.dataDir)
  const checks = await Promise.all([...machineChecks(config), ...placeChecks(config)])
  checks.push(...(server ? await serverChecks(config, server) : await restingChecks(config, checks)))
  const isWell = checks.every(({ ok }) => ok)
  if (options.json) say(JSON.stringify({ ok: isWell, checks: checks.map(({ warning: _, ...shown }) => shown) }))
  else say(shownChecks(checks))
  if (!isWell) process.exitCode = 1
}

async function serverChecks({ dataDir }: Config, { url, pid }: ServerFile): Promise<Check[]> {
  return [
    await check('Server', async () => {
      const answer = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(10_000) })
      const { postgres, warehouse } = (await answer.json()) as { postgres: boolean; warehouse: boolean }
      if (answer.ok) return { detail: `process ${pid} is ready at ${url}` }
      throw new PercorsoError('not_ready', `${url} is not ready: PostgreSQL ${well(postgres)}, ClickHouse ${well(warehouse)}`, {
        hint: 'Its log says why.',
      })
    }),
    await check('Facts', () => checkFacts(dataDir, url)),
  ]
}

async function checkFacts(dataDir: string, url: string) {
  const token = readCredentials(dataDir)?.adminToken
  if (token === undefined)
    throw new PercorsoError('no_credentials', 'There is no credentials.json', { hint: 'Restart the server: it makes a new one.' })
  const { facts, intakePending, rejected } = await createClient(url, token).ask<Stats>('/stats')
  const detail = `${number(facts)} facts, ${number(intakePending)} waiting, ${number(rejected)} rejected`
  if (intakePending > BACKLOG_FACTS)
    return { detail, hint: 'More comes in than is processed: look at the log, or run more workers.', warning: true }
  if (rejected > 0) return { detail, hint: 'See in the console why they were rejected; percorso replay sends them again.', warning: true }
  return { detail }
}

/** While no server runs: what would keep one from starting. */
async function restingChecks(config: Config, before: Check[]): Promise<Check[]> {
  const found = [await checkPort(config), await check('Server', () => checkLeftovers(config.dataDir))]
  const wasStarted = fs.existsSync(config.dataDir) || config.databaseUrl !== undefined
  if (!wasStarted || before.some(({ ok }) => !ok)) return found
  return [...found, await check('Stores', () => checkStores(config))]
}

function checkLeftovers(dataDir: string) {
  const left = readServerFile(dataDir)
  if (!left) return { detail: 'none runs' }
  return {
    detail: `none runs; process ${left.pid} ended without tidying up`,
    hint: 'That is harmless: the next start tidies up.',
    warning: true,
  }
}

async function checkStores(config: Config) {
  const stores = await openStores(config, createLog({ ...config, logLevel: 'silent' }))
  try {
    await Promise.all([pingPostgres(stores.postgres), stores.warehouse.ping()])
    return { detail: 'both open, and up to date' }
  } finally {
    await stores.close()
  }
}

function well(answers: boolean): string {
  return answers ? 'answers' : 'does not answer'
}

function shownChecks(checks: Check[]): string {
  const rows = checks.map(({ name, ok, warning, detail }) => [ok ? (warning ? '!' : '✓') : '✗', name, detail])
  const hints = checks.filter(({ hint }) => hint).map(({ name, hint }) => `${name}: ${hint}`)
  return [table(rows), ...(hints.length > 0 ? ['', ...hints] : [])].join('\n')
}
