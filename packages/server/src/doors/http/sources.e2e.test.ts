import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// A source from its name to its first fact, and on to what it sends: live, rejected, replayed. The snippets are taken from the page and run.

const run = promisify(execFile)
const { stores, origin, openPage } = await startConsole()
const root = path.resolve(import.meta.dirname, '../../../../..')

async function newcomer() {
  const world = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId: world.workspaceId, origin })
  const send = async (batch: unknown[]) => {
    const { status } = await fetch(`${origin}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.writeKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
    expect(status).toBe(200)
  }
  return { ...world, send, ...(await openPage({ cookie })) }
}

/** Makes a source with a key in the console, and returns what its snippets say. */
async function makeSource(page: Page, name: string): Promise<(language: string) => Promise<string>> {
  await page.goto(`${origin}/sources`)
  await page.getByRole('button', { name: 'New source' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Make the source' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Make a write key' }).click()
  await page.getByText('It is shown this once').waitFor()
  return async (language) => {
    await page.getByText(language, { exact: true }).click()
    return (await page.getByRole('region', { name: language }).locator('code').textContent()) ?? ''
  }
}

const lamp = (page: Page) => page.locator('[data-state]').filter({ visible: true }).first()

it('is made and named, and its light turns green when the snippet is run', { timeout: 90_000 }, async () => {
  const { page, complaints } = await newcomer()
  const snippet = await makeSource(page, 'Shop <b>Łódź</b> 🛋')
  await page.getByText('Waiting for the first fact…').waitFor()
  expect(await lamp(page).getAttribute('data-state')).toBe('waiting')
  expect(await axeViolations(page)).toEqual([])

  const code = await snippet('cURL')
  expect(code).toMatch(/^curl -u wk_[\w-]{32}: http:/u)
  // Where there is no curl, what it would send is sent all the same.
  const { stdout } = await run('sh', ['-c', code]).catch(async (error: { code?: number }) => {
    if (error.code !== 127) throw error
    const [, key = '', url = '', body = ''] = /-u (\S+): (\S+) [\s\S]*-d '(.*)'$/u.exec(code)!
    return { stdout: await (await fetch(url, { method: 'POST', headers: { authorization: `Basic ${btoa(`${key}:`)}` }, body })).text() }
  })
  expect(JSON.parse(stdout)).toEqual({ success: true })
  await page.getByText(/^Receiving:/u).waitFor()
  expect(await lamp(page).getAttribute('data-state')).toBe('live')

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Shop')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('heading', { name: 'Shop', level: 1, exact: true }).waitFor()
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByText('nothing is taken from it any more').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByRole('button', { name: 'Archive' }).waitFor()

  await page.getByRole('button', { name: /^Revoke the key/u }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText(/^Revoked/u).waitFor()
  expect(complaints).toEqual([])
})

it('has snippets that work as they stand: Node, a web page, analytics.js', { timeout: 90_000 }, async () => {
  const { page, workspaceId } = await newcomer()
  const snippet = await makeSource(page, 'Snippets')
  const events = async () =>
    (
      await stores.warehouse.query<{ name: string }>('select name from facts where workspace_id = {workspaceId:UInt32} order by name', {
        workspaceId,
      })
    ).map(({ name }) => name)

  await run(process.execPath, ['--input-type=module', '-e', await snippet('Node.js')], { cwd: root })
  await expect.poll(events, { timeout: 15_000 }).toEqual(['Shop Visited'])

  const shop = await serveShop({ '/': await snippet('Web page'), '/sdk': asPlainScript(await snippet('Browser, npm')) })
  const { page: visitor, complaints } = await openPage()
  await visitor.goto(`${shop.origin}/`)
  await expect.poll(events, { timeout: 15_000 }).toEqual(['Shop', 'Shop Visited'])
  await visitor.goto(`${shop.origin}/sdk`)
  await expect.poll(events, { timeout: 15_000 }).toContain('Product Added')
  expect(complaints).toEqual([])
  shop.close()
})

/** The snippet for bundlers, on a page that has none: what it imports is there as a global. */
function asPlainScript(code: string): string {
  const script = code.replace(/^import \{ (\w+) \} from .*$/mu, 'const { $1 } = window.AnalyticsNext').replace('export const', 'const')
  return `<script src="/umd/index.js"></script><script>${script}</script>`
}

/** A website of somebody else's. */
async function serveShop(pages: Record<string, string>): Promise<{ origin: string; close(): void }> {
  const dist = path.join(path.dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')), 'dist')
  const server = http.createServer((request, response) => {
    const page = pages[request.url ?? '']
    if (page !== undefined)
      return void response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><meta charset=utf-8><title>Shop</title><link rel="icon" href="data:,">${page}`)
    if (!/^\/umd\/[\w.-]+\.js$/u.test(request.url ?? '')) return void response.writeHead(404).end()
    fs.readFile(path.join(dist, request.url!)).then(
      (script) => response.setHeader('content-type', 'text/javascript').end(script),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  afterAll(() => server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

it('shows facts live, narrowed down, and what became of one', { timeout: 90_000 }, async () => {
  const { page, send, complaints } = await newcomer()
  const bought = (userId: string, total: number) => ({ type: 'track', userId, event: 'Bought', properties: { order: { total } } })
  await send([bought('eve', 1)])
  await page.goto(`${origin}/live?path=order.total&test=moreThan&value=100`)
  await page.locator('output', { hasText: 'Live' }).waitFor()
  await page.getByText('Nothing that fits has arrived').waitFor()
  await send([bought('ada', 150), bought('bob', 20)])
  const rows = page.getByRole('list', { name: /^Facts as they arrive/u }).getByRole('listitem')
  await rows.getByRole('link', { name: 'ada' }).waitFor()
  expect(await rows.count()).toBe(1)

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('textbox', { name: /^Person/u }).fill('bob')
  await page.waitForURL(/person=bob/u)
  await page.locator('output', { hasText: 'Live' }).waitFor()
  await page.waitForTimeout(500) // the new stream opens
  await page.getByRole('button', { name: 'Pause' }).click()
  await send([bought('ada', 7), bought('bob', 8), bought('bob', 9)])
  await page.getByText('2 new facts wait').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('The latest 2 facts').waitFor()

  await rows.getByRole('link', { name: 'Bought' }).first().click()
  const trace = page.getByRole('dialog', { name: 'One fact' })
  await trace.getByText('The first with its message id').waitFor()
  await trace.getByRole('link', { name: 'bob' }).first().waitFor()
  await trace.getByText('"order.total"').or(trace.getByText('order.total')).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.reload() // the open fact is in the address
  await trace.getByText('Kept in the warehouse').waitFor()
  await page.keyboard.press('Escape')
  await trace.waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

it('shows what was rejected and why, replays it, and says what became of it', { timeout: 90_000 }, async () => {
  const { page, send, complaints } = await newcomer()
  const fact = (event: string) => ({ type: 'track', userId: 'ada', messageId: 'same', event })
  await send([fact('Seen'), fact('Bought'), { type: 'track', userId: '<img src=x onerror=alert(1)>' }])
  await page.goto(`${origin}/rejected`)
  await expect
    .poll(async () => (await page.reload(), page.getByText('with a message id of another fact').first().isVisible({ timeout: 500 })), {
      timeout: 15_000,
    })
    .toBe(true)
  await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('row').filter({ hasText: 'with a message id of another fact' }).getByRole('link').click()
  const drawer = page.getByRole('dialog', { name: 'Rejected fact' })
  await drawer.getByText('"Bought"').waitFor()
  await drawer.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('1 fact replayed: 1 taken, 0 rejected again, 0 waiting.').waitFor()

  await page.getByRole('button', { name: 'Replay it' }).click() // only one reason is left
  await page.getByText('1 fact replayed: 0 taken, 1 rejected again, 0 waiting.').waitFor()
  await page.getByRole('combobox', { name: 'State' }).selectOption('Replayed')
  await page.getByRole('cell', { name: 'Rejected again' }).waitFor()
  await page.getByRole('cell', { name: 'Taken' }).waitFor()
  expect(complaints).toEqual([])
})

it('shows how a source does and what it really sends', { timeout: 90_000 }, async () => {
  const { page, send, sourceId, complaints } = await newcomer()
  await send([1, 'two', 3].map((price) => ({ type: 'track', userId: 'ada', event: 'Bought', properties: { price, sku: 'lamp' } })))
  await send([{ type: 'track', userId: 'ada' }])
  await page.goto(`${origin}/sources/${sourceId}?tab=health&by=minute`)
  await page.getByText(/hour: 3 facts, 1 rejected/u).waitFor()
  await page.getByRole('link', { name: '1 without a name' }).waitFor()
  await page.getByText('By hour', { exact: true }).click()
  await page.waitForURL(/by=hour/u)
  await page.getByText(/48 hours: 3 facts, 1 rejected/u).waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('tab', { name: 'Schema' }).click()
  await page.getByRole('link', { name: /Bought/u }).click()
  const price = page.getByRole('row').filter({ hasText: 'price' })
  await price.getByText('Drift').waitFor()
  expect(await price.textContent()).toMatch(/number, text/u)
  expect(await page.getByRole('row').filter({ hasText: 'sku' }).textContent()).not.toContain('Drift')
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})
