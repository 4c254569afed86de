import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import { countFacts } from '../packages/server/src/record/profiles/index.ts'
import type { Warehouse } from '../packages/server/src/stores/index.ts'
import { openInside, readProgress } from './in-process.ts'
import { createLedger } from './ledger.ts'
import { until } from './look.ts'
import { openSite } from './site.ts'
import { judge, readTruth, spotless } from './truth.ts'
import { putOutdoors } from './weather.ts'

const { outageSeconds } = inject('crash')
const site = openSite()
const inside = await openInside(site.newFolder('data'))
const workspace = await inside.newWorkspace()
const { warehouse, turn, failures } = putOutdoors(inside.stores.warehouse)
const worker = inside.startWorker(warehouse)
const ledger = createLedger({ people: 200, factsPerBatch: 20, seed: 3 })

/** Sends all the while, ten batches a second. */
async function sendFor(seconds: number): Promise<void> {
  for (const until_ms = performance.now() + seconds * 1000; performance.now() < until_ms; await sleep(100))
    await workspace.append(ledger.next())
}

const drained = () => until(async () => (await readProgress(inside.stores, workspace)).waiting === 0, 'everything is processed')

/** Counted up to this moment: the worker does so only now and then. */
async function progress(): ReturnType<typeof readProgress> {
  await countFacts({ ...inside.stores, oneAtATime: (work) => work() })
  return readProgress(inside.stores, workspace)
}

async function holdsExactly(): Promise<void> {
  await drained()
  const truth = await readTruth(inside.stores, workspace.workspaceId)
  expect(judge(truth, ledger.batches)).toEqual(spotless)
  expect(truth.rows).toBe(ledger.facts())
  expect(truth.rejected).toEqual([])
}

it.each(['away', 'answers lost'] as const)(
  `keeps everything while ClickHouse is in trouble for ${outageSeconds} s: %s`,
  async (weather) => {
    await sendFor(1)
    await drained()
    const before = await progress()
    const failed = failures()
    turn(weather)
    await sendFor(outageSeconds / 2)
    const halfway = await progress()
    await sendFor(outageSeconds / 2)
    const after = await progress()
    // People wait for the warehouse, so that neither shows what the other does not know; the intake takes more all the while.
    expect([halfway.counted, after.counted]).toEqual([before.counted, before.counted])
    expect(halfway.waiting).toBeGreaterThan(0)
    expect(after.waiting).toBeGreaterThan(halfway.waiting)
    expect(after.counted + after.waiting).toBe(ledger.facts('acknowledged'))
    expect(failures()).toBeGreaterThan(failed + 1)
    turn('fair')
    await holdsExactly()
  },
)

it('bears it to come and go', async () => {
  for (const weather of ['away', 'fair', 'answers lost', 'away', 'fair', 'answers lost', 'fair'] as const) {
    turn(weather)
    await sendFor(outageSeconds / 12)
  }
  await holdsExactly()
})

it('completes what a ClickHouse that was killed in the middle of an insert takes for a repetition', async () => {
  // It notes each partition's token before it keeps the rows, so that a kill in between leaves a token without its rows.
  const burnt = new Set<string>()
  const real = inside.stores.warehouse
  const forgetful: Warehouse = {
    ...real,
    async insert(insert) {
      if (burnt.has(insert.token)) return
      if (burnt.size >= 2) return real.insert(insert)
      burnt.add(insert.token) // the chunk's own token, and the one that completes it
      const lines = insert.rows.toString().split('\n')
      const kept = lines.slice(0, Math.floor(lines.length / 2)).join('\n')
      await real.insert({ ...insert, rows: Buffer.from(kept) })
      throw new Error('socket hang up')
    },
  }
  const other = await inside.newWorkspace()
  const sent = createLedger({ people: 200, factsPerBatch: 100, seed: 33 })
  await worker.stop()
  for (let count = 0; count < 20; count += 1) await other.append(sent.next())
  inside.startWorker(forgetful)
  await until(async () => (await readProgress(inside.stores, other)).waiting === 0, 'everything is processed')
  const truth = await readTruth(inside.stores, other.workspaceId)
  expect(judge(truth, sent.batches)).toEqual(spotless)
  expect(burnt.size).toBe(2)
})
