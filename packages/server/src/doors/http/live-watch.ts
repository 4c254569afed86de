import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../ground/index.ts'
import { selectArrived, toStoredFact } from '../../record/profiles/index.ts'
import type { FactWish } from '../../record/profiles/index.ts'
import type { Stores } from '../../stores/index.ts'

const FACTS_PER_READ_MAX = 200
/** After a read, a rest in proportion to what it brought: so a browser gets 200 facts a second at most, and is told how many more there were. */
const REST_MS_PER_FACT = 5
const REST_MS_MIN = 100
const CHUNKS_PER_READ_MAX = 200
/** Of a backlog beyond this, the oldest go unseen. */
const CHUNKS_WAITING_MAX = 2_000

/** `fact`; `skipped`: how many more there were than can be shown; `gap`: for a moment nobody listened. */
export type Tell = (event: 'fact' | 'skipped' | 'gap', data: unknown) => void
/** What all who watch for the same share: one read of the warehouse serves them all. */
export type Watch = { workspaceId: number; viewers: Set<Tell>; hear(chunkId: number): void; tell: Tell }

type WatchDeps = { stores: Pick<Stores, 'warehouse'>; log: Logger }
type Wanted = { workspaceId: number; wish: FactWish }

/**
 * Looks for the wanted facts in the chunks it hears of. One read at a time: chunks that come meanwhile wait for the next, which takes all of
 * them, so that a warehouse that is busy is asked less often and nothing is passed over unsaid.
 */
export function createWatch({ stores: { warehouse }, log }: WatchDeps, { workspaceId, wish }: Wanted): Watch {
  const viewers = new Set<Tell>()
  let waiting: number[] = []
  let busy = false

  const tell: Tell = (event, data) => {
    for (const viewer of viewers) viewer(event, data)
  }

  async function readAll(): Promise<void> {
    if (busy) return
    busy = true
    while (waiting.length > 0 && viewers.size > 0) {
      const told = await readSome().catch((error: unknown) => {
        log.warn({ err: error }, 'live view')
        tell('gap', {})
        return 0
      })
      await sleep(Math.max(told * REST_MS_PER_FACT, REST_MS_MIN), undefined, { ref: false })
    }
    busy = false
  }

  async function readSome(): Promise<number> {
    const chunkIds = waiting.splice(0, CHUNKS_PER_READ_MAX)
    const rows = await selectArrived(warehouse, { workspaceId, chunkIds, limit: FACTS_PER_READ_MAX }, wish)
    const passedOver = (rows[0]?.matching ?? 0) - rows.length
    if (passedOver > 0) tell('skipped', { facts: passedOver })
    for (const { matching: _, ...row } of rows.reverse()) tell('fact', { ...toStoredFact(row), profileId: row.profileId })
    return rows.length
  }

  return {
    workspaceId,
    viewers,
    tell,
    hear(chunkId) {
      waiting.push(chunkId)
      if (waiting.length > CHUNKS_WAITING_MAX) {
        waiting = waiting.slice(-CHUNKS_PER_READ_MAX)
        tell('gap', {})
      }
      void readAll()
    },
  }
}
