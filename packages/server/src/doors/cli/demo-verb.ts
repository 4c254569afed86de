import type { WorldWish } from '@percorso/simulator'
import type { Command } from 'commander'
import { z } from 'zod'
import { PercorsoError, createLog, readConfig, systemClock } from '../../ground/index.ts'
import type { Logger } from '../../ground/index.ts'
import { createClient } from './api-client.ts'
import { defineSample } from './demo-definitions.ts'
import { liveOn } from './demo-live.ts'
import { loadWorld } from './demo-load.ts'
import { showProgress } from './demo-progress.ts'
import { keepSample } from './demo-sample.ts'
import type { Sample } from './demo-tables.ts'
import { note, say } from './output.ts'
import { startSystem } from './start-system.ts'
import type { System } from './start-system.ts'
import { newSignInLink } from './start-verb.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { addVerb } from './verb.ts'
import type { VerbOptions } from './verb.ts'

type DemoOptions = VerbOptions & { port?: string; seed: string; customers: string; days: string; live: boolean }

const DATA_DIR = '.percorso-demo'

export function addDemo(program: Command): void {
  addVerb(program, 'demo', {
    summary: 'Start the server with a made-up retailer in it',
    more: `Casa Moro sells things for the home in Italy, Poland and Britain: a year of everything that its customers lived through, and more of it as long as the demo runs. It has a data folder of its own (${DATA_DIR}); a later start finds the same world there. Nothing in it is real, and some of it is planted for you to find: see packages/simulator/README.md.`,
    example: 'demo --customers 500 --days 90',
  })
    .option('--port <number>', 'port to listen on; 0: any free one (PERCORSO_PORT; default: 3000)')
    .option('--seed <number>', 'another seed is another world', '1')
    .option('--customers <number>', 'about how many people buy something', '5000')
    .option('--days <number>', 'how far the history goes back', '365')
    .option('--no-live', 'only the history: nothing happens afterwards')
    .action(demo)
}

async function demo(options: DemoOptions): Promise<void> {
  const wish = readWish(options)
  const config = readConfig({ dataDir: options.dataDir ?? DATA_DIR, port: options.port, role: 'all' })
  const log = createLog({ ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel })
  const signals = stopOnSignals(log)
  const system = await startSystem(config, log)
  const stopping = new AbortController()
  const running = run(system, { options, wish, log, signal: stopping.signal })
  const stop = async () => {
    stopping.abort()
    await running.catch(() => {}) // heard below
    await system.stop()
  }
  signals.stopWith(stop)
  try {
    await running
  } catch (error) {
    await stop()
    throw error
  }
}

const wished = z.object({
  seed: z.coerce.number('a number').int('a whole number'),
  customers: z.coerce.number('a number').int('a whole number').min(10, 'at least 10').max(1_000_000, 'at most 1,000,000'),
  days: z.coerce.number('a number').int('a whole number').min(7, 'at least 7').max(1_100, 'at most 1,100'),
})

function readWish(options: DemoOptions): WorldWish {
  const parsed = wished.safeParse(options)
  if (parsed.success) return { ...parsed.data, endsAt: systemClock.now() }
  const [issue] = parsed.error.issues
  throw new PercorsoError('bad_usage', `--${String(issue?.path[0])} should be ${issue?.message}`, { hint: 'See percorso demo --help.' })
}

type Run = { options: DemoOptions; wish: WorldWish; log: Logger; signal: AbortSignal }

/** Loads what is missing, says that all is ready, and lets people live on. */
async function run(system: System, { options, wish, log, signal }: Run): Promise<void> {
  const { stores, credentials } = system
  const place = { postgres: stores.postgres, workspaceId: credentials!.workspaceId } // only a worker alone has none
  const { sample, sources } = await keepSample(place, wish)
  if (!options.json) announce(sample, wish)
  const progress = showProgress(options.json ?? false)
  await loadWorld({ ...place, sample, sources, signal, onProgress: progress.show })
  if (signal.aborted) return
  progress.done()
  await defineSample(createClient(system.url!, credentials!.adminToken), systemClock.now())
  await sayReady(system, options, sample)
  if (options.live) await liveOn({ ...place, sample, sources, signal, log, clock: systemClock })
}

function announce(sample: Sample, wish: WorldWish): void {
  const { seed, customers, days, loaded } = sample
  if (loaded === 0) say('\nMaking up Casa Moro and its customers …')
  else if (seed !== wish.seed || customers !== wish.customers || days !== wish.days)
    note(`This folder has a world already (--seed ${seed} --customers ${customers} --days ${days}): another one needs another --data-dir.`)
}

async function sayReady(system: System, { json, dataDir = DATA_DIR }: DemoOptions, { loaded: _, ...world }: Sample): Promise<void> {
  const { url, credentials } = system
  const signInLink = await newSignInLink(system)
  if (json) {
    const { writeKey, adminToken } = credentials!
    return say(JSON.stringify({ ready: true, url, writeKey, adminToken, signInLink, pid: process.pid, world }))
  }
  say(`\nCasa Moro is open at ${url}\n`)
  say(`  Sign in    ${signInLink}\n             (works once, within an hour; the next start prints a new one)`)
  say(`\nAll of it is made up. Ctrl-C stops it; the data is in ${dataDir}: delete that folder and it never was.`)
}
