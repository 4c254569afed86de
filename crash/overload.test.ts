import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import type { Ready } from './child-server.ts'
import { createLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { lookInto, whenDrained } from './look.ts'
import { peakMemory } from './process-tree.ts'
import { sendSteadily, startSending } from './sending.ts'
import { openSite } from './site.ts'
import { judge, spotless } from './truth.ts'

const FACTS_PER_BATCH = 50
const GIGABYTE = 1e9

const { overloadSeconds, intakeLimitBytes } = inject('crash')
const site = openSite()

/** How many facts a second go all the way, while as many are sent as are taken. Roughly: the machine has other work too. */
async function measureCapacity(target: Ready, ledger: Ledger): Promise<number> {
  const from_ms = performance.now()
  const sending = startSending(target, ledger, 8)
  await sleep((overloadSeconds * 1000) / 4)
  await sending.stop()
  await whenDrained(target)
  return ledger.facts('acknowledged') / ((performance.now() - from_ms) / 1000)
}

it(`bears five times as much as it can do for ${overloadSeconds} s: takes what it can, refuses the rest, does what it took`, async () => {
  const dataDir = site.newFolder('data')
  const server = site.start({ dataDir, environment: { PERCORSO_INTAKE_LIMIT_BYTES: String(intakeLimitBytes) } })
  const target = await server.ready
  const ledger = createLedger({ people: 5_000, factsPerBatch: FACTS_PER_BATCH, seed: 7 })
  const perSecond = (5 * (await measureCapacity(target, ledger))) / FACTS_PER_BATCH
  const before = ledger.batches.length
  const answers = await sendSteadily(target, ledger, { batches: Math.round(perSecond * overloadSeconds), perSecond })
  const accepted = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status !== 200)
  expect(server.isRunning()).toBe(true)
  expect(ledger.batches.slice(before).filter(({ isAcknowledged }) => isAcknowledged)).toHaveLength(accepted.length)
  expect(refused.length).toBeGreaterThan(answers.length / 4)
  // No answer at all (0) is a refusal too; an answer says when to come again.
  const kinds = new Set(refused.map(({ status, retryAfter }) => `${status} ${retryAfter}`))
  expect([...kinds].filter((kind) => !['429 5', '503 5', '0 undefined'].includes(kind))).toEqual([])
  await whenDrained(target)
  expect(peakMemory(server.pid)).toBeLessThan(2 * GIGABYTE)
  await server.stop()
  expect(judge(await lookInto(dataDir), ledger.batches)).toEqual(spotless)
})
