import { createWorld, trickle } from '@percorso/simulator'
import { expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { silentLog } from '../../testing/server.ts'
import { testStores } from '../../testing/index.ts'
import { liveOn } from './demo-live.ts'
import { keepSample } from './demo-sample.ts'
import { firstWorkspace } from './credential-tables.ts'
import { pendingFacts } from './demo-tables.ts'
import { inTransaction } from '../../stores/index.ts'

const stores = await testStores()
const endsAt = Date.UTC(2026, 10, 20, 18)
const wish = { seed: 1, customers: 5_000, days: 30, endsAt }

it('sends what has happened until now, each fact once, then what happens, until the sample is deleted', async () => {
  const { postgres } = stores
  const { workspaceId } = await inTransaction(postgres.system, firstWorkspace)
  const { sample, sources } = await keepSample({ postgres, workspaceId }, wish)
  const clock = virtualClock(endsAt + 60_000)
  const living = liveOn({ postgres, workspaceId, sample, sources, clock, log: silentLog, signal: new AbortController().signal })
  clock.advance(5 * 60_000)
  const expected = countUntil(endsAt + 60_000, clock.now())
  expect(expected).toBeGreaterThan(50)
  while ((await pendingFacts(postgres.system, workspaceId)) < expected) await new Promise((resolve) => setTimeout(resolve, 50))
  clock.advance(60_000)
  const later = countUntil(endsAt + 60_000, clock.now())
  while ((await pendingFacts(postgres.system, workspaceId)) < later) await new Promise((resolve) => setTimeout(resolve, 50))
  await postgres.system.query('update workspaces set sample_since = null, sample_world = null where workspace_id = $1', [workspaceId])
  clock.advance(60_000)
  await living // ends by itself: the sample was deleted
  expect(await pendingFacts(postgres.system, workspaceId)).toBe(later)
})

function countUntil(from: number, to: number): number {
  let count = 0
  for (const { at } of trickle(createWorld(wish), from)) {
    if (at > to) return count
    count += 1
  }
  return count
}
