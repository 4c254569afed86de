import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../ground/index.ts'
import { forgetMessages } from '../../record/collect/index.ts'
import type { ChunkRef, Pipeline } from '../../record/collect/index.ts'
import { purgeNotes } from '../../record/customers/index.ts'
import { countFacts, publishMoves } from '../../record/profiles/index.ts'
import { PARTS_IN_PEACE, fillPart, rejudgePeople, wakePeople } from '../../understand/following/index.ts'
import type { Follower } from '../../understand/following/index.ts'
import { renewDueStudy } from '../../understand/moments/index.ts'
import type { WorkerDeps } from './worker.ts'

const MOVES_EVERY_MS = 500
const WAKE_EVERY_MS = 200
const FILL_EVERY_MS = 200
const COUNT_EVERY_MS = 1000
/** Under load, counting rests between two steps, so that it takes a tenth of the time at most: it goes slower, and so has less to do for each fact. */
const COUNT_REST = 9
const LOAD_FACTS = 300
const FORGET_EVERY_MS = 3_600_000
/** Studies are due once a day; a new one soon. */
const RENEW_EVERY_MS = 60_000

export type Housekeeping = { sawChunk(ref: ChunkRef, facts: number): void; stop(): Promise<void> }

type HousekeepingDeps = Pick<WorkerDeps, 'stores' | 'log'> & Pick<Pipeline, 'oneAtATime'> & { follower: Follower }

/** What has to be done now and then, beside the chunks: counting their facts, telling the warehouse of merges, reckoning studies, forgetting old message ids and deleted notes. */
export function createHousekeeping({ stores, log, oneAtATime, follower }: HousekeepingDeps): Housekeeping {
  let lastChunkId = 0
  const stopping = new AbortController()
  let [lately, before] = [0, 0] // facts of this second and of the one before
  const isBusy = () => Math.max(lately, before) > LOAD_FACTS
  const rest = async (took_ms: number) => {
    if (isBusy()) await sleep(COUNT_REST * took_ms, undefined, { signal: stopping.signal }).catch(() => {})
    return !stopping.signal.aborted
  }
  const running = new Set<Promise<unknown>>()
  const every = (ms: number, work: () => Promise<unknown>) => {
    let isRunning = false
    return setInterval(() => {
      if (isRunning) return
      isRunning = true
      const run = work()
        .catch((error: unknown) => log.error({ err: error }, 'housekeeping failed and will be tried again'))
        .finally(() => {
          isRunning = false
          running.delete(run)
        })
      running.add(run)
    }, ms)
  }
  const timers = [
    setInterval(() => ([before, lately] = [lately, 0]), 1000),
    every(MOVES_EVERY_MS, () => publishMoves(stores, (scope, ids) => rejudgePeople(follower, scope, { ids, because: { kind: 'people' } }))),
    every(WAKE_EVERY_MS, () => oneAtATime(() => wakePeople(follower, stores))),
    every(FILL_EVERY_MS, async () => {
      // not one at a time with the chunks: the end of a fill waits until none is under way, and they would wait for it
      while (!stopping.signal.aborted && (await fillPart(follower, stores, isBusy() ? 1 : PARTS_IN_PEACE)));
    }),
    every(COUNT_EVERY_MS, () => countFacts({ ...stores, oneAtATime, rest })),
    every(RENEW_EVERY_MS, async () => {
      while (!stopping.signal.aborted && (await renewDueStudy(stores, systemClock.now())));
    }),
    every(FORGET_EVERY_MS, () => purgeNotes(stores.postgres)),
    every(FORGET_EVERY_MS, async () => (lastChunkId > 0 ? forgetMessages(stores.postgres.system, lastChunkId) : 0)),
  ]
  return {
    sawChunk({ chunkId }, facts) {
      lastChunkId = Math.max(lastChunkId, chunkId)
      lately += facts
    },
    async stop() {
      timers.forEach(clearInterval)
      stopping.abort()
      await Promise.all(running)
    },
  }
}
