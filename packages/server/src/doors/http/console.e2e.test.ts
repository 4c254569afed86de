import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { pino } from 'pino'
import type { BrowserContext, Page } from 'playwright-core'
import { Registry } from 'prom-client'
import { afterAll, expect, it } from 'vitest'
import { readConfig, systemClock } from '../../ground/index.ts'
import { createIntake } from '../../record/collect/index.ts'
import { launchBrowser } from '../../testing/browser.ts'
import { buildWorkspace, testStores } from '../../testing/index.ts'
import { startWorker } from '../worker/index.ts'
import { buildServer, createToken } from './index.ts'

// The console as people meet it: built, served, in a real browser, on a server whose worker runs.

const builder = path.resolve(import.meta.dirname, '../../../../console/build.ts')
const stores = await testStores()
const { postgres } = stores
const log = pino({ level: 'error' }) // says why, if a fact never arrives or a request fails
const consoleFolder = path.join(stores.dataDir, 'console')
const [browser] = await Promise.all([launchBrowser(), promisify(execFile)(process.execPath, [builder, '--out', consoleFolder])])
afterAll(() => browser.close())

const worker = startWorker({ stores, log, onChunk() {}, onFailure() {} })
const app = buildServer({
  stores,
  intake: createIntake(postgres, worker.wake),
  pressure: { refusal: () => undefined },
  config: readConfig({ dataDir: stores.dataDir }, {}),
  clock: systemClock,
  log,
  registry: new Registry(),
  consoleFolder,
})
await app.listen({ port: 0, host: '127.0.0.1' })
const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
afterAll(async () => {
  await app.close()
  await worker.stop()
})

async function openBrowser(language = 'en-GB'): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale: language, timezoneId: 'Europe/Rome', viewport: { width: 1280, height: 900 } })
  afterAll(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => /Content Security Policy/u.test(message.text()) && complaints.push(message.text()))
  return { context, page, complaints }
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['light', 'dark']) {
    if ((await page.locator('html').getAttribute('data-mantine-color-scheme')) !== theme)
      await page.getByRole('button', { name: /theme/u }).click()
    await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor()
    expect(await violations(page), theme).toEqual([])
  }
}

it('leads from a sign-in link to a fact that arrives, and to the whole life of whom it is about', { timeout: 90_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const signIn = await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'sign-in', name: 'Console' })
  const { page, complaints } = await openBrowser()

  await page.goto(origin)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectAccessible(page)

  await page.goto(`${origin}/sign-in?token=${signIn}`)
  await page.getByRole('heading', { name: 'Send your first fact' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make a write key' }).click()
  const command = await page.getByText(/^curl -u wk_[\w-]+: /u).textContent()
  expect(command).toContain(`${origin}/v1/track`)

  await page.locator('output', { hasText: 'Live' }).waitFor()
  const send = (batch: object[]) =>
    fetch(`${origin}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
  expect((await send([{ type: 'track', userId: 'ada', event: 'Shop Visited', properties: { city: 'Milano' } }])).status).toBe(200)
  const row = page.getByRole('listitem').filter({ hasText: 'Shop Visited' })
  await row.getByRole('link', { name: 'ada' }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Pause' }).click()
  const orders = Array.from({ length: 60 }, (_, n) => ({ type: 'track', userId: 'ada', event: 'Order Completed', properties: { n } }))
  await send([...orders, { type: 'identify', userId: 'ada', traits: { email: 'ada@example.com', name: 'Ada' } }])
  await page.getByText('61 new facts wait').waitFor()
  expect(await page.getByRole('listitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('The latest 62 facts').waitFor()

  await page.getByRole('combobox', { name: 'Find a profile' }).fill('ada@')
  await page.getByRole('option', { name: /ada@example\.com|ada/u }).click()
  await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
  await page.getByText('ada@example.com').first().waitFor()
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('This is where it began.').waitFor()
  const visit = page.locator('details').filter({ hasText: 'Shop Visited' })
  await visit.locator('summary').press('Enter')
  await visit.getByText('"city": "Milano"').waitFor()
  expect(await page.locator('details').count()).toBe(62)
  await expectAccessible(page)

  expect(complaints).toEqual([])
})

it('speaks the language of the browser, or the one that was chosen', async () => {
  const { page, complaints } = await openBrowser('it-IT')
  await page.goto(origin)
  await page.getByRole('heading', { name: 'Accedi' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('it')
  await page.getByRole('combobox', { name: 'Lingua' }).selectOption('Polski')
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('pl')
  expect(complaints).toEqual([])
})
