import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildMember, buildWorkspace, recordFacts } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()
const workspace = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId: workspace.workspaceId, origin })
const viewer = await buildMember(stores, { workspaceId: workspace.workspaceId, origin, role: 'viewer' })
await recordFacts(stores, workspace, [
  { who: { user_id: 'ada', email: 'ada@example.org' }, time: '2026-01-01T00:00:00Z', traits: { name: 'Ada' } },
  { who: { user_id: 'bo', email: 'bo@example.org' }, time: '2026-01-01T00:00:00Z', traits: { name: 'Bo' } },
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

const file = (lines: string[]) => ({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })

it('is made in the browser, filled from a file, used in a segment, and emptied by a list', { timeout: 180_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/sets`)
  await page.getByText('No uploaded sets yet').waitFor()
  await expectSound(page, 'no sets')
  await page.locator('main').getByRole('link', { name: 'New set' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Fair of May')
  await expectSound(page, 'new set')
  await page.getByRole('button', { name: 'Make it, then fill it' }).click()
  await page.getByRole('heading', { name: 'Fair of May', level: 1 }).waitFor()
  await expectSound(page, 'an empty set')

  const strangers = Array.from({ length: 12_000 }, (_, n) => `Guest ${n};guest-${n}@example.org`)
  const lines = ['name;mail', 'Ada;ADA@example.org', 'Odd;=cmd()', 'Ada again;ada@example.org', ...strangers]
  await page.locator('input[type=file]').setInputFiles(file(lines))
  await page.getByText('12,003 values:').waitFor()
  expect(await page.getByLabel('Column', { exact: true }).inputValue()).toBe('1')
  expect(await page.getByLabel('What it holds').inputValue()).toBe('email')
  await expectSound(page, 'a list that was read')
  await page.getByRole('button', { name: 'Put 12,003 values in' }).click()
  await page.getByText('12,001 are new in the set.').waitFor({ timeout: 60_000 })
  await page.getByText('1 was in it already, or twice in the list.').waitFor()
  const refused = page.getByRole('row', { name: /=cmd\(\)/u })
  await refused.getByText('not written as such an identifier is').waitFor()
  expect(await refused.getByRole('rowheader').textContent()).toBe('3')
  await expectSound(page, 'what became of it')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download what was refused' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('refused.csv')

  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('link', { name: 'Ada' }).waitFor()
  await expectSound(page, 'people in a set')
  await page.getByRole('link', { name: 'Use in a segment' }).click()
  await page.getByText('Is in the uploaded set “Fair of May”').first().waitFor()
  expect(await page.getByLabel('Uploaded set').inputValue()).not.toBe('')
  await expectSound(page, 'a rule that names a set')
  await page.getByRole('button', { name: 'Save the segment' }).click()
  await page.getByRole('row', { name: /Ada/u }).waitFor({ timeout: 30_000 })

  await page.goto(`${origin}/sets`)
  await page.getByRole('link', { name: 'Fair of May' }).first().click()
  await page.getByRole('tab', { name: 'Put in' }).click()
  await page.getByLabel('Or paste a list').fill('bo@example.org')
  await page.getByRole('button', { name: 'Read the list' }).click()
  await page.getByRole('button', { name: 'Put 1 value in' }).click()
  await page.getByText('1 is new in the set.').waitFor()
  await page.locator('main').getByRole('link', { name: 'Fair of May' }).click()
  await page.getByRole('row', { name: /Bo.*the uploaded set “Fair of May” changed/u }).waitFor({ timeout: 30_000 })
  expect(complaints).toEqual([])
})

it('says what cannot be done, and shows only what may be', { timeout: 60_000 }, async () => {
  const { page } = await openPage({ cookie })
  await page.goto(`${origin}/sets`)
  await page.getByRole('link', { name: 'Fair of May' }).first().click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Rules ask for it, so it cannot be deleted yet.').waitFor()
  await page.getByRole('button', { name: 'Delete the set' }).click()
  await page.getByRole('alert').filter({ hasText: 'Others ask for it' }).waitFor()
  await page.goto(`${origin}/sets/999999`)
  await page.getByRole('heading', { name: 'There is no such set' }).waitFor()

  const { page: theirs } = await openPage({ cookie: viewer.cookie, language: 'pl' })
  await theirs.goto(`${origin}/sets`)
  await theirs.getByRole('heading', { name: 'Wgrane listy', level: 1 }).waitFor()
  expect(await theirs.getByRole('link', { name: 'Nowa lista' }).count()).toBe(0)
  await theirs.getByRole('link', { name: 'Fair of May' }).first().click()
  await theirs.getByRole('tab', { name: 'Osoby' }).waitFor()
  expect(await theirs.getByRole('tab').count()).toBe(1)
})
