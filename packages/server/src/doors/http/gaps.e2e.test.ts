import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NAMES = ['Product Viewed', 'Order Completed', 'Order Delivered', 'Case Opened']

/** Sixty people of the last eighty days. Until forty days ago half of them never had a delivery message, since then hardly anybody. */
function facts(now: number): object[] {
  return Array.from({ length: 60 }, (_, n) => {
    const began = now - (80 - n * 1.25) * DAY_MS
    const isTold = n < 32 ? n % 2 === 0 : n % 14 !== 0
    const way = ['Product Viewed', 'Order Completed', ...(isTold ? ['Message Opened'] : ['Case Opened']), 'Order Delivered', ...(isTold ? ['Reviewed'] : [])]
    return way.map((event, k) => ({ type: 'track', userId: `person-${n}`, event, timestamp: new Date(began + k * HOUR_MS).toISOString() }))
  }).flat()
} // prettier-ignore

async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
}

async function expectSound(page: Page, where: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      expect(await axeViolations(page), `${where} ${width} ${colorScheme}`).toEqual([])
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${where} is wider than ${width} pixels`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

it('leads from a gap to its people, to an initiative and to what came of it', { timeout: 300_000 }, async () => {
  const now = Date.now()
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const call = async <T>(path: string, body?: object) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      headers: { cookie, origin, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
    return (await answer.json()) as T
  }
  await fetch(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch: facts(now) }),
  })
  const ids: number[] = []
  for (const name of [...NAMES, 'Message Opened']) {
    const touchpoint = { name, channel: 'web', stage: 'during', matches: [{ fact: name }] }
    ids.push((await call<{ touchpointId: number }>('/touchpoints', touchpoint)).touchpointId)
  }
  const [viewed, ordered, delivered, , told] = ids
  const step = { stage: 'all', branch: '', optional: false, repeats: false, within: null, score: null, failed: [] }
  const document = {
    name: 'A calm order',
    about: '',
    kind: 'desired',
    persona: { name: 'Ada', about: '', goals: '', segmentId: null },
    question: null,
    stages: { all: { name: 'Buying', place: 1, phase: 'during', order: 'drawn', repeats: false } },
    steps: {
      a: { ...step, name: 'Looks', place: 1, touchpoints: [viewed] },
      b: { ...step, name: 'Orders', place: 2, touchpoints: [ordered] },
      c: { ...step, name: 'Delivery message', place: 3, touchpoints: [told], within: { n: 1, unit: 'days' } },
      d: { ...step, name: 'Parcel', place: 4, touchpoints: [delivered] },
    },
    lanes: {},
    cells: {},
  }
  await expect.poll(async () => (await call<{ facts: number }>('/stats')).facts, { timeout: 30_000 }).toBeGreaterThan(230)
  const { mapId } = await call<{ mapId: number }>('/maps', { document })
  const { page, complaints } = await openPage({ cookie })

  await page.goto(`${origin}/gaps`)
  await page.getByRole('cell', { name: /^\d.*n = 60/u }).waitFor()
  await expectSound(page, 'maps to choose from')
  await page.getByRole('link', { name: 'A calm order' }).click()
  await page.getByRole('heading', { name: 'Gaps: A calm order' }).waitFor()
  const skipped = 'Skipped: 18 people never met “Delivery message”'
  await page.getByText(skipped).waitFor()
  await page.getByText('Beside the map: 18 people met “Case Opened”').waitFor()
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('fact:Reviewed')
  await page.getByText('The outcome: 0% with it, 100% without it.').first().waitFor()
  await settle(page)
  await expectSound(page, 'gaps')

  await page.getByRole('button', { name: `Who they are: ${skipped}` }).press('Enter')
  await page.getByRole('dialog').getByRole('rowheader').first().waitFor()
  expect(await page.getByRole('dialog').getByRole('rowheader').count()).toBe(18)
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.getByRole('link', { name: `Start an initiative: ${skipped}` }).press('Enter')
  await page.getByRole('heading', { name: 'New initiative' }).waitFor()
  await settle(page)
  await expectSound(page, 'a new initiative')
  await page.getByRole('textbox', { name: 'Name' }).fill('Tell them by message')
  await page.getByRole('textbox', { name: 'Owner' }).fill('Bea')
  await page.getByRole('textbox', { name: 'Target' }).fill('25')
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption('before')
  await page.getByRole('combobox', { name: 'State' }).selectOption('running')
  await page.getByLabel('Began on').fill(new Date(now - 40 * DAY_MS).toISOString().slice(0, 10))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Tell them by message' }).waitFor()
  await page.getByText('target reached').waitFor()
  await page
    .getByText(/Goes with it: [-−]\d/u)
    .first()
    .waitFor()
  await expectSound(page, 'an initiative')
  await page.getByRole('button', { name: 'It is done' }).click()
  await page.getByRole('button', { name: 'Go on with it' }).waitFor()

  await page.goto(`${origin}/initiatives`)
  await page.getByRole('rowheader', { name: 'Tell them by message' }).waitFor()
  await settle(page)
  await expectSound(page, 'initiatives')
  await page.goto(`${origin}/gaps/${mapId}`)
  await page.getByText('target reached').first().waitFor()
  await settle(page)
  await expectSound(page, 'gaps with an initiative')
  await page.goto(`${origin}/initiatives/new?touchpoint=${ids[3]}`)
  await page.getByText('About: Touchpoint: “Case Opened”').waitFor()
  for (const where of ['/gaps/999999', '/initiatives/999999']) {
    await page.goto(origin + where)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  expect(complaints).toEqual([])
})
