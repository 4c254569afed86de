import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { sumActivity } from './pack-activity.ts'
import { renewListed } from './listed-tables.ts'
import { renewWholes } from './renew-wholes.ts'
import { goByIndex } from './tables.ts'
import type { Bucket } from './uncounted-tables.ts'
import { countActivity, takeUncounted, uncountedBuckets } from './uncounted-tables.ts'

export type Counting = {
  postgres: Pick<Postgres, 'system'>
  /** Keeps other work on the same people waiting, bucket by bucket. */
  oneAtATime: <T>(work: () => Promise<T>) => Promise<T>
  /** Called between two buckets with what the last one took, in ms. Returns whether to go on. */
  rest?: (took_ms: number) => Promise<boolean>
}

/**
 * Adds what chunks have left uncounted to the counters of identifiers and profiles (facts, last seen), and renews how lists show them. The
 * longer it has not been called, the less each fact costs: a person's facts are counted together. Each is counted once, whatever is killed in
 * between.
 */
export async function countFacts({ postgres, oneAtATime, rest = async () => true }: Counting): Promise<void> {
  for (const bucket of await uncountedBuckets(postgres.system)) {
    const took_ms = await oneAtATime(async () => {
      const from = performance.now()
      await countBucket(postgres, bucket)
      return performance.now() - from
    })
    if (!(await rest(took_ms))) return
  }
}

async function countBucket(postgres: Counting['postgres'], bucket: Bucket): Promise<void> {
  await inTransaction(postgres.system, async (db) => {
    const activity = sumActivity(await takeUncounted(db, bucket))
    if (activity.length === 0) return
    await goByIndex(db)
    const scope = { db, workspaceId: bucket.workspaceId }
    const touched = await countActivity(
      scope,
      activity.filter(({ facts }) => facts > 0),
    )
    const own = new Map(activity.map((one) => [one.id, { ...one, firstSeen: one.lastSeen, state: undefined }])) // when they were first seen is known already
    await renewWholes(scope, { own, touched, regrouped: new Set() })
    await renewListed(scope, [...activity.map(({ id }) => id), ...touched.map(({ profileId }) => profileId)])
  })
}
