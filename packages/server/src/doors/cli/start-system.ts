import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config, Logger } from '../../ground/index.ts'
import { systemClock } from '../../ground/index.ts'
import { createFreshRequests, createBackPressure, createIntake, waitingFacts } from '../../record/collect/index.ts'
import type { BackPressure, Intake } from '../../record/collect/index.ts'
import type { HouseDeps } from '../../record/privacy/index.ts'
import { startImports } from '../../record/imports/index.ts'
import type { Stores } from '../../stores/index.ts'
import { openStores } from '../../stores/index.ts'
import { startControl } from '../backup/index.ts'
import { buildServer, registerHealth } from '../http/index.ts'
import { createMetrics } from '../metrics.ts'
import type { Metrics } from '../metrics.ts'
import { personalData } from '../personal-data.ts'
import { startTracing } from '../tracing.ts'
import type { Tracing } from '../tracing.ts'
import { startPrivacyHousekeeping, startWorker } from '../worker/index.ts'
import { checkPlace } from './check-place.ts'
import { keepCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { removeServerFile, writeServerFile } from './server-file.ts'

export type System = {
  url: string
  stores: Stores
  /** What opens it; a worker alone takes nothing in and has none. */
  credentials: (Credentials & { isFirstStart: boolean }) | undefined
  /** Stops taking requests, finishes the chunks under way, closes the stores. */
  stop: () => Promise<void>
}

/** Starts everything that the role asks for. What has been started is stopped again if a later step fails. */
export async function startSystem(config: Config, log: Logger): Promise<System> {
  await checkPlace(config)
  const stops: (() => unknown)[] = []
  const stop = async () => {
    for (let last = stops.pop(); last; last = stops.pop()) await last()
  }
  try {
    const tracing = await startTracing(config.otlpEndpoint)
    stops.push(() => tracing.stop())
    const stores = await openStores(config, log)
    stops.push(() => stores.close())
    const metrics = createMetrics(() => waitingFacts(stores.postgres.system))
    const running = { config, log, stores, metrics, tracing, stops }
    const pressure = createBackPressure({ postgres: stores.postgres, config, log })
    const intake = startProcessing(running, pressure)
    const app = await serve(running, { intake, pressure })
    const credentials =
      config.role === 'worker' ? undefined : await keepCredentials({ app, postgres: stores.postgres, dataDir: config.dataDir })
    const url = await listen(app, config)
    await announce(running, url)
    return { url, stores, credentials, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Running = { config: Config; log: Logger; stores: Stores; metrics: Metrics; tracing: Tracing; stops: (() => unknown)[] }

/** The intake, and behind it the worker and the imports, which wake each other. */
function startProcessing({ config, log, stores, metrics, tracing, stops }: Running, pressure: BackPressure): Intake {
  const onChunk: Metrics['onChunk'] = (processed, took_ms) => {
    metrics.onChunk(processed, took_ms)
    tracing.onChunk(processed, took_ms)
  }
  const fresh = config.role === 'all' ? createFreshRequests() : undefined
  const worker =
    config.role === 'api'
      ? undefined
      : startWorker({ stores, log, config, ...(fresh && { fresh }), onChunk, onFailure: () => metrics.onFailure() })
  const onAppended = (facts: number) => {
    metrics.onAppended(facts)
    worker?.wake()
  }
  const { postgres } = stores
  const { dataDir } = config
  // Uploaded files lie where they were uploaded to: with the API.
  const imports = config.role === 'worker' ? undefined : startImports({ postgres, dataDir, clock: systemClock, log, pressure, onAppended })
  stops.push(() => Promise.all([worker?.stop(), imports?.stop()]))
  const house = worker && startPrivacyHousekeeping(houseOf({ config, log, stores }))
  stops.push(() => house?.stop())
  return createIntake(postgres, onAppended, fresh)
}

/** What housekeeping needs to know of the system. */
export function houseOf({ config: { dataDir }, log, stores }: Pick<Running, 'config' | 'log' | 'stores'>): HouseDeps {
  return { stores, log, dataDir, clock: systemClock, rooms: personalData(dataDir) }
}

type Doors = { intake: Intake; pressure: BackPressure }

async function serve(running: Running, doors: Doors): Promise<FastifyInstance> {
  const { config, metrics, tracing, stops } = running
  const app = config.role === 'worker' ? healthServer(running) : await wholeServer(running, doors)
  metrics.watch(app)
  tracing.watch(app)
  stops.push(() => app.close())
  return app
}

/** For a worker, only what those who watch over it ask for. */
function healthServer({ stores, metrics, log }: Running): FastifyInstance {
  const app = Fastify({ logger: false })
  registerHealth(app, { stores, registry: metrics.registry, log })
  return app
}

async function wholeServer({ config, log, stores, metrics, stops }: Running, { intake, pressure }: Doors): Promise<FastifyInstance> {
  await pressure.start()
  stops.push(() => pressure.stop())
  return buildServer({ stores, intake, pressure, config, clock: systemClock, log, registry: metrics.registry })
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  await app.listen({ host, port })
  const address = app.server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${actual}`
}

/** Lets the other verbs find us. */
async function announce({ config, log, stores, stops }: Running, url: string): Promise<void> {
  const embedded = !config.databaseUrl || !config.clickhouseUrl
  const control = embedded ? await startControl({ stores, log, house: houseOf({ config, log, stores }) }, config.dataDir) : undefined
  if (control) stops.push(() => control.stop())
  writeServerFile(config.dataDir, { url, pid: process.pid, control: control?.socket ?? null })
  stops.push(() => removeServerFile(config.dataDir))
}
