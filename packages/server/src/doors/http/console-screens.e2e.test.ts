import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// Every screen of the console's registry, as it is in the built console: a new one is visited without a line added here.

const { stores, origin, openPage } = await startConsole()
const { workspaceId, sourceId, writeKey } = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId, origin })

const WIDTHS = [1440, 390]
const SCHEMES = ['light', 'dark'] as const

type Registered = { path: string; example: string | undefined }
type Router = { routesById: Record<string, { fullPath: string; options: { staticData?: { screen?: { example?: string } } } }> }

async function registeredScreens(page: Page): Promise<Registered[]> {
  return page.evaluate(() => {
    const { routesById } = (globalThis as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__
    return Object.values(routesById).flatMap(({ fullPath, options: { staticData } }) =>
      staticData?.screen ? [{ path: fullPath, example: staticData.screen.example }] : [],
    )
  })
}

async function send(batch: object[]): Promise<void> {
  const { status } = await fetch(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  })
  expect(status).toBe(200)
}

/** The profile of a user id, once the worker has made it. */
async function profileOf(userId: string): Promise<string> {
  const url = `${origin}/api/v1/profiles/by/user_id/${encodeURIComponent(userId)}`
  const look = async () => ((await (await fetch(url, { headers: { cookie } })).json()) as { profileId?: string }).profileId
  await expect.poll(look, { timeout: 15_000 }).toBeTypeOf('string')
  return (await look())!
}

/** Asks the API, and returns what it answers. */
async function call<Answer>(path: string, body?: object): Promise<Answer> {
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/api/v1${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as Answer
}

async function untilLive(path: string): Promise<void> {
  await expect.poll(async () => (await call<{ state: string }>(path)).state, { timeout: 30_000 }).toBe('live')
}

/** One of everything that can be made and has a page, with somebody in it, by the names that the examples of screens have for their ids. */
async function makeExamples(): Promise<Record<string, string>> {
  const where = {
    all: [
      { count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 },
      { trait: 'name', op: 'exists' },
    ],
  }
  const { segmentId } = await call<{ segmentId: number }>('/segments', { name: 'Buyers', rule: { version: 1, where } })
  const bought = { label: 'Bought', points: 10, facts: { fact: 'Order Completed' } }
  const model = { version: 1, fit: [], engagement: { target: 100, rules: [bought] }, fitShare: 0 }
  const { modelId } = await call<{ modelId: number }>('/scores', { name: 'Buyers', key: 'buyers', model })
  await call('/computed-traits', { key: 'orders', formula: { count: { fact: 'Order Completed' } } })
  const { setId } = await call<{ setId: number }>('/sets', { name: 'Guests' })
  await call(`/sets/${setId}/members`, { kind: 'user_id', values: ['ada', 'somebody else'] })
  const hook = { name: 'Till', url: 'https://shop.example/hook', matches: [{ moves: ['entered'] }] }
  const { webhookId } = await call<{ webhookId: number }>('/webhooks', hook)
  await call(`/webhooks/${webhookId}/ping`, {})
  const met = { name: 'Orders', channel: 'web', stage: 'during', matches: [{ fact: 'Order Completed' }] }
  const { touchpointId } = await call<{ touchpointId: number }>('/touchpoints', met)
  const { mapId } = await call<{ mapId: number }>('/maps', { name: 'Buying', kind: 'desired', template: 'retail', language: 'en' })
  const metric = { kind: 'outcome', match: { fact: 'Order Completed' }, days: 60, wish: 'more' }
  const initiative = {
    name: 'Call back',
    owner: 'Bea',
    hypothesis: 'It helps.',
    mapId,
    about: null,
    metric,
    target: 0.5,
    dueOn: null,
    state: 'running',
  }
  const begun = { startedAt: '2026-01-01T00:00:00.000Z', endedAt: null, segmentId, control: { kind: 'random', percent: 20 } }
  const { initiativeId } = await call<{ initiativeId: number }>('/initiatives', { ...initiative, ...begun })
  await untilLive(`/segments/${segmentId}`)
  await untilLive(`/scores/${modelId}`)
  const ids = { segmentId, modelId, setId, webhookId, touchpointId, mapId, initiativeId }
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]))
}

const paletteBox = (page: Page) => page.getByRole('dialog').getByRole('combobox')

