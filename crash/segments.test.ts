import { setTimeout as sleep } from 'node:timers/promises'
import { expect, inject, it } from 'vitest'
import { createChance } from '../bench/facts.ts'
import type { ChildServer } from './child-server.ts'
import { whenDrained } from './look.ts'
import { openSite } from './site.ts'

// Segments are filled, followed and woken while the whole process tree is killed again and again: afterwards everybody is where a count says.

const { kills } = inject('crash')
const site = openSite()
const chance = createChance(5)
const dataDir = site.newFolder('data')
const PEOPLE = 3000
const MINUTE = 60_000

type Target = { url: string; writeKey: string; adminToken: string }

const rules = {
  twice: { count: { fact: 'Bought' }, op: 'atLeast', value: 2 },
  never: { not: { count: { fact: 'Bought' }, op: 'atLeast', value: 1 } },
  much: { measure: 'sum', property: 'total', of: { fact: 'Bought' }, op: 'atLeast', value: 100 },
  lately: { count: { fact: 'Bought' }, within: { last: { n: 1, unit: 'minutes' } }, op: 'atLeast', value: 1 },
}

/** Person n buys n % 4 times, for n each time; the last time half a minute ago: soon it will be longer than a minute. */
const began = Date.now()
const purchases = Array.from({ length: PEOPLE }, (_, n) => [
  { type: 'track', userId: `u${n}`, event: 'Looked', messageId: `look-${n}`, timestamp: new Date(began - 60 * MINUTE).toISOString() },
  ...Array.from({ length: n % 4 }, (_none, time) => ({
    type: 'track',
    userId: `u${n}`,
    event: 'Bought',
    messageId: `buy-${n}-${time}`,
    properties: { total: n },
    timestamp: new Date(began - MINUTE / 2 - time * MINUTE).toISOString(),
  })),
]).flat()
const counted = (isIn: (n: number) => boolean) => Array.from({ length: PEOPLE }, (_, n) => n).filter(isIn).length
const expected = {
  twice: counted((n) => n % 4 >= 2),
  never: counted((n) => n % 4 === 0),
  much: counted((n) => n * (n % 4) >= 100),
  lately: 0,
}

async function ask<Answer>({ url, adminToken }: Target, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as Answer
}

async function sendFacts({ url, writeKey }: Target, batch: object[]): Promise<void> {
  const headers = { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' }
  const { status } = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })
  expect(status).toBe(200)
}

async function segmentsOf(target: Target): Promise<{ name: string; size: number; state: string }[]> {
  return (await ask<{ items: { name: string; size: number; state: string }[] }>(target, '/segments')).items
}

it(`are what counting says after ${kills} kill -9 in the middle of fills and timers`, { timeout: 600_000 }, async () => {
  let server: ChildServer = site.start({ dataDir })
  let target = (await server.ready) as Target
  const half = purchases.length / 2
  for (let from = 0; from < half; from += 500) await sendFacts(target, purchases.slice(from, Math.min(half, from + 500)))
  for (const [name, where] of Object.entries(rules)) await ask(target, '/segments', { name, rule: { version: 1, where } })
  for (let kill = 1; kill <= kills; kill += 1) {
    await sleep(50 + chance() * 400)
    await server.kill()
    server = site.start({ dataDir })
    target = (await server.ready) as Target
    // The rest comes between the kills; whatever was not answered for sure comes again.
    const [from, to] = [half + ((kill - 1) * half) / kills, half + (kill * half) / kills].map(Math.floor) as [number, number]
    for (let at = from; at < to; at += 500) await sendFacts(target, purchases.slice(at, Math.min(to, at + 500)))
  }
  await whenDrained(target)
  await expect.poll(async () => (await segmentsOf(target)).every(({ state }) => state === 'live'), { timeout: 60_000 }).toBe(true)
  const sizes = async () => Object.fromEntries((await segmentsOf(target)).map(({ name, size }) => [name, size]))
  await expect.poll(sizes, { timeout: 120_000, interval: 500 }).toEqual(expected)
  await server.stop()
})
