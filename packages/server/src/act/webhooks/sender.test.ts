import { call } from '@orpc/server'
import { Webhook as Verifier } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { testStores } from '../../testing/index.ts'
import { startReceiver } from '../../testing/receiver.ts'
import type { Received } from '../../testing/receiver.ts'
import { bought, buildWebhookSite, factsIn, routes } from '../../testing/webhook-site.ts'

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

describe('a try that fails', () => {
  it('is repeated with the same id and body, later and later, and then given up', async () => {
    const { take, make, send, clock, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    receiver.answerWith({ status: 500, body: 'Sorry' })
    await take([bought('m1')])
    const begin = clock.now()
    for (let tries = 1; tries <= 10; tries += 1) {
      expect(await send()).toBe(1)
      expect(await send()).toBe(0)
      const [delivery] = await deliveries(webhookId)
      expect(delivery).toMatchObject({ tries, status: 500, answer: 'Sorry', state: tries < 10 ? 'waiting' : 'failed' })
      if (tries < 10) clock.set(Date.parse(delivery!.nextAt!))
    }
    expect(clock.now() - begin).toBeLessThan(3 * DAY_MS)
    expect(new Set(receiver.received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
    clock.advance(DAY_MS)
    expect(await send()).toBe(0)
  })

  it('is one that is redirected, answered late or not at all, too', async () => {
    const { take, make, send, deliveries, context } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    const { webhookId: deaf } = await make([{ fact: 'Bought' }], 'http://127.0.0.1:1/')
    receiver.answerWith({ status: 302, headers: { location: receiver.url } })
    await take([bought('m1')])
    await send()
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'waiting', status: 302, problem: null }])
    expect(await deliveries(deaf)).toMatchObject([{ state: 'waiting', status: null, problem: 'unreachable' }])
    expect(receiver.received).toHaveLength(1)
    expect(await call(routes.get, { webhookId: deaf }, { context })).toMatchObject({
      active: true,
      failingSince: expect.any(String) as string,
      waiting: 1,
      lastTry: { state: 'waiting', status: null, problem: 'unreachable' },
    })
  })

  it('switches the webhook off if its address is gone; whoever switches it on again gets what waited', async () => {
    const { take, make, send, context, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    receiver.answerWith({ status: 410 }, { status: 200 })
    await take([bought('m1')])
    await send()
    expect(await call(routes.get, { webhookId }, { context })).toMatchObject({ active: false, stopped: { because: 'gone' } })
    const { rows } = await postgres.system.query('select verb from audit where workspace_id = $1 order by audit_id desc limit 1', [context.workspaceId]) // prettier-ignore
    expect(rows).toEqual([{ verb: 'webhook.stop' }])
    await take([bought('m2')])
    expect(await send()).toBe(0)
    await expect(call(routes.ping, { webhookId }, { context })).rejects.toMatchObject({ code: 'webhook_off' })
    expect(await call(routes.change, { webhookId, active: true }, { context })).toMatchObject({ active: true, stopped: null })
    const [delivery] = await deliveries(webhookId)
    expect(delivery).toMatchObject({ state: 'failed', status: 410, tries: 1 })
    await call(routes.redeliver, { webhookId, deliveryId: delivery!.deliveryId }, { context })
    await send()
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'delivered', status: 200, tries: 1 }])
  })

  it('switches the webhook off after days without a success; one success, and the days begin anew', async () => {
    const { take, make, send, context, clock } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    const failAt = async (day: number, status: number) => {
      receiver.answerWith({ status })
      clock.set(Date.now() + 1_000 + day * DAY_MS)
      await take([bought(`day ${day}`)])
      await send()
      return call(routes.get, { webhookId }, { context })
    }
    expect(await failAt(0, 500)).toMatchObject({ active: true })
    expect(await failAt(4, 200)).toMatchObject({ active: true, failingSince: null })
    expect(await failAt(4.1, 500)).toMatchObject({ active: true })
    expect(await failAt(9, 500)).toMatchObject({ active: true })
    expect(await failAt(9.2, 500)).toMatchObject({ active: false, stopped: { because: 'failing' } })
  })

  it('does not keep other webhooks waiting, and is bounded for each', async () => {
    const { take, make, sender } = await buildWebhookSite(stores, receiver)
    await make([{ fact: 'Bought' }])
    const fast = await startReceiver()
    await make([{ fact: 'Sold' }], fast.url)
    receiver.answerWith('never')
    await take([...Array.from({ length: 30 }, (_, index) => bought(`m${index}`)), { ...bought('sold'), event: 'Sold' }])
    expect(await sender.look()).toBe(9) // eight of the slow one, and the other's
    await expect.poll(() => fast.received.length).toBe(1)
    await expect.poll(() => receiver.received.length).toBe(8)
    expect(await sender.look()).toBe(0)
    await sender.stop()
  })
})

