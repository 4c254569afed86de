import { setTimeout as sleep } from 'node:timers/promises'
import { createWorld, trickle } from '@percorso/simulator'
import type { Told } from '@percorso/simulator'
import type { Clock, Logger } from '../../ground/index.ts'
import { appendWithin } from '../../record/collect/index.ts'
import { inTransaction } from '../../stores/index.ts'
import { packTold } from './demo-intake.ts'
import { selectSample } from './demo-tables.ts'
import type { Loading } from './demo-load.ts'

const TICK_MS = 1_000
const KEPT_MAX = 5_000
/** After a longer sleep of the machine, what would have happened meanwhile is left out. */
const GAP_MS_MAX = 600_000

export type Living = Omit<Loading, 'onProgress'> & { clock: Clock; log: Logger }

/** Lets the same people live on, from now until stopped or deleted: each second, what has just happened to them comes in. */
export async function liveOn(living: Living): Promise<void> {
  const { sample, signal, clock, log } = living
  const world = createWorld(sample)
  let looked = Math.max(clock.now(), sample.endsAt)
  let happening = trickle(world, looked)
  let next = happening.next()
  const due: Told[] = []
  while (!signal.aborted) {
    const now = clock.now()
    if (now - looked > GAP_MS_MAX) next = (happening = trickle(world, now)).next()
    looked = Math.max(looked, now)
    for (; !next.done && next.value.at <= now; next = happening.next()) due.push(next.value)
    try {
      if (!(await take(living, due))) return
      due.length = 0
    } catch (error) {
      log.warn({ err: error }, 'the demo could not send its facts and will try again')
      due.splice(0, due.length - KEPT_MAX)
    }
    await sleep(TICK_MS, undefined, { signal }).catch(() => {})
  }
}

/** False if the sample is no more: whoever deleted it does not want it to grow again. */
async function take({ postgres, workspaceId, sources, clock }: Living, due: Told[]): Promise<boolean> {
  if (due.length === 0) return true
  const entries = packTold(due, { workspaceId, sources, receivedAt: clock.now(), origin: 'live' })
  return inTransaction(postgres.system, async (db) => {
    if (!(await selectSample(db, workspaceId))) return false
    await appendWithin(db, entries)
    return true
  })
}
