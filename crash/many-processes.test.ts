import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, inject, it } from 'vitest'
import { createLog, readConfig } from '../packages/server/src/ground/index.ts'
import { openStores } from '../packages/server/src/stores/index.ts'
import { openPostgres } from '../packages/server/src/stores/postgres/index.ts'
import { spawnClickHouse } from '../packages/server/src/testing/clickhouse-http.ts'
import type { Ready } from './child-server.ts'
import { createLedger } from './ledger.ts'
import type { Batch } from './ledger.ts'
import { until, whenDrained } from './look.ts'
import { sendAll, startSending } from './sending.ts'
import { startSharedPostgres } from './shared-postgres.ts'
import { openSite } from './site.ts'
import { judge, readTruth, spotless } from './truth.ts'

const PEOPLE = 200

const { sharedSeconds } = inject('crash')
const silentLog = createLog({ logLevel: 'silent', role: 'all' })
const site = openSite()
const clickhouse = await spawnClickHouse(site.newFolder('clickhouse'))
const postgres = await startSharedPostgres(site.newFolder('postgres'))
afterAll(async () => {
  await postgres.stop()
  await clickhouse.stop()
})
const { databaseUrl, databaseAdminUrl } = postgres
const environment = { DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: databaseAdminUrl, CLICKHOUSE_URL: clickhouse.url }

const start = (role: 'api' | 'worker', name: string) => site.start({ dataDir: site.newFolder(name), role, environment })

/** A batch by hand. */
function batchOf(id: string, facts: Record<string, unknown>[]): Batch {
  const batch = facts.map((fact, index) => ({ ...fact, messageId: `${id}-${index}`, timestamp: new Date().toISOString() }))
  return { id, facts: facts.length, body: JSON.stringify({ batch }), isAcknowledged: false }
}

async function profileOf({ url, adminToken }: Ready, identifier: string): Promise<{ profileId: string; facts: number }> {
  const answer = await fetch(`${url}/api/v1/profiles/by/${identifier}`, { headers: { authorization: `Bearer ${adminToken}` } })
  return (await answer.json()) as { profileId: string; facts: number }
}

it('processes that start together on an empty database do not trip over each other’s roles', async () => {
  const config = readConfig({ dataDir: site.newFolder('together'), ...postgres, clickhouseUrl: clickhouse.url })
  for (let round = 0; round < 5; round += 1) {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openPostgres(config, silentLog)))
    for (const pools of opened) await pools.close()
  }
})

it('two APIs and two workers, of which one is killed, store everything once and agree on who is who', async () => {
  // All of them at once, on empty stores.
  const apis = [start('api', 'api-1'), start('api', 'api-2')] as const
  const workers = [start('worker', 'worker-1'), start('worker', 'worker-2')] as const
  const [one, other] = await Promise.all([apis[0].ready, apis[1].ready])
  await Promise.all(workers.map(({ ready }) => ready))

  // The same people, through both.
  const ledgers = [101, 102].map((seed) => createLedger({ people: PEOPLE, factsPerBatch: 25, seed }))
  const sendings = [startSending(one, ledgers[0]!, 2), startSending(other, ledgers[1]!, 2)]
  await sleep((sharedSeconds * 1000) / 2)
  await workers[0].kill()
  await sleep((sharedSeconds * 1000) / 2)
  await Promise.all(sendings.map((sending) => sending.stop()))

  const signedIn = batchOf('ada.signed-in', [{ type: 'identify', userId: 'ada', anonymousId: 'phone' }, { type: 'track', event: 'Bought', userId: 'ada' }]) // prettier-ignore
  const onPhone = batchOf('ada.on-phone', [{ type: 'track', event: 'Seen', anonymousId: 'phone' }, { type: 'identify', anonymousId: 'phone', userId: 'ada' }]) // prettier-ignore
  const parts = ledgers.map(({ batches }) => batches.filter((_, index) => index % 3 === 0))
  await Promise.all([sendAll(one, [signedIn, ...parts[1]!], 2), sendAll(other, [onPhone, ...parts[0]!], 2)])
  await whenDrained(one)

  await until(async () => (await profileOf(one, 'user_id/ada')).facts === 4, 'the last facts are counted')
  const [asUser, asPhone] = await Promise.all([profileOf(one, 'user_id/ada'), profileOf(other, 'anonymous_id/phone')])
  expect(asPhone).toEqual(asUser)
  for (let person = 0; person < PEOPLE; person += 20) {
    const [byUser, byDevice] = await Promise.all([
      profileOf(one, `user_id/person-${person}`),
      profileOf(other, `anonymous_id/device-${person}`),
    ])
    expect(byDevice.profileId).toBe(byUser.profileId)
  }
  for (const server of [...apis, workers[1]]) await server.stop()

  const config = readConfig({ dataDir: site.newFolder('look'), ...postgres, clickhouseUrl: clickhouse.url })
  const stores = await openStores(config, silentLog)
  const truth = await readTruth(stores, 1).finally(() => stores.close())
  const sent = [...ledgers.flatMap(({ batches }) => batches), signedIn, onPhone]
  expect(judge(truth, sent)).toEqual(spotless)
  expect(truth.rows).toBe(sent.reduce((sum, { facts }) => sum + facts, 0))
  expect(truth.duplicates).toBeGreaterThan(0)
})
