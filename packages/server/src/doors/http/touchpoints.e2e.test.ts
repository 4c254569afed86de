import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildMember, buildWorkspace, recordFacts } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const HOUR_MS = 3_600_000

const { stores, origin, openPage } = await startConsole()
const workspace = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId: workspace.workspaceId, origin })
const viewer = await buildMember(stores, { workspaceId: workspace.workspaceId, origin, role: 'viewer' })
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
await recordFacts(stores, workspace, [
  { who: { user_id: 'ada', email: 'ada@example.org' }, time: ago(200), traits: { name: 'Ada' } },
  { who: { user_id: 'ada' }, time: ago(30), event: 'Email Opened', properties: { subject: 'Sale' } },
  { who: { user_id: 'ada' }, time: ago(29), event: 'Email Clicked' },
  { who: { user_id: 'ada' }, time: ago(20), event: 'Order Completed' },
  { who: { user_id: 'bo' }, time: ago(10), event: 'Email Opened' },
])

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

it('is found in what is there, made, changed, put in order and deleted', { timeout: 240_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/touchpoints`)
  await page.getByRole('heading', { name: 'No touchpoints yet' }).waitFor()
  await expectSound(page, 'no touchpoints')
  await page.getByRole('link', { name: 'Start from what is there' }).click()
  await page.getByRole('heading', { name: 'Proposed touchpoints' }).waitFor()
  await expectSound(page, 'discovery')

  await page.getByRole('link', { name: 'Make a touchpoint of “Email”' }).click()
  await page.getByText('In the last 90 days: 2 people, 3 facts.').waitFor()
  expect(await page.getByLabel('Channel').inputValue()).toBe('email')
  await page.getByRole('checkbox', { name: 'Communications' }).check()
  await page.getByRole('combobox', { name: 'Owner' }).fill('Marketing')
  await expectSound(page, 'the editor')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Email', level: 1 }).waitFor()
  await page.getByText('2 people met it, 3 facts.').first().waitFor()
  await expectSound(page, 'the volume')
  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('link', { name: 'Ada' }).waitFor()
  await page.getByRole('link', { name: 'Save as a segment' }).waitFor()
  await expectSound(page, 'its people')

  await page.goto(`${origin}/touchpoints/new`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Orders')
  await page.getByLabel('Stage', { exact: true }).selectOption('during')
  await page.getByRole('combobox', { name: 'Fact', exact: true }).fill('Order Completed')
  await page.getByText('In the last 90 days: 1 person, 1 fact.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('tab', { name: 'Before and after' }).click()
  await page.getByRole('row', { name: /Email 100%/u }).waitFor()
  await expectSound(page, 'before and after')

  await page.goto(`${origin}/touchpoints`)
  await page.getByText('Every fact of this period belongs to a touchpoint.').waitFor()
  await page
    .getByRole('img', { name: /Facts by week/u })
    .first()
    .waitFor()
  await expectSound(page, 'by stage')
  await page.getByRole('tab', { name: 'Order' }).click()
  await page.getByRole('button', { name: 'Move “Orders” up' }).click()
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: '1 match' }).first().textContent()).toContain('Orders')
  await expectSound(page, 'the order')

  await page.goto(`${origin}/touchpoints`)
  await page.locator('main').getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete the touchpoint' }).click()
  await page.getByRole('heading', { name: 'Touchpoints', level: 1 }).waitFor()
  await page.locator('main').getByRole('link', { name: 'Email' }).waitFor()
  await page.locator('main').getByRole('link', { name: 'Orders' }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

it('shows those who may only look no more than that', { timeout: 60_000 }, async () => {
  const { page } = await openPage({ cookie: viewer.cookie, language: 'pl' })
  await page.goto(`${origin}/touchpoints?tab=discovery`)
  await page.getByRole('heading', { name: 'Punkty styku', level: 1 }).waitFor()
  await page.getByRole('table').waitFor()
  expect(await page.getByRole('link', { name: /Utwórz punkt styku|Nowy punkt styku/u }).count()).toBe(0)
  await page.goto(`${origin}/touchpoints/999999`)
  await page.getByRole('heading', { name: 'Nie ma takiego punktu styku' }).waitFor()
})
