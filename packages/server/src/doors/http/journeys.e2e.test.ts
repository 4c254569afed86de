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
