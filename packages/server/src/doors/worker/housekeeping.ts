import { forgetMessages } from '../../record/collect/index.ts'
import type { ChunkRef, Pipeline } from '../../record/collect/index.ts'
import { purgeNotes } from '../../record/customers/index.ts'
import { countFacts, publishMoves } from '../../record/profiles/index.ts'
import type { WorkerDeps } from './worker.ts'

const MOVES_EVERY_MS = 500
const COUNT_EVERY_MS = 1000
/** Counting takes a tenth of the time at most: under load it waits longer, and so has less to do for each fact. */
const COUNT_REST = 9
const FORGET_EVERY_MS = 3_600_000

export type Housekeeping = { sawChunk(ref: ChunkRef): void; stop(): Promise<void> }

type HousekeepingDeps = Pick<WorkerDeps, 'stores' | 'log'> & Pick<Pipeline, 'oneAtATime'>

/** What has to be done now and then, beside the chunks: counting their facts, telling the warehouse of merges, forgetting old message ids and deleted notes. */
export function createHousekeeping({ stores, log, oneAtATime }: HousekeepingDeps): Housekeeping {
  let lastChunkId = 0
  let running: Promise<unknown> = Promise.resolve()
  let countAt = 0
  const stopping = new AbortController()
  const count = async () => {
    const from = performance.now()
    if (from < countAt) return
    await countFacts({ ...stores, oneAtATime, stopping: stopping.signal })
    countAt = performance.now() + COUNT_REST * (performance.now() - from)
  }
  const every = (ms: number, work: () => Promise<unknown>) =>
    setInterval(() => {
      running = running.then(work).catch((error: unknown) => log.error({ err: error }, 'housekeeping failed and will be tried again'))
    }, ms)
  const timers = [
    every(MOVES_EVERY_MS, () => publishMoves(stores)),
    every(COUNT_EVERY_MS, count),
    every(FORGET_EVERY_MS, () => purgeNotes(stores.postgres)),
    every(FORGET_EVERY_MS, async () => (lastChunkId > 0 ? forgetMessages(stores.postgres.system, lastChunkId) : 0)),
  ]
  return {
    sawChunk: ({ chunkId }) => void (lastChunkId = Math.max(lastChunkId, chunkId)),
    async stop() {
      timers.forEach(clearInterval)
      stopping.abort()
      await running
    },
  }
}
