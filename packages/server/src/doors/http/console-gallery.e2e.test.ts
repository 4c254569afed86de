import { expect, it } from 'vitest'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// The parts that screens are made of, with much and with hostile content, in a real browser.

const { origin, openPage } = await startConsole({ gallery: true })

it('has nothing that axe or the policy objects to, in either theme, on desk and phone', { timeout: 90_000 }, async () => {
  const { page, complaints } = await openPage()
  await page.goto(origin)
  await page.getByRole('heading', { name: 'Gallery' }).waitFor()
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      expect(await axeViolations(page), `${width} ${colorScheme}`).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
  expect(complaints).toEqual([])
})

it('draws of a hundred thousand rows those in sight, and goes through them by keys', { timeout: 60_000 }, async () => {
  const { page } = await openPage()
  await page.goto(origin)
  const table = page.getByRole('table')
  await table.waitFor()
  expect(await table.getByRole('row').count()).toBeLessThan(80)
  await table.getByRole('link', { name: 'Person 0', exact: true }).focus()
  for (const [key, name] of [
    ['ArrowDown', 'Person 1'],
    ['PageDown', 'Person 16'],
    ['End', 'Person 49999'],
    ['Home', 'Person 0'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name)
  }
  await page.keyboard.press('End')
  await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('100001') // the end came into sight: the rest was fetched

  await table.getByRole('button', { name: 'Facts' }).click()
  expect(await table.getByRole('columnheader', { name: 'Facts' }).getAttribute('aria-sort')).toBe('descending')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Last seen' }).click()
  await expect.poll(() => table.getByRole('columnheader').count()).toBe(2)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('heading', { name: 'Nobody yet' }).waitFor()
})

it('shows ten megabytes and ten thousand keys a piece at a time', { timeout: 60_000 }, async () => {
  const { page } = await openPage()
  await page.goto(origin)
  const many = page.getByRole('region', { name: 'Many' })
  await many.waitFor()
  expect(await many.getByRole('listitem').count()).toBe(100)
  await many.getByRole('button', { name: /^100 of 10,000/u }).click()
  expect(await many.getByRole('listitem').count()).toBe(200)
  const huge = page.getByRole('region', { name: 'Huge' })
  await huge.getByText('<script>alert(1)</script>').waitFor()
  expect((await page.locator('body').innerText()).length).toBeLessThan(60_000)
})

it('takes back what was done, and asks where nothing can be', { timeout: 60_000 }, async () => {
  const { page } = await openPage()
  await page.goto(origin)
  const said = page.locator('main output').first()
  await page.getByRole('button', { name: 'Remove' }).click()
  expect(await said.textContent()).toBe('Removed')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => said.textContent()).toBe('Kept')

  await page.getByRole('button', { name: 'Erase', exact: true }).click()
  const act = page.getByRole('button', { name: 'Erase her' })
  expect(await act.isDisabled()).toBe(true)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel')
  await page.getByRole('textbox').fill('Ada')
  await act.click()
  expect(await said.textContent()).toBe('Erased')
})
