import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import { createChance } from '../bench/facts.ts'
import { nowhere } from './child-server.ts'
import type { ChildServer } from './child-server.ts'
import { createLedger, shuffled } from './ledger.ts'
import { lookInto, whenDrained } from './look.ts'
import { sendAll, startSending } from './sending.ts'
import { openSite } from './site.ts'
import { judge, spotless } from './truth.ts'

const { kills } = inject('crash')
const site = openSite()
const chance = createChance(20)
const dataDir = site.newFolder('data')
/** Who sends follows the server to wherever it starts again. */
const target = { ...nowhere }
// A year of facts: the warehouse writes twelve parts for each insert, so that a kill finds it between two of them.
const ledger = createLedger({ people: 300, factsPerBatch: 50, seed: 1, months: 12 })

async function start(): Promise<ChildServer> {
  const server = site.start({ dataDir })
  Object.assign(target, await server.ready)
  return server
}

it(`loses and doubles nothing over ${kills} kill -9 of the whole process tree under load`, async () => {
  const sending = startSending(target, ledger, 4)
  for (let kill = 1; kill <= kills; kill += 1) {
    const server = site.start({ dataDir })
    const life_ms = 300 + chance() * 2000
    // Every third dies while it is still starting, with the recovery from the last death under way.
    if (kill % 3 === 0) await Promise.race([server.ready, sleep(life_ms)])
    else {
      Object.assign(target, await server.ready)
      await sleep(life_ms)
    }
    await server.kill()
  }
  const server = await start()
  await sleep(1000)
  await sending.stop()
  await whenDrained(target)
  await server.stop()
  const truth = await lookInto(dataDir)
  expect(judge(truth, ledger.batches)).toEqual(spotless)
  expect(truth.rejected).toEqual([])
  expect(ledger.facts('acknowledged')).toBeGreaterThan(kills * 50)
})

it('takes everything sent three times again, in any order, some of it over another kill, for the same facts', async () => {
  let server = await start()
  for (let round = 1; round <= 3; round += 1) {
    const sent = sendAll(target, shuffled(ledger.batches, chance))
    if (round === 2) {
      await sleep(500)
      await server.kill()
      server = await start()
    }
    await sent
  }
  await whenDrained(target)
  await server.stop()
  const truth = await lookInto(dataDir)
  expect(judge(truth, ledger.batches)).toEqual(spotless)
  expect(truth.rows).toBe(ledger.facts())
  expect(truth.rejected).toEqual([])
})
