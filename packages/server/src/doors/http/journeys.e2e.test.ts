import { expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()

const HOUR_MS = 3_600_000
const WAYS = [
  ['Product Viewed', 'Product Added', 'Order Completed'],
  ['Product Viewed', 'Product Viewed', 'Product Added'],
  ['Email Opened', 'Product Viewed', 'Product Added', 'Order Completed', 'Case Opened'],
]

/** Thirty people on three ways through, over the last days. */
function facts(): object[] {
  return Array.from({ length: 30 }, (_, n) =>
    WAYS[n % 3]!.map((event, k) => ({
      type: 'track',
      userId: `person-${n}`,
      event,
      timestamp: new Date(Date.now() - (200 - n - 3 * k) * HOUR_MS).toISOString(),
    })),
  ).flat()
}

it('shows what people live through, and who they are, by mouse and by keys', { timeout: 240_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  await fetch(`${origin}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch: facts() }) })
  const { page, complaints } = await openPage({ cookie })

  const viewed = page.getByRole('button', { name: 'Product Viewed: 30 people, 40 times' })
  await page.goto(`${origin}/journeys`)
  await expect.poll(async () => (await page.reload(), await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' }), viewed.count()), { timeout: 30_000 }).toBe(1) // prettier-ignore
  await page.getByRole('button', { name: 'From Product Added to Order Completed: 20 people, median 3 hr' }).press('Enter')
  await page.getByRole('dialog').getByRole('rowheader').first().waitFor()
  expect(await page.getByRole('dialog').getByRole('rowheader').count()).toBe(20)
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('slider').press('End')
  await page.getByText('Shown: what at least 50% of the people do').waitFor()
  await page.getByRole('switch', { name: 'As tables' }).click({ force: true })
  await page.getByRole('rowheader', { name: 'Product Added → Order Completed' }).waitFor()

  await page.getByRole('tab', { name: 'Variants' }).click()
  await page.getByRole('rowheader', { name: 'Product Viewed → Product Added → Order Completed', exact: true }).waitFor()
  await page.goto(`${origin}/journeys?tab=funnel&stages=${encodeURIComponent(JSON.stringify(['Product Viewed', 'Order Completed']))}`)
  await page.getByRole('rowheader', { name: '2. Order Completed' }).waitFor()
  expect(await page.getByRole('row').last().textContent()).toContain('66.7% (n = 30)')
  expect(complaints).toEqual([])

  for (const tab of ['graph', 'variants', 'funnel', 'sankey', 'compare']) {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${origin}/journeys?tab=${tab}&stages=${encodeURIComponent(JSON.stringify(['Product Viewed', 'Order Completed']))}`)
      await page.locator('main h1').first().waitFor()
      await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
        expect(await axeViolations(page), `${tab} ${width} ${colorScheme}`).toEqual([])
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    }
  }
})

it('narrows journeys down, plays their traffic, asks for stages, and keeps people as a segment', { timeout: 240_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  await fetch(`${origin}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch: facts() }) })
  const { page, complaints } = await openPage({ cookie })
  const main = page.getByRole('main')
  await page.goto(`${origin}/journeys`)
  await expect.poll(async () => (await page.reload(), await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' }), page.getByRole('button', { name: 'Product Viewed: 30 people' }).count()), { timeout: 30_000 }).toBe(1) // prettier-ignore

  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.getByRole('button', { name: 'Play the traffic' }).click()
  await page.getByText('Each dot is one passage').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  const slider = page.getByRole('slider', { name: 'Moment shown' })
  await slider.press('End') // the last facts were a few days ago
  for (let moment = 0; moment < 9; moment += 1) await slider.press('ArrowLeft')
  await expect.poll(() => main.locator('svg circle').count()).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Show the traffic' }).waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Which journeys' }).click()
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('Begin with', 'Email Opened')
  await choose('Lead to', 'Order Completed')
  await page.getByLabel('Only so many days before that').fill('30')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Which journeys (2)' }).waitFor()
  await page.getByRole('button', { name: 'Email Opened: 10 people, 10 times' }).waitFor()
  expect(new URL(page.url()).searchParams.get('last')).toBe('30')
  await page.getByRole('button', { name: 'Clear filters' }).click()

  await page.getByRole('tab', { name: 'Step by step' }).click()
  await page.getByRole('button', { name: 'From Email Opened to Product Viewed: 10 journeys' }).press('Enter')
  await expect.poll(() => page.getByRole('dialog', { name: 'People' }).getByRole('rowheader').count()).toBe(10)
  await page.goBack()

  await page.getByRole('tab', { name: 'Funnel' }).click()
  const stage = async (place: number, ...steps: string[]) => {
    const box = page.getByRole('combobox', { name: `Stage ${place}: reached by any of` })
    for (const step of steps) {
      await box.click()
      await page.getByRole('option', { name: step, exact: true }).click()
    }
    await page.keyboard.press('Escape')
  }
  await stage(1, 'Email Opened', 'Product Viewed')
  await page.getByRole('button', { name: 'Add a stage' }).click()
  await stage(2, 'Product Added')
  await page.getByRole('checkbox', { name: 'May be left out' }).check()
  await page.getByRole('button', { name: 'Add a stage' }).click()
  await stage(3, 'Order Completed')
  await page.getByRole('rowheader', { name: '1. Email Opened or Product Viewed' }).waitFor()
  await expect.poll(() => page.getByRole('row').last().textContent()).toContain('66.7% (n = 30)')
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('row').nth(1).getByRole('link', { name: '10', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'People' })
  await expect.poll(() => drawer.getByRole('rowheader').count()).toBe(10)
  await drawer.getByRole('button', { name: 'Save as segment' }).click()
  const form = page.getByRole('dialog', { name: 'Save as segment' })
  await form.getByLabel('Name of the segment').fill('Never ordered')
  expect(await axeViolations(page)).toEqual([])
  await form.getByRole('button', { name: 'Save as segment' }).click()
  await page.getByRole('heading', { name: 'Never ordered' }).waitFor()
  const segmentId = new URL(page.url()).pathname.split('/').at(-1)
  const size = async () => {
    const answer = await fetch(`${origin}/api/v1/segments/${segmentId}`, { headers: { cookie } })
    return ((await answer.json()) as { size: number }).size
  }
  await expect.poll(size, { timeout: 30_000 }).toBe(10)
  expect(complaints).toEqual([])
})
