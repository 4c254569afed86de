import { forgetMessages } from '../../record/collect/index.ts'
import type { ChunkRef } from '../../record/collect/index.ts'
import { publishMoves } from '../../record/profiles/index.ts'
import type { WorkerDeps } from './worker.ts'

const MOVES_EVERY_MS = 500
const FORGET_EVERY_MS = 3_600_000

export type Housekeeping = { sawChunk(ref: ChunkRef): void; stop(): Promise<void> }

/** What has to be done now and then, beside the chunks: telling the warehouse of merges, forgetting old message ids. */
export function createHousekeeping({ stores, log }: Pick<WorkerDeps, 'stores' | 'log'>): Housekeeping {
  let lastChunkId = 0
  let running: Promise<unknown> = Promise.resolve()
  const every = (ms: number, work: () => Promise<unknown>) =>
    setInterval(() => {
      running = running.then(work).catch((error: unknown) => log.error({ err: error }, 'housekeeping failed and will be tried again'))
    }, ms)
  const timers = [
    every(MOVES_EVERY_MS, () => publishMoves(stores)),
    every(FORGET_EVERY_MS, async () => (lastChunkId > 0 ? forgetMessages(stores.postgres.system, lastChunkId) : 0)),
  ]
  return {
    sawChunk: ({ chunkId }) => void (lastChunkId = Math.max(lastChunkId, chunkId)),
    async stop() {
      timers.forEach(clearInterval)
      await running
    },
  }
}
