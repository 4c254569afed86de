import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { createIntake } from '../../record/collect/index.ts'
import { buildWorkspace, recordFacts, silentLog, testStores } from '../../testing/index.ts'
import { buildServer, createToken } from './index.ts'

const stores = await testStores()
const { postgres } = stores
const intake = createIntake(postgres, () => {})

async function listeners(): Promise<number> {
  const { rows } = await postgres.system.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and query = 'listen percorso_chunk'`,
  )
  return rows[0]!.n
}

async function until(happened: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await happened()); tries += 1) {
    if (tries > 200) throw new Error('it never happened')
    await sleep(20)
  }
}

it('shows each workspace its own facts as they come, listens only while somebody watches, and ends with the server', async () => {
  const pressure = { refusal: () => undefined }
  const app = buildServer({
    stores,
    intake,
    pressure,
    config: { trustProxy: false, dataDir: stores.dataDir, minFreeDiskBytes: 0 },
    clock: systemClock,
    log: silentLog,
    registry: new Registry(),
  })
  await app.listen({ port: 0 })
  const { port } = app.server.address() as AddressInfo
  const [mine, theirs] = [await buildWorkspace(stores), await buildWorkspace(stores)]

  async function watch({ workspaceId }: { workspaceId: number }) {
    const token = await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'Live' })
    const leave = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: leave.signal,
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const heard = { text: '', ended: false }
    const read = async () => {
      for await (const bytes of answer.body!) heard.text += Buffer.from(bytes).toString()
    }
    void read()
      .catch(() => {})
      .finally(() => (heard.ended = true))
    return { heard, leave }
  }

  expect(await listeners()).toBe(0)
  const [me, them] = [await watch(mine), await watch(theirs)]
  await until(async () => (await listeners()) === 1)

  const chunkId = await recordFacts(stores, mine, [
    { who: { user_id: 'ada' }, time: '2024-01-01T00:00:00Z', event: 'Bought', properties: { price: 5 } },
  ])
  await postgres.system.query(`select pg_notify('percorso_chunk', $1)`, [JSON.stringify({ workspaceId: mine.workspaceId, chunkId })])
  await until(() => me.heard.text.includes('event: fact'))
  const fact = JSON.parse(/^data: (.*)$/mu.exec(me.heard.text)![1]!) as Record<string, unknown>
  expect(fact).toMatchObject({ name: 'Bought', userId: 'ada', properties: { price: 5 }, profileId: expect.any(String) as string })

  // Its connection breaks, and a new one takes over.
  const listening = `from pg_stat_activity where datname = current_database() and query = 'listen percorso_chunk'`
  const { rows } = await postgres.system.query<{ pid: number }>(`select pid ${listening}`)
  await postgres.system.query(`select pg_terminate_backend($1)`, [rows[0]?.pid])
  await until(async () => (await postgres.system.query(`select pid ${listening} and pid <> $1`, [rows[0]?.pid])).rowCount === 1)
  await postgres.system.query(`select pg_notify('percorso_chunk', $1)`, [JSON.stringify({ workspaceId: mine.workspaceId, chunkId })])
  await until(() => me.heard.text.split('event: fact').length === 3)

  them.leave.abort()
  await until(() => them.heard.ended)
  expect(them.heard.text).not.toContain('event: fact')
  await app.close()
  await until(() => me.heard.ended)
  await until(async () => (await listeners()) === 0)
})

it('stops listening when the last one leaves', async () => {
  const pressure = { refusal: () => undefined }
  const app = buildServer({
    stores,
    intake,
    pressure,
    config: { trustProxy: false, dataDir: stores.dataDir, minFreeDiskBytes: 0 },
    clock: systemClock,
    log: silentLog,
    registry: new Registry(),
  })
  await app.listen({ port: 0 })
  const { port } = app.server.address() as AddressInfo
  const { workspaceId } = await buildWorkspace(stores)
  const token = await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'token', name: 'Live' })
  const leave = new AbortController()
  await fetch(`http://127.0.0.1:${port}/api/v1/live`, { headers: { authorization: `Bearer ${token}` }, signal: leave.signal })
  await until(async () => (await listeners()) === 1)
  leave.abort()
  await until(async () => (await listeners()) === 0)
  await app.close()
})
