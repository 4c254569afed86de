import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../ground/index.ts'
import type { Config, Logger } from '../../ground/index.ts'
import { createPipeline, formChunk, orphanChunks, processChunk } from '../../record/collect/index.ts'
import type { ChunkRef, FreshRequests, Pipeline, Processed } from '../../record/collect/index.ts'
import { createFollower, followFacts } from '../../understand/following/index.ts'
import type { Stores } from '../../stores/index.ts'
import { createHousekeeping } from './housekeeping.ts'
import { startWebhooks } from './webhooks.ts'

const LOOPS = 2
const IDLE_MS = 100
const BREATH_MS = 60
const FULL_CHUNK_FACTS = 2000
const ORPHANS_EVERY_MS = 1000
const RETRY_MS_MAX = 5000

export type WorkerDeps = {
  stores: Stores
  log: Logger
  config?: Partial<Pick<Config, 'secret' | 'allowPrivateHosts'>>
  /** What this process's own intake has parsed already, if it has one. */
  fresh?: FreshRequests
  onChunk(processed: Processed, took_ms: number): void
  onFailure(): void
}

export type Worker = {
  /** There may be something to do: do not wait for the next look. */
  wake: () => void
  /** Finishes what is under way and stops. */
  stop(): Promise<void>
}

/** Processes the intake until stopped: forms chunks, processes them, takes up orphans. Any number of workers may run, on any number of machines. */
export function startWorker(deps: WorkerDeps): Worker {
  const follower = createFollower(systemClock)
  const webhooks = startWebhooks(deps)
  const pipeline = createPipeline(deps.stores, {
    ...(deps.fresh && { fresh: deps.fresh }),
    react: async (scope, applied) => {
      await followFacts(follower, scope, applied)
      await webhooks.queue(scope, applied)
    },
  })
  const stopping = new AbortController()
  const bell = createBell(stopping.signal)
  const housekeeping = createHousekeeping({ ...deps, oneAtATime: pipeline.oneAtATime, follower })
  const loops = Array.from({ length: LOOPS }, () => runLoop({ ...deps, pipeline, bell, stopping: stopping.signal, housekeeping }))
  return {
    wake: bell.ring,
    async stop() {
      stopping.abort()
      await Promise.all(loops)
      await Promise.all([housekeeping.stop(), webhooks.stop()])
    },
  }
}

type Loop = WorkerDeps & {
  pipeline: Pipeline
  bell: Bell
  stopping: AbortSignal
  housekeeping: { sawChunk(ref: ChunkRef, facts: number): void }
}

async function runLoop(loop: Loop): Promise<void> {
  let failures = 0
  let lookForOrphansAt = 0
  while (!loop.stopping.aborted) {
    try {
      if (failures > 0 || Date.now() >= lookForOrphansAt) {
        await takeUpOrphans(loop)
        lookForOrphansAt = Date.now() + ORPHANS_EVERY_MS
      }
      const facts = await processNext(loop)
      failures = 0
      if (facts === undefined) await loop.bell.wait(IDLE_MS)
      else if (facts < FULL_CHUNK_FACTS) await pause(BREATH_MS, loop.stopping) // let the next chunk grow: one insert for many facts
    } catch (error) {
      failures += 1
      loop.onFailure()
      loop.log.error({ err: error, failures }, 'a chunk failed and will be tried again')
      await pause(Math.min(100 * 2 ** failures, RETRY_MS_MAX), loop.stopping)
    }
  }
}

/** Forms and processes one chunk. Returns how many requests' facts it held, or undefined if nothing waited. */
async function processNext(loop: Loop): Promise<number | undefined> {
  const formed = await formChunk(loop.pipeline)
  if (!formed) return undefined
  await processOne(loop, formed.ref, formed.content)
  return formed.content.facts.length
}

async function takeUpOrphans(loop: Loop): Promise<void> {
  for (const ref of await orphanChunks(loop.stores.postgres.system)) {
    if (loop.stopping.aborted) return
    await processOne(loop, ref)
  }
}

async function processOne(loop: Loop, ...[ref, content]: [ChunkRef, Parameters<typeof processChunk>[2]?]): Promise<void> {
  const from = performance.now()
  const processed = await processChunk(loop.pipeline, ref, content)
  loop.housekeeping.sawChunk(ref, processed?.facts ?? 0)
  if (processed) loop.onChunk(processed, performance.now() - from)
}

type Bell = { ring: () => void; wait: (ms: number) => Promise<void> }

/** Wakes whoever waits. */
function createBell(stopping: AbortSignal): Bell {
  const waiting = new Set<() => void>()
  const ring = () => waiting.forEach((wake) => wake())
  stopping.addEventListener('abort', ring)
  return {
    ring,
    wait: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake) // also when its time is up: a worker that nobody rings for waits ten times a second, for ever
          resolve()
        }
        const timer = setTimeout(wake, ms)
        waiting.add(wake)
      }),
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
