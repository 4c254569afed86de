import { expect, it } from 'vitest'
import type { Warehouse } from '../packages/server/src/stores/index.ts'
import { openInside, readProgress } from './in-process.ts'
import type { Inside } from './in-process.ts'
import { createLedger } from './ledger.ts'
import type { Batch, Ledger } from './ledger.ts'
import { until } from './look.ts'
import { openSite } from './site.ts'
import { judge, readTruth, spotless } from './truth.ts'

const FACTS = 10_000
const POISONED = 4321

const site = openSite()
const inside = await openInside(site.newFolder('data'))

type Json = Record<string, unknown>

/** Rewrites the one fact of a ledger that is poison. Returns its message id. */
function poison(batch: Batch, rewrite: (fact: Json) => Json): string {
  const { batch: facts, ...rest } = JSON.parse(batch.body) as { batch: Json[] }
  const index = POISONED % batch.facts
  batch.body = JSON.stringify({ ...rest, batch: facts.map((fact, at) => (at === index ? rewrite(fact) : fact)) })
  return `${batch.id}-${index}`
}

/** Appends 10,000 facts, of which one is poison, before anybody works on them: chunks are as large as they get. */
async function appendAll(ledger: Ledger, rewrite: (fact: Json) => Json): Promise<string> {
  const batches = Array.from({ length: FACTS / 100 }, () => ledger.next())
  const poisoned = poison(batches[Math.floor(POISONED / 100)]!, rewrite)
  await Promise.all(batches.map((batch) => inside.append(batch)))
  return poisoned
}

/** Works on what waits until it is done, and expects all of it to be there but the one. */
async function storesAllBut(poisoned: string, { ledger, warehouse, before }: { ledger: Ledger; warehouse: Warehouse; before: number }) {
  const worker = inside.startWorker(warehouse)
  await until(async () => (await readProgress(inside)).waiting === 0, 'everything is processed')
  await worker.stop()
  const truth = await readTruth(inside.stores, inside.workspaceId)
  const batch = ledger.batches.find(({ id }) => poisoned.startsWith(`${id}-`))!
  const own = Object.fromEntries(Object.entries(truth.batches).filter(([id]) => id.startsWith(`batch.${id.split('.')[1]}.`)))
  void own
  expect(truth.rows - before).toBe(FACTS - 1)
  expect(judge({ ...truth, batches: { ...truth.batches, [batch.id]: truth.batches[batch.id]! } }, [...ledger.batches])).toEqual(spotless)
}
export type { Inside }
void storesAllBut
void appendAll
it('x', () => {})
