import { call } from '@orpc/server'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { createSource } from '../../record/collect/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { testStores } from '../../testing/index.ts'
import { startReceiver } from '../../testing/receiver.ts'
import type { Received } from '../../testing/receiver.ts'
import { bought, buildWebhookSite, factsIn, routes } from '../../testing/webhook-site.ts'
import { SOURCE_NAME } from '../../understand/following/index.ts'
import { forgetDeliveries } from './forget-deliveries.ts'
import { createMatchers } from './matchers.ts'
import { queueDeliveries } from './queue-deliveries.ts'
import { webhooksData } from './webhooks-data.ts'

const stores = await testStores()
const { postgres } = stores
const receiver = await startReceiver()
const DAY_MS = 86_400_000

// A sender sends for all workspaces: what a test has left is none of the next one's.
afterEach(async () => {
  await postgres.system.query('delete from webhook_deliveries')
  receiver.received.length = 0
  receiver.answerWith({ status: 200 })
})

describe('what is delivered', () => {
  it('is the fact, with whose it is, signed so that the standard’s library believes it', async () => {
    const { take, make, send, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId, secret } = await make([{ fact: 'Bought', where: [{ property: 'total', op: 'atLeast', value: 50 }] }])
    await take([bought('m1', { total: 79.8 }), bought('m2', { total: 12 }), { ...bought('m3', { total: 99 }), event: 'Looked' }])
    expect(await send()).toBe(1)
    const [{ headers, body }] = receiver.received as [Received]
    const verified = new Verifier(secret).verify(body, headers) as { type: string; data: Record<string, unknown> }
    const [delivery] = await deliveries(webhookId)
    expect(verified).toMatchObject({ type: 'fact', data: { messageId: 'm1', name: 'Bought', userId: 'ada', properties: { total: 79.8 } } })
    expect(verified.data['profileId']).toBe(delivery!.profileId)
    expect(headers['webhook-id']).toBe(delivery!.deliveryId)
    expect(delivery).toMatchObject({ state: 'delivered', tries: 1, status: 200, name: 'Bought', problem: null, nextAt: null })
    expect(() => new Verifier('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').verify(body, headers)).toThrow()
  })

  it('is what happens now: no imports, no replays, no crawlers, nothing twice for two matches', async () => {
    const { take, make, send } = await buildWebhookSite(stores, receiver)
    await make([{ fact: 'Bought' }, { type: 'track' }])
    await take([bought('m1')], { origin: 'import' })
    await take([bought('m2')], { origin: 'replay' })
    await take([{ ...bought('m3'), context: { userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' } }])
    await take([bought('m4')])
    await send()
    expect(factsIn(receiver.received)).toEqual(['m4'])
  })

  it('is who enters or leaves chosen segments, told by the segments themselves and nobody else', async () => {
    const { take, make, send, context, workspaceId, sourceId } = await buildWebhookSite(stores, receiver)
    const own = await context.inWorkspace((db) => createSource(db, workspaceId, SOURCE_NAME))
    const { rows } = await postgres.system.query<{ id: number }>(
      `insert into segments (workspace_id, name, rule, state, created_at, created_by, changed_at, changed_by)
       values ($1, 'Buyers', '{}', 'live', now(), 'Test', now(), 'Test') returning segment_id as id`,
      [workspaceId],
    )
    const segment = rows[0]!.id
    await make([{ segment, moves: ['entered'] }])
    await make([{ moves: ['left'] }, { type: 'track' }])
    const move = (messageId: string, event: string, segmentId: number) => ({ ...bought(messageId, { segmentId }), event })
    const told = [
      move('in', 'Segment Entered', segment),
      move('other', 'Segment Entered', segment + 1),
      move('out', 'Segment Left', segment + 1),
    ]
    await take(told, { from: own.sourceId })
    await take([move('forged', 'Segment Entered', segment), move('forged too', 'Segment Left', segment)], { from: sourceId })
    await send()
    expect(factsIn(receiver.received)).toEqual(['in', 'out'])
    await expect(make([{ segment: segment + 1, moves: ['left'] }])).rejects.toMatchObject({ code: 'bad_match' })
  })

  it('follows what is changed at once, in every process', async () => {
    const { take, make, send, context } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take([bought('m1')])
    await call(routes.change, { webhookId, matches: [{ fact: 'Sold' }] }, { context })
    await take([bought('m2')])
    await call(routes.change, { webhookId, active: false }, { context })
    await take([{ ...bought('m3'), event: 'Sold' }])
    expect(await send()).toBe(0)
    await call(routes.change, { webhookId, active: true }, { context })
    await send()
    expect(factsIn(receiver.received)).toEqual(['m1'])
  })

  it('is queued once, though its chunk is processed again after a crash', async () => {
    const { take, make, send, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take([bought('m1'), bought('m2')], { killed: true })
    expect(await deliveries(webhookId)).toHaveLength(2)
    await take([bought('m1')])
    await send()
    expect(factsIn(receiver.received)).toEqual(['m1', 'm2'])
  })

  it('costs one look at a name for each fact that nobody looks for', async () => {
    const { make, context, workspaceId } = await buildWebhookSite(stores, receiver)
    await make([{ fact: 'Bought', where: [{ property: 'total', op: 'exists' }] }])
    const untouched = new Proxy(
      { name: 'Looked' },
      { get: (fact, key) => (key === 'name' ? fact.name : expect.fail(`${String(key)} was read`)) },
    )
    const facts = Array.from({ length: 100_000 }, () => untouched) as never[]
    await context.inWorkspace((db) => queueDeliveries(createMatchers(), { db, workspaceId }, { facts }))
  })
})

describe('by hand', () => {
  it('a ping is sent, and tried once', async () => {
    const { make, send, context, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId, secret } = await make([{ fact: 'Bought' }])
    receiver.answerWith({ status: 200 }, { status: 503 })
    await call(routes.ping, { webhookId }, { context })
    await send()
    const [{ headers, body }] = receiver.received as [Received]
    expect(new Verifier(secret).verify(body, headers)).toMatchObject({ type: 'ping', data: { webhookId, name: 'Shop' } })
    await call(routes.ping, { webhookId }, { context })
    await send()
    expect(await deliveries(webhookId)).toMatchObject([
      { kind: 'ping', state: 'failed', status: 503 },
      { kind: 'ping', state: 'delivered' },
    ])
  })

  it('an address that may not be called, and a match that means nothing, are refused', async () => {
    const { make } = await buildWebhookSite(stores, receiver)
    for (const url of ['http://example.com/', 'https://10.0.0.1/', 'https://localhost:22/', 'https://a:b@example.com/'])
      await expect(make([{ fact: 'Bought' }], url), url).rejects.toMatchObject({ code: 'bad_webhook_url' })
    await expect(make([{ fact: 'Bought', where: [{ property: 'x', op: 'matches', value: '(' }] }])).rejects.toMatchObject({
      code: 'bad_match',
    })
    await expect(make([])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('deliveries are listed page by page, each once, also those queued at the same time', async () => {
    const { take, make, context } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take(Array.from({ length: 25 }, (_, index) => bought(`m${index}`)))
    const found: string[] = []
    let cursor: string | undefined
    do {
      const page = await call(routes.deliveries, { webhookId, limit: 10, ...(cursor && { cursor }) }, { context })
      found.push(...page.items.map(({ deliveryId }) => deliveryId))
      cursor = page.next ?? undefined
    } while (cursor)
    expect([found.length, new Set(found).size]).toEqual([25, 25])
    expect((await call(routes.deliveries, { webhookId, state: 'failed' }, { context })).items).toEqual([])
  })

  it('a webhook that is removed is gone with all that was on its way', async () => {
    const { take, make, send, context, workspaceId } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take([bought('m1')])
    await call(routes.remove, { webhookId }, { context })
    await take([bought('m2')])
    expect(await send()).toBe(0)
    const { rows } = await postgres.system.query('select 1 from webhook_deliveries where workspace_id = $1', [workspaceId])
    expect(rows).toEqual([])
    await expect(call(routes.get, { webhookId }, { context })).rejects.toMatchObject({ code: 'no_such_webhook' })
  })
})

describe('what is kept', () => {
  it('of a person goes with them, and is theirs to see before', async () => {
    const { take, make, send, workspaceId, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take([bought('m1'), { ...bought('m2'), userId: 'bob' }])
    await send()
    const [ada] = (await deliveries(webhookId)).filter(({ deliveryId }) => receiver.received.some(({ headers, body }) => headers['webhook-id'] === deliveryId && body.includes('"ada"'))) // prettier-ignore
    const subject = { workspaceId, identifiers: [{ id: ada!.profileId!, kind: 'user_id', value: 'ada' }] }
    expect(await webhooksData.count(stores, subject)).toEqual({ webhookDeliveries: 1 })
    const [file] = webhooksData.files(stores, subject)
    let text = ''
    for await (const part of file!.content()) text += String(part)
    expect(JSON.parse(text)).toMatchObject([
      { webhook: 'Shop', url: receiver.url, state: 'delivered', message: { data: { userId: 'ada' } } },
    ])
    await inWorkspace(postgres, workspaceId, (db) => webhooksData.erase!(db, subject))
    expect(await webhooksData.count(stores, subject)).toEqual({ webhookDeliveries: 0 })
    expect(await deliveries(webhookId)).toHaveLength(1)
    await inWorkspace(postgres, workspaceId, (db) => webhooksData.empty(db, workspaceId))
    expect(await deliveries(webhookId)).toEqual([])
  })

  it('is forgotten after a week, unless it still waits', async () => {
    const { take, make, send, context, clock, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    const { webhookId: waiting } = await make([{ fact: 'Bought' }])
    const { webhookId: off } = await make([{ fact: 'Bought' }])
    await take([bought('m1')])
    await call(routes.change, { webhookId: off, active: false }, { context })
    await postgres.system.query(`update webhook_deliveries set next_at = now() + interval '1 year' where webhook_id = $1`, [waiting])
    await send()
    const left = async () => (await Promise.all([webhookId, waiting, off].map(deliveries))).map(({ length }) => length)
    clock.set(Date.now() + 6.9 * DAY_MS)
    await forgetDeliveries({ postgres, clock })
    expect(await left()).toEqual([1, 1, 1])
    clock.set(Date.now() + 7.1 * DAY_MS)
    await forgetDeliveries({ postgres, clock })
    expect(await left()).toEqual([0, 1, 0])
  })
})
