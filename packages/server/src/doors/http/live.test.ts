import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { createIntake } from '../../record/collect/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

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
    if (tries > 1_000) throw new Error('it never happened')
    await sleep(20)
  }
}

it('shows each workspace its own facts as they come, listens only while somebody watches, and ends with the server', async () => {
  const app = buildTestApp(stores, { intake })
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
  const app = buildTestApp(stores, { intake })
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

it('narrows down what is shown, says what it passes over, and refuses what is no filter', async () => {
  const app = buildTestApp(stores, { intake })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const world = await buildWorkspace(stores)
  const token = await createToken({ postgres, clock: systemClock }, { workspaceId: world.workspaceId, kind: 'token', name: 'Live' })
  const open = (query: string) => fetch(`http://127.0.0.1:${port}/api/v1/live?${query}`, { headers: { authorization: `Bearer ${token}` } })
  for (const query of ['source=x', 'type=click', 'test=is&path=a', 'nonsense=1', `name=${'x'.repeat(600)}`])
    expect((await open(query)).status, query).toBe(400)

  async function watch(query: string) {
    const answer = await open(query)
    const heard = { names: [] as string[], skipped: 0, text: '' }
    const read = async () => {
      for await (const bytes of answer.body!) {
        heard.text += Buffer.from(bytes).toString()
        const whole = heard.text.slice(0, heard.text.lastIndexOf('\n\n') + 2) // the last event may still be on its way
        heard.names = [...whole.matchAll(/^event: fact\ndata: (.*)$/gmu)].map(([, data]) => (JSON.parse(data!) as { name: string }).name)
        const skips = [...whole.matchAll(/^event: skipped\ndata: (.*)$/gmu)]
        heard.skipped = skips.reduce((sum, [, data]) => sum + (JSON.parse(data!) as { facts: number }).facts, 0)
      }
    }
    void read().catch(() => {})
    return heard
  }
  // Ada's device is known before anybody watches; Bob is not.
  await recordFacts(stores, world, [
    { who: { user_id: 'ada', anonymous_id: 'ada-device' }, time: '2024-01-01T00:00:00Z', traits: { email: 'ada@example.com' } },
  ])
  const queries = {
    all: '',
    pages: 'name=Seen&type=track',
    elsewhere: `source=${world.sourceId + 1}`,
    here: `source=${world.sourceId}&name=Bought`,
    ada: 'person=ada-device',
    bob: 'person=Bob%40Example.com',
    dear: 'path=order.total&test=moreThan&value=100',
    rome: 'path=city&test=contains&value=ROM',
    exactly: `path=city&test=equals&value=${encodeURIComponent("O'Hara\\' or 1=1 --")}`,
    hasCity: 'path=city',
    hostile: `path=${encodeURIComponent("x') or 1=1 or getSubcolumn(properties, 'city")}`,
    mine: 'mine=true',
  }
  const watched = Object.fromEntries(
    await Promise.all(Object.entries(queries).map(async ([key, query]) => [key, await watch(query)] as const)),
  )
  const time = '2024-02-01T00:00:00Z'
  const chunkId = await recordFacts(stores, world, [
    { who: { user_id: 'ada' }, time, event: 'Bought', properties: { order: { total: 150 }, city: 'Roma' } },
    { who: { user_id: 'eve' }, time, event: 'Bought cheaply', properties: { order: { total: 20 }, city: "O'Hara\\' or 1=1 --" } },
    { who: { user_id: 'bob' }, time, event: 'Signed up', properties: { email: 'bob@example.com' } },
    ...Array.from({ length: 260 }, (_, index) => ({ who: { user_id: `u${index}` }, time, event: 'Seen' })),
  ])
  await postgres.system.query(`select pg_notify('percorso_chunk', $1)`, [JSON.stringify({ workspaceId: world.workspaceId, chunkId })])
  await until(() => watched['all']!.names.length === 200 && watched['pages']!.names.length === 200)
  await until(() => ['here', 'ada', 'bob', 'dear', 'rome', 'exactly', 'hasCity'].every((key) => watched[key]!.names.length > 0))
  expect(watched['all']!.skipped).toBe(63)
  expect(watched['pages']!.skipped).toBe(60)
  expect(watched['here']!.names).toEqual(['Bought'])
  expect(watched['ada']!.names).toEqual(['Bought'])
  expect(watched['bob']!.names).toEqual(['Signed up'])
  expect(watched['dear']!.names).toEqual(['Bought'])
  expect(watched['rome']!.names).toEqual(['Bought'])
  expect(watched['exactly']!.names).toEqual(['Bought cheaply'])
  expect(watched['hasCity']!.names.toSorted()).toEqual(['Bought', 'Bought cheaply'])
  for (const key of ['elsewhere', 'hostile', 'mine']) expect(watched[key]!.names, key).toEqual([])
  await app.close()
})
