import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import { createChance } from '../bench/facts.ts'
import { createLedger, shuffled } from './ledger.ts'
import { lookInto, until, whenDrained } from './look.ts'
import { killAll, processTree } from './process-tree.ts'
import { sendAll, startSending } from './sending.ts'
import { openSite } from './site.ts'
import { judge, spotless } from './truth.ts'

const { postgresKills } = inject('crash')
const site = openSite()
const chance = createChance(21)
const dataDir = site.newFolder('data')

it(`goes on by itself after ${postgresKills} kill -9 of PostgreSQL alone, and loses and doubles nothing`, async () => {
  const server = site.start({ dataDir })
  const target = await server.ready
  const ledger = createLedger({ people: 300, factsPerBatch: 25, seed: 2 })
  const killPostgres = () => killAll(processTree(server.pid).slice(1)) // all but the server itself
  const sending = startSending(target, ledger, 3)
  for (let kill = 1; kill <= postgresKills; kill += 1) {
    await sleep(300 + chance() * 1500)
    killPostgres()
    const killedAt_ms = performance.now()
    const isAcknowledgedSince = () => sending.answers.some(({ status, at_ms, took_ms }) => status === 200 && at_ms - took_ms > killedAt_ms)
    await until(isAcknowledgedSince, `facts are taken again after kill ${kill}`)
    expect(server.isRunning()).toBe(true)
  }
  await sending.stop()
  const again = sendAll(target, shuffled(ledger.batches, chance)) // the killed ones too, and over one more kill
  await sleep(500)
  killPostgres()
  await again
  await whenDrained(target)
  await server.stop()
  const truth = await lookInto(dataDir)
  expect(judge(truth, ledger.batches)).toEqual(spotless)
  expect(truth.rows).toBe(ledger.facts())
  expect(truth.rejected).toEqual([])
  // Whoever sends hears it at once, and that it is not their fault.
  expect(new Set(sending.answers.map(({ status }) => status))).toEqual(new Set([200, 503]))
})