describe('a sender', () => {
  it('that is killed loses nothing: what it had claimed is sent a minute later', async () => {
    const { take, make, send, sender, clock, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    await take([bought('m1')])
    await postgres.system.query(`update webhook_deliveries set tries = 1, next_at = to_timestamp($2 / 1000.0) where webhook_id = $1`, [webhookId, clock.now() + 60_000]) // prettier-ignore
    expect(await send()).toBe(0)
    clock.advance(60_001)
    expect(await send()).toBe(1)
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'delivered', tries: 2 }])
    await sender.stop()
  })

  it('that is stopped puts back what it had begun', async () => {
    const { take, make, sender, deliveries } = await buildWebhookSite(stores, receiver)
    const { webhookId } = await make([{ fact: 'Bought' }])
    receiver.answerWith('never')
    await take([bought('m1')])
    await sender.look()
    await expect.poll(() => receiver.received.length).toBe(1)
    await sender.stop()
    expect(await deliveries(webhookId)).toMatchObject([{ state: 'waiting', tries: 0, status: null, problem: null }])
  })

  it('shares what is due with others: nothing is sent twice', async () => {
    const { take, make, sender, newSender } = await buildWebhookSite(stores, receiver)
    await make([{ fact: 'Bought' }])
    const other = newSender()
    await take(Array.from({ length: 60 }, (_, index) => bought(`m${index}`)))
    await Promise.all([sender.look(), other.look()])
    await Promise.all([sender.settle(), other.settle()])
    expect(factsIn(receiver.received)).toHaveLength(60)
    expect(new Set(factsIn(receiver.received)).size).toBe(60)
  })
})

describe('a secret', () => {
  it('can be renewed: for a day both count, then the new one alone', async () => {
    const { take, make, send, context, clock } = await buildWebhookSite(stores, receiver)
    const { webhookId, secret: old } = await make([{ fact: 'Bought' }])
    const { secret } = await call(routes.renewSecret, { webhookId }, { context })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u)
    const isBelieved = ({ headers, body }: Received, by: string, now: number) => {
      const sign = new Verifier(by).sign(headers['webhook-id']!, new Date(now), body)
      return headers['webhook-signature']!.split(' ').includes(sign)
    }
    await take([bought('m1')])
    await send()
    const [first] = receiver.received as [Received]
    expect(new Verifier(old).verify(first.body, first.headers)).toBeTruthy()
    expect(new Verifier(secret).verify(first.body, first.headers)).toBeTruthy()
    clock.advance(DAY_MS)
    await take([bought('m2')])
    await send()
    const second = receiver.received[1]!
    expect([old, secret].map((by) => isBelieved(second, by, clock.now()))).toEqual([false, true])
  })

  it('is stored sealed and shown no more', async () => {
    const { make, context } = await buildWebhookSite(stores, receiver)
    const { webhookId, secret } = await make([{ fact: 'Bought' }])
    const { rows } = await postgres.system.query<{ secret: Buffer }>('select secret from webhooks where webhook_id = $1', [webhookId])
    expect(rows[0]!.secret.includes(secret.slice(6))).toBe(false)
    expect(JSON.stringify(await call(routes.get, { webhookId }, { context }))).not.toContain(secret)
  })
})
