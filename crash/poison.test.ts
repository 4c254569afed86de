import { expect, it } from 'vitest'
import type { Warehouse } from '../packages/server/src/stores/index.ts'
import { openInside, readProgress } from './in-process.ts'
import type { Workspace } from './in-process.ts'
import { createLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { until } from './look.ts'
import { openSite } from './site.ts'
import { readTruth } from './truth.ts'
import type { Truth } from './truth.ts'

const FACTS = 10_000
const FACTS_PER_BATCH = 100
const POISONED = { batch: 43, index: 21 }

const site = openSite()
const inside = await openInside(site.newFolder('data'))
const real = inside.stores.warehouse

type Json = Record<string, unknown>

/** Appends 10,000 facts, of which one is poison, before anybody works on them: chunks are as large as they get. Returns its message id. */
async function appendAll(workspace: Workspace, ledger: Ledger, rewrite: (fact: Json) => Json): Promise<string> {
  for (let count = 0; count < FACTS / FACTS_PER_BATCH; count += 1) {
    const batch = ledger.next()
    if (count === POISONED.batch) {
      const body = JSON.parse(batch.body) as { batch: Json[] }
      batch.body = JSON.stringify({ ...body, batch: body.batch.map((fact, index) => (index === POISONED.index ? rewrite(fact) : fact)) })
    }
    await workspace.append(batch)
  }
  return `${ledger.batches[POISONED.batch]!.id}-${POISONED.index}`
}

async function processAll({ workspaceId, ...rest }: Workspace, warehouse: Warehouse): Promise<Truth> {
  const worker = inside.startWorker(warehouse)
  await until(
    async () => (await readProgress(inside.stores, { workspaceId, ...rest })).waiting === 0,
    'everything is processed, the poison too',
  )
  await worker.stop()
  return readTruth(inside.stores, workspaceId)
}

/** 9,999 stored once, and the one rejected for that reason. */
function expectAllBut(poisoned: string, { truth, ledger, reason }: { truth: Truth; ledger: Ledger; reason: string }): void {
  const expected = ledger.batches.map(({ id, facts }) => {
    const stored = poisoned.startsWith(`${id}-`) ? facts - 1 : facts
    return [id, { rows: stored, ids: stored }]
  })
  expect(truth.batches).toEqual(Object.fromEntries(expected))
  expect(truth.rows).toBe(FACTS - 1)
  expect(truth.rejected).toEqual([{ reason, messageId: poisoned }])
  expect(truth.miscounted).toEqual([])
}

/** A warehouse that cannot hold the rows of one fact, in the words of ClickHouse; `onInsert` may have it fail in other ways. */
function refusing(messageId: () => string, onInsert: () => void = () => {}): Warehouse {
  return {
    ...real,
    async insert(insert) {
      onInsert()
      if (insert.rows.includes(`"message_id":"${messageId()}"`)) {
        throw new Error(
          `Code: 27. DB::Exception: Cannot parse input: expected ',' before: 'x': (at row 1). (CANNOT_PARSE_INPUT_ASSERTION_FAILED)`,
        )
      }
      await real.insert(insert)
    },
  }
}

it('one fact of 10,000 that is none is rejected, and the others are stored', async () => {
  const workspace = await inside.newWorkspace()
  const ledger = createLedger({ people: 500, factsPerBatch: FACTS_PER_BATCH, seed: 41 })
  const poisoned = await appendAll(workspace, ledger, (fact) => ({ ...fact, type: 'trick' }))
  const truth = await processAll(workspace, real)
  expectAllBut(poisoned, { truth, ledger, reason: 'type-unknown' })
})

it('one fact of 10,000 that the warehouse cannot hold is rejected, and its neighbours are stored once', async () => {
  const workspace = await inside.newWorkspace()
  const ledger = createLedger({ people: 500, factsPerBatch: FACTS_PER_BATCH, seed: 42 })
  const poisoned = await appendAll(workspace, ledger, (fact) => fact)
  const truth = await processAll(
    workspace,
    refusing(() => poisoned),
  )
  expectAllBut(poisoned, { truth, ledger, reason: 'store-refused' })
})

it('and that is so if the warehouse goes away again and again while it is being looked for', async () => {
  const workspace = await inside.newWorkspace()
  const ledger = createLedger({ people: 500, factsPerBatch: FACTS_PER_BATCH, seed: 43 })
  const poisoned = await appendAll(workspace, ledger, (fact) => fact)
  const failAt = new Set([3, 9, 20])
  let inserts = 0
  const away = () => {
    if (failAt.delete((inserts += 1))) throw new Error('Code: 210. DB::NetException: Connection refused. (NETWORK_ERROR)')
  }
  const truth = await processAll(
    workspace,
    refusing(() => poisoned, away),
  )
  expect(failAt.size).toBe(0)
  expectAllBut(poisoned, { truth, ledger, reason: 'store-refused' })
})
