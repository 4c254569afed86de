import fs from 'node:fs/promises'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { jitsuAnalytics } from '@jitsu/js'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import type * as AnalyticsNext from '@segment/analytics-next'
import { Analytics } from '@segment/analytics-node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { launchBrowser } from '../../testing/browser.ts'
import { buildDoor, intakeOf } from './test-door.ts'

// The SDKs as they are published, against the door: what they send is in the intake, all of it and nothing else.

const stores = await testDatabase()
const { app } = buildDoor(stores)
let host: string
let workspace: TestWorkspace

beforeAll(async () => {
  host = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())
beforeEach(async () => {
  workspace = await buildWorkspace(stores)
})

const traits = { name: 'Ada', plan: 'pro' }
const properties = { total: 42.5, items: ['tea', 'milk'] }

/** What is the same whichever SDK sends it; ids that only some of them send are left out. */
const expected = [
  { type: 'alias', userId: 'ada', previousId: 'old-ada' },
  { type: 'group', groupId: 'acme', traits: { employees: 7 } },
  { type: 'identify', userId: 'ada', traits },
  { type: 'page', name: 'Pricing', properties: { path: '/pricing' } },
  { type: 'track', event: 'Order Completed', properties },
]

async function sentFacts(count: number) {
  const facts = async () =>
    (await intakeOf(stores, workspace.workspaceId)).flatMap(({ items, call }) => items.map((item) => ({ type: call, ...item })))
  await vi.waitFor(async () => expect((await facts()).length).toBeGreaterThanOrEqual(count), { timeout: 15_000, interval: 50 })
  return (await facts()).sort((a, b) => String(a.type).localeCompare(String(b.type)))
}

describe('Segment’s SDK for Node', () => {
  it('delivers every call', async () => {
    const analytics = new Analytics({ writeKey: workspace.writeKey, host })
    const failed = vi.fn()
    analytics.on('error', failed)
    analytics.identify({ userId: 'ada', traits })
    analytics.track({ userId: 'ada', event: 'Order Completed', properties })
    analytics.page({ userId: 'ada', name: 'Pricing', properties: { path: '/pricing' } })
    analytics.group({ userId: 'ada', groupId: 'acme', traits: { employees: 7 } })
    analytics.alias({ userId: 'ada', previousId: 'old-ada' })
    await analytics.closeAndFlush()
    expect(failed).not.toHaveBeenCalled()
    const facts = await sentFacts(5)
    expect(facts).toMatchObject(expected)
    expect(facts).toHaveLength(5)
  })

  it('hears of a bad key', async () => {
    const analytics = new Analytics({ writeKey: 'wk_nobody', host, maxRetries: 0 })
    const answered = vi.fn()
    analytics.on('http_response', ({ status }: { status: number }) => answered(status))
    analytics.on('error', () => undefined)
    analytics.track({ userId: 'ada', event: 'x' })
    await analytics.closeAndFlush()
    expect(answered).toHaveBeenCalledWith(401)
  })
})

describe('RudderStack’s SDK for Node', () => {
  it.each([true, false])('delivers every call, compressed: %s', async (gzip) => {
    const analytics = new RudderAnalytics(workspace.writeKey, { dataPlaneUrl: host, gzip, flushAt: 5 })
    analytics.identify({ userId: 'ada', traits })
    analytics.track({ userId: 'ada', event: 'Order Completed', properties })
    analytics.page({ userId: 'ada', name: 'Pricing', properties: { path: '/pricing' } })
    analytics.group({ userId: 'ada', groupId: 'acme', traits: { employees: 7 } })
    analytics.alias({ userId: 'ada', previousId: 'old-ada' })
    await analytics.flush()
    const facts = await sentFacts(5)
    expect(facts).toMatchObject(expected)
    expect(facts).toHaveLength(5)
  })
})

describe('Jitsu’s SDK', () => {
  it.each([true, false])('delivers every call, as a server: %s', async (s2s) => {
    const analytics = jitsuAnalytics({ host, writeKey: `${workspace.writeKey}:secret`, s2s })
    await analytics.identify('ada', traits)
    await analytics.track('Order Completed', properties)
    await analytics.page({ name: 'Pricing', path: '/pricing' })
    await analytics.group('acme', { employees: 7 })
    const facts = await sentFacts(4)
    expect(facts.map(({ type }) => type)).toEqual(['group', 'identify', 'page', 'track'])
    expect(facts).toMatchObject([
      { type: 'group', groupId: 'acme', traits: { employees: 7 } },
      { type: 'identify', userId: 'ada', traits },
      { type: 'page', properties: { path: '/pricing' } },
      { type: 'track', event: 'Order Completed', properties },
    ])
  })
})

describe('Segment’s analytics.js in a browser', () => {
  let browser: Browser
  let shop: { origin: string; close(): void }

  beforeAll(async () => {
    browser = await launchBrowser()
    shop = await serveShop()
  })
  afterAll(async () => {
    await browser?.close()
    shop?.close()
  })

  it.each(['one by one', 'batching'])('delivers every call from another origin, %s', async (strategy) => {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(`${shop.origin}/pricing`)
    await page.addScriptTag({ url: '/umd/index.js' })
    await page.evaluate(sendFromPage, { writeKey: workspace.writeKey, cdnURL: host, isBatching: strategy === 'batching' })
    const facts = await sentFacts(5)
    expect(facts).toMatchObject(expected)
    expect(facts).toHaveLength(5)
    expect(problems).toEqual([])
    const [row] = await intakeOf(stores, workspace.workspaceId)
    expect(row).toMatchObject({ ip: '127.0.0.1', userAgent: expect.stringContaining('Mozilla/5.0') as string })
    await page.close()
  })

  it.each(['text/plain', 'application/json'])('is not needed: a beacon of %s will do', async (type) => {
    const page = await browser.newPage()
    await page.goto(shop.origin)
    const url = `${host}/beacon/v1/batch?writeKey=${workspace.writeKey}`
    const sent = await page.evaluate(
      ([to, as]) => navigator.sendBeacon(to!, new Blob(['{"batch":[{"type":"track","event":"Left"}]}'], { type: as! })),
      [url, type],
    )
    expect(sent).toBe(true)
    expect(await sentFacts(1)).toEqual([{ type: 'track', event: 'Left' }])
    await page.close()
  })
})

type InPage = { writeKey: string; cdnURL: string; isBatching: boolean }
/** Runs in the page, so it can use nothing of this file. */
async function sendFromPage({ writeKey, cdnURL, isBatching }: InPage): Promise<void> {
  const { AnalyticsBrowser } = (window as unknown as { AnalyticsNext: typeof AnalyticsNext }).AnalyticsNext
  const batching = { 'Segment.io': { deliveryStrategy: { strategy: 'batching' as const, config: { size: 10, timeout: 200 } } } }
  const analytics = AnalyticsBrowser.load({ writeKey, cdnURL }, { integrations: isBatching ? batching : {} })
  await analytics.identify('ada', { name: 'Ada', plan: 'pro' })
  await analytics.track('Order Completed', { total: 42.5, items: ['tea', 'milk'] })
  await analytics.page('Pricing', { path: '/pricing' })
  await analytics.group('acme', { employees: 7 })
  await analytics.alias('ada', 'old-ada')
}

/** A website of somebody else's, that carries the SDK. */
async function serveShop(): Promise<{ origin: string; close(): void }> {
  const dist = path.join(path.dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')), 'dist')
  const server = http.createServer((request, response) => {
    const isScript = /^\/umd\/[\w.-]+\.js$/u.test(request.url ?? '')
    if (!isScript)
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>Shop</title><link rel="icon" href="data:,">')
    fs.readFile(path.join(dist, request.url!)).then(
      (script) => response.setHeader('content-type', 'text/javascript').end(script),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}
