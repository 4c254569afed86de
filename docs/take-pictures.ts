// Takes the pictures of the README from a living system: `npm run pictures`. Run it when a screen in them has changed.
import path from 'node:path'
import { startLivingSystem } from '../bench/living-system.ts'
import type { LivingSystem } from '../bench/living-system.ts'
import { createToken } from '../packages/server/src/doors/http/index.ts'
import { systemClock } from '../packages/server/src/ground/index.ts'
import { launchBrowser } from '../packages/server/src/testing/browser.ts'

const MINUTE_MS = 60_000

type Said = { ago: number; event: string; properties: object; user?: string }

const ADA = 'device-7f3a'
const story: Said[] = [
  { ago: 52, event: 'Advertisement Seen', properties: { place: 'Via Emilia', kind: 'billboard' } },
  { ago: 44, event: 'Product Viewed', properties: { sku: 'lamp-12', name: 'Reading lamp', price: 39.9 } },
  { ago: 41, event: 'Product Viewed', properties: { sku: 'chair-3', name: 'Oak chair', price: 129 } },
  { ago: 30, event: 'Product Added', properties: { sku: 'lamp-12', quantity: 2 }, user: 'ada' },
  { ago: 28, event: 'Order Completed', properties: { order_id: '4711', total: 79.8, currency: 'EUR' }, user: 'ada' },
  { ago: 9, event: 'Call Answered', properties: { reason: 'delivery date', agent: 'Piotr', satisfied: true }, user: 'ada' },
]
const others = ['Product Viewed', 'Products Searched', 'Email Opened', 'Shop Visited', 'Product Added', 'Review Written', 'Coupon Redeemed']

const at = (ago: number) => new Date(Date.now() - ago * MINUTE_MS).toISOString()

async function post({ url, writeKey }: LivingSystem, batch: object[]): Promise<void> {
  const headers = { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' }
  await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
}

async function tellStory(server: LivingSystem): Promise<void> {
  const facts = story.map(({ ago, user, ...fact }) => ({
    type: 'track',
    anonymousId: ADA,
    ...(user && { userId: user }),
    timestamp: at(ago),
    ...fact,
  }))
  const traits = { email: 'ada@example.org', name: 'Ada Bianchi', city: 'Bologna', loyalty_card: true, plan: 'gold' }
  const identify = { type: 'identify', anonymousId: ADA, userId: 'ada', timestamp: at(31), traits }
  const group = { type: 'group', userId: 'ada', groupId: 'bianchi-household', timestamp: at(29), traits: { name: 'Bianchi', members: 3 } }
  await post(server, [...facts, identify, group])
}

const server = await startLivingSystem()
const token = await createToken(
  { postgres: server.stores.postgres, clock: systemClock },
  { workspaceId: server.workspaceId, kind: 'sign-in', name: 'pictures' },
)
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1440, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Rome' })
await page.goto(`${server.url}/sign-in?token=${token}`)
await tellStory(server)
for (let index = 0; index < 24; index += 1) {
  const [event, person] = [others[index % others.length], index % 9]
  await post(server, [
    { type: 'track', event, anonymousId: `device-${person}`, ...(person % 2 && { userId: `person-${person}` }), properties: {} },
  ])
  await page.waitForTimeout(120)
}
await page.waitForTimeout(1500)
await page.screenshot({ path: path.join(import.meta.dirname, 'live.png') })
const headers = { authorization: `Bearer ${server.token}` }
const { profileId } = (await (await fetch(`${server.url}/api/v1/profiles/by/user_id/ada`, { headers })).json()) as { profileId: string }
await page.goto(`${server.url}/profiles/${profileId}`)
await page.waitForTimeout(1500)
await page.screenshot({ path: path.join(import.meta.dirname, 'person.png') })
await browser.close()
await server.stop()
