import type { Clock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { deleteDeliveriesBefore } from './sending-tables.ts'

const KEPT_DAYS = 7
const DAY_MS = 86_400_000
const BATCH = 5_000

/** Forgets what was delivered or failed a week ago, and what waits for a webhook that is off since then. Returns how much. */
export async function forgetDeliveries({ postgres, clock }: { postgres: Pick<Postgres, 'system'>; clock: Clock }): Promise<number> {
  const before = new Date(clock.now() - KEPT_DAYS * DAY_MS)
  let forgotten = 0
  for (let deleted = BATCH; deleted === BATCH; forgotten += deleted) deleted = await deleteDeliveriesBefore(postgres.system, before, BATCH)
  return forgotten
}