/** The page is there: its heading is, and nothing of it is still being fetched. */
async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
}

async function expectSound(page: Page, where: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      expect(await axeViolations(page), `${where} ${width} ${colorScheme}`).toEqual([])
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${where} is wider than ${width} pixels`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

beforeAll(async () => {
  await send([
    { type: 'track', userId: 'ada', event: 'Order Completed', properties: { total: 79.8 } },
    { type: 'identify', userId: 'ada', traits: { email: 'ada@example.org', name: 'Ada', tags: ['a', { b: 1 }] } },
    { type: 'group', userId: 'ada', groupId: 'bianchi', traits: { name: 'Bianchi' } },
    { type: 'track', event: '' },
  ])
})

describe('every screen', () => {
  it(
    'is accessible in both themes on desk and phone, fits, has a title, and asks for nothing that the policy refuses',
    { timeout: 900_000 },
    async () => {
      const known = { profileId: await profileOf('ada'), sourceId: String(sourceId), accountId: 'bianchi' }
      const ids: Record<string, string> = { ...known, ...(await makeExamples()) }
      const { page, complaints } = await openPage({ cookie })
      await page.goto(origin)
      const screens = await registeredScreens(page)
      expect(screens.length).toBeGreaterThan(1)
      for (const { path, example } of screens) {
        const address = (example ?? path).replaceAll(/\{(\w+)\}/gu, (_all, name: string) => ids[name] ?? `no ${name} is known to this test`)
        expect(address, `${path} needs an example without $ to be tested`).not.toContain('$')
        await page.goto(origin + address)
        await settle(page)
        expect(await page.title(), address).toMatch(/^.+ · Percorso$/u)
        await expectSound(page, address)
      }
      expect(complaints).toEqual([])
    },
  )

  it('has its likes around it: menu, palette, shortcuts, activity, missing page', { timeout: 120_000 }, async () => {
    const { page, complaints } = await openPage({ cookie })
    await page.goto(`${origin}/lvie`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await expectSound(page, 'missing page')
    await page.locator('main').getByRole('link', { name: 'Live', exact: true }).click()
    await page.getByRole('heading', { name: 'Live facts' }).waitFor()

    await page.keyboard.press('Control+k')
    await paletteBox(page).waitFor()
    await expectSound(page, 'palette')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.locator('main').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await expectSound(page, 'shortcuts')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Your settings' }).click()
    await page.getByRole('menu').waitFor()
    await expectSound(page, 'menu')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Work going on' }).click()
    await page.getByRole('heading', { name: 'Work going on' }).waitFor()
    await expectSound(page, 'activity')
    expect(complaints).toEqual([])
  })
})

describe('the shell', () => {
  it('goes anywhere by keys, but not while somebody writes', { timeout: 60_000 }, async () => {
    const { page } = await openPage({ cookie })
    await page.goto(`${origin}/profiles/${await profileOf('ada')}`)
    await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Control+k')
    const box = paletteBox(page)
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('true')
    await box.fill('gl?')
    await box.press('g')
    await box.press('l')
    expect(page.url()).toContain('/profiles/')
    await box.fill('debugger')
    await page.getByRole('dialog').getByRole('option', { name: /^Live/u }).waitFor()
    await box.press('Enter')
    await page.waitForURL(`${origin}/live`)
    await page.getByRole('heading', { name: 'Live facts' }).waitFor()
    await expect.poll(() => page.getByTestId('page-title').textContent()).toBe('Live facts · Percorso')

    await page.keyboard.press('Control+k')
    await paletteBox(page).fill('ada')
    await page.getByRole('dialog').getByRole('option', { name: /ada/u }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.waitForURL(`${origin}/live`)
  })

  it('shows no more than the person’s role allows, and says so of the rest', { timeout: 60_000 }, async () => {
    const other = await buildWorkspace(stores, { name: 'Elsewhere' })
    const { page } = await openPage({
      cookie: (await buildMember(stores, { workspaceId: other.workspaceId, origin, role: 'viewer' })).cookie,
    })
    await page.goto(`${origin}/live`)
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Live' }).waitFor()
    expect(await page.getByText('Elsewhere').count()).toBeGreaterThan(0)
    expect(await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: /audit/iu }).count()).toBe(0)
  })

  it('says that the server is away, and goes on by itself when it is back', { timeout: 60_000 }, async () => {
    const { page } = await openPage({ cookie })
    await page.goto(`${origin}/live`)
    await page.getByRole('heading', { name: 'Live facts' }).waitFor()
    await page.route('**/*', (route) => route.abort())
    await page.getByText('Percorso does not answer. What you see may be old').waitFor({ timeout: 20_000 })
    await page.unroute('**/*')
    await page.getByText('Percorso does not answer.').waitFor({ state: 'detached', timeout: 20_000 })
  })

  it('lets whoever was signed out go on at the same address', { timeout: 60_000 }, async () => {
    const { page } = await openPage()
    const address = `${origin}/profiles/${await profileOf('ada')}`
    await page.goto(address)
    await page.getByRole('heading', { name: /sign in/iu }).waitFor()
    const [name, value] = cookie.split(/=(.*)/su)
    await page.context().addCookies([{ name: name!, value: value!, url: origin }])
    await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
    await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
    expect(page.url()).toBe(address)
  })

  it('prints a page without what can only be clicked', { timeout: 60_000 }, async () => {
    const { page } = await openPage({ cookie })
    await page.goto(`${origin}/profiles/${await profileOf('ada')}`)
    await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.getByRole('navigation').or(page.getByRole('banner')).filter({ visible: true }).count()).toBe(0)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
  })
})

const PAYLOADS = [
  '<script>hacked()</script>',
  '<img src=x onerror=hacked()>',
  '<svg onload=hacked()>',
  '"><script>hacked()</script>',
  '\'"><img src=x onerror=hacked()>',
  'javascript:hacked()',
  '<iframe srcdoc="<script>parent.hacked()</script>">',
  '<a href="javascript:hacked()">x</a>',
  '</title><script>hacked()</script>',
  '</script><script>hacked()</script>',
  '<style>@import url(javascript:hacked())</style>',
  '<body onload=hacked()>',
  '<details open ontoggle=hacked()>',
  '<math><mtext><img src=x onerror=hacked()>',
  '{{constructor.constructor("hacked()")()}}',
  '${hacked()}',
  '<input autofocus onfocus=hacked()>',
  '<object data="javascript:hacked()">',
  '<meta http-equiv=refresh content="0;url=javascript:hacked()">',
  '<template><script>hacked()</script></template>\u2028',
]

describe('what people send', () => {
  it('is shown as text wherever it appears', { timeout: 120_000 }, async () => {
    const { page, complaints } = await openPage({ cookie })
    let hacked = 0
    await page.exposeFunction('hacked', () => (hacked += 1))
    page.on('dialog', (dialog) => complaints.push(dialog.message()))
    await page.goto(`${origin}/live`)
    await page.locator('output', { hasText: 'Live' }).waitFor()
    const traits = Object.fromEntries(PAYLOADS.map((payload) => [payload, payload]))
    const facts = PAYLOADS.map((payload) => ({
      type: 'track',
      userId: PAYLOADS[0],
      event: payload,
      properties: { [payload]: [payload, traits] },
    }))
    await send([
      ...facts,
      { type: 'identify', userId: PAYLOADS[0], traits: { ...traits, name: PAYLOADS[0] } },
      { type: 'group', userId: PAYLOADS[0], groupId: PAYLOADS[2], traits },
    ])
    for (const payload of PAYLOADS) await page.getByText(payload.trim(), { exact: true }).first().waitFor()

    await page.goto(`${origin}/profiles/${await profileOf(PAYLOADS[0]!)}`)
    await page.getByRole('heading', { name: PAYLOADS[0]!, level: 1 }).waitFor()
    expect(await page.title()).toBe(`${PAYLOADS[0]} · Percorso`)
    for (const payload of PAYLOADS) await page.getByText(payload.trim(), { exact: true }).first().waitFor()
    await page.keyboard.press('Control+k')
    await paletteBox(page).fill('<script')
    await page.getByRole('dialog').getByRole('option', { name: PAYLOADS[0]! }).first().waitFor()
    expect(await page.locator('main script, main iframe, main object, main style, main input[autofocus]').count()).toBe(0)
    expect([hacked, complaints]).toEqual([0, []])
  })
})
