import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Processed } from '../record/collect/index.ts'

const PENDING_KEPT_MS = 5_000

export type Metrics = {
  registry: Registry
  /** For `createIntake`. */
  onAppended(facts: number): void
  /** For `startWorker`. */
  onChunk(processed: Processed, took_ms: number): void
  onFailure(): void
  /** Counts the requests of a server that has not started yet. */
  watch(app: FastifyInstance): void
}

/** What Prometheus gets to read at /metrics. `waitingFacts` is asked when it reads, at most every five seconds. */
export function createMetrics(waitingFacts: () => Promise<number>): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const accepted = new Counter({ name: 'percorso_intake_facts_total', help: 'Facts accepted and safe on disk', registers })
  addPendingGauge(registry, waitingFacts)
  return {
    registry,
    onAppended: (facts) => accepted.inc(facts),
    ...chunkMetrics(registers),
    watch: watchRequests(registers),
  }
}

function chunkMetrics(registers: Registry[]): Pick<Metrics, 'onChunk' | 'onFailure'> {
  const histogram = (name: string, help: string, buckets: number[]) => new Histogram({ name, help, buckets, registers })
  const counter = (name: string, help: string) => new Counter({ name, help, registers })
  const size = histogram('percorso_chunk_facts', 'Facts in a chunk, bots included', [1, 10, 100, 500, 1000, 2000, 4000, 8000, 16000])
  const duration = histogram('percorso_chunk_seconds', 'How long a chunk took', [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
  const lag = histogram(
    'percorso_lag_seconds',
    'Age of a chunk’s oldest fact when it was done',
    [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
  )
  const outcomes = new Counter({ name: 'percorso_facts_total', help: 'Facts processed, by outcome', labelNames: ['outcome'], registers })
  const rejected = new Counter({ name: 'percorso_rejected_total', help: 'Facts rejected, by reason', labelNames: ['reason'], registers })
  const failures = counter('percorso_chunk_failures_total', 'Tries to process a chunk that failed, mostly because a store was away')
  return {
    onChunk(processed, took_ms) {
      const { facts, bots, duplicates, rejected: refused, oldestReceivedAt } = processed
      size.observe(facts + bots)
      duration.observe(took_ms / 1000)
      if (Number.isFinite(oldestReceivedAt)) lag.observe(Math.max(0, Date.now() - oldestReceivedAt) / 1000)
      for (const [outcome, n] of Object.entries({ stored: facts, bot: bots, duplicate: duplicates })) outcomes.inc({ outcome }, n)
      for (const [reason, n] of Object.entries(refused)) rejected.inc({ reason }, n)
    },
    onFailure: () => failures.inc(),
  }
}

/** Counting them takes a moment while many wait, and several may be watching. */
function addPendingGauge(registry: Registry, waitingFacts: () => Promise<number>): void {
  let countedAt = -Infinity
  const gauge: Gauge = new Gauge({
    name: 'percorso_intake_pending_facts',
    help: 'Facts accepted and not yet in a chunk',
    registers: [registry],
    async collect() {
      if (performance.now() - countedAt < PENDING_KEPT_MS) return
      countedAt = performance.now()
      gauge.set(await waitingFacts().catch(() => NaN)) // the rest of the metrics matters most when the store is away
    },
  })
}

function watchRequests(registers: Registry[]): Metrics['watch'] {
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({ name: 'percorso_http_requests_total', help: 'HTTP requests by their answer', labelNames, registers })
  const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
  const took = new Histogram({ name: 'percorso_http_seconds', help: 'Time to answer', labelNames: ['route'] as const, buckets, registers })
  return (app) => {
    app.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none'
      requests.inc({ method: request.method, route, status: reply.statusCode })
      took.observe({ route }, reply.elapsedTime / 1000)
    })
  }
}
