import fs from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { startImports } from '../../record/imports/index.ts'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// The import wizard as people meet it, in a real browser.

const { stores, origin, openPage } = await startConsole()
const { postgres, dataDir } = stores
const imports = startImports({
  postgres,
  dataDir,
  clock: systemClock,
  log: pino({ level: 'error' }),
  pressure: { refusal: () => undefined },
  onAppended: () => {},
})
afterAll(() => imports.stop())

async function newcomer() {
  const { workspaceId } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  return { workspaceId, cookie, ...(await openPage({ cookie })) }
}

const days = Array.from(
  { length: 30 },
  (_, row) =>
    `c${row},c${row}@example.com,${row === 4 ? 'soon' : `2024-01-${String(row + 1).padStart(2, '0')}`},${row * 2.5},<i>${row}</i>`,
)
const orders = Buffer.from(['customer_id,email,ordered_on,total,note', ...days].join('\n'))

it('leads from a file to facts; the mapping is corrected, kept, and there when one comes back', { timeout: 120_000 }, async () => {
  const { page, complaints, workspaceId } = await newcomer()
  await page.goto(`${origin}/imports`)
  await page.getByText('Nothing was imported yet').waitFor()
  await page.getByRole('link', { name: 'New import' }).click()
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  // A name that leads elsewhere, turns its neighbours round, is HTML, and has a thousand letters.
  const name = `../<img src=x onerror=alert(1)>\u202E${'x'.repeat(1_000)}.csv`
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: orders })
  await page.waitForURL(/file=/u)
  await page.getByText('30 rows give 30 facts; 0 problems.').waitFor()
  expect(await page.getByText('<img src=x onerror=alert(1)>').first().isVisible()).toBe(true)

  const fact = page.getByRole('group', { name: 'Fact 1' })
  await fact.getByRole('combobox', { name: 'Type' }).selectOption('Track')
  await fact.getByRole('combobox', { name: 'Event' }).fill('Order Placed')
  await fact.getByRole('combobox', { name: 'Time', exact: true }).fill('{ordered_on}')
  await page.keyboard.press('Escape')
  await page.getByText('30 rows give 29 facts; 1 problem.').waitFor()
  await page.getByRole('row').filter({ hasText: 'c4@example.com' }).getByText('Problem').waitFor()
  await page.getByRole('region', { name: 'What the first of them become' }).getByText('"Order Placed"').first().waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('textbox', { name: 'Keep this mapping as' }).fill('Our orders')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByRole('combobox', { name: 'Start from' }).waitFor()
  await page.reload()
  await page.getByText('30 rows give 29 facts; 1 problem.').waitFor()

  await page.getByRole('textbox', { name: 'Name of the import' }).fill('Orders 2024')
  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.waitForURL(/imports\/[0-9a-f-]{36}/u)
  await page.getByText('Done').first().waitFor({ timeout: 20_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Refused rows as a file' }).click()])
  expect(fs.readFileSync(await download.path(), 'utf8')).toMatch(/^row,reason,content\r\n5,".*time.*\r\n$/u)
  const { rows } = await postgres.system.query<{ facts: number; name: string }>('select facts, name from imports where workspace_id = $1', [
    workspaceId,
  ])
  expect(rows).toEqual([{ facts: 29, name: 'Orders 2024' }])
  await page.goto(`${origin}/imports`)
  await page.getByRole('link', { name: 'Orders 2024' }).waitFor()
  expect(complaints).toEqual([])
})

it('says what is wrong with a file, and with a mapping', { timeout: 60_000 }, async () => {
  const { page } = await newcomer()
  await page.goto(`${origin}/imports/new`)
  const choose = (name: string, buffer: Buffer) => page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer })
  await choose('book.xlsx', Buffer.from('504b030400', 'hex'))
  await page.getByText('an Excel workbook').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await choose('.hidden.csv', orders)
  await page.waitForURL(/file=/u)
  await page.getByRole('group', { name: 'Fact 1' }).getByRole('combobox', { name: 'Time', exact: true }).fill('{when}')
  await page.getByRole('alert').getByText('The mapping speaks of when').waitFor()
  await page.goto(`${origin}/imports/new?file=7c9e6679-7425-40de-944b-e07fc1f90ae7`)
  await page.getByText('This file is not there any more').waitFor()
})

const olist = path.resolve(import.meta.dirname, '../../../../../../shared/data/olist')

it('imports the orders of Olist, customers looked up in a second file', { timeout: 180_000 }, async ({ skip }) => {
  if (!fs.existsSync(path.join(olist, 'orders.csv'))) skip(`There is no data in ${olist}`)
  const { page, workspaceId } = await newcomer()
  await page.goto(`${origin}/imports/new`)
  await page.locator('input[type=file]').setInputFiles(path.join(olist, 'orders.csv'))
  await page.waitForURL(/file=/u)
  await page.getByRole('button', { name: 'The whole mapping as JSON' }).click()
  const mapping = fs.readFileSync(path.resolve(import.meta.dirname, '../../../../../evals/recipes/olist/orders.json'), 'utf8')
  await page.getByRole('textbox', { name: 'The whole mapping as JSON' }).fill(mapping)
  await page.getByRole('alert').getByText('for which there is no file').waitFor()
  await page.getByLabel('Choose the file for customers').setInputFiles(path.join(olist, 'customers.csv'))
  await page.getByText(/^50 rows give \d+ facts; 0 problems\.$/u).waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Start the import' }).click()
  await page.getByText('Done').first().waitFor({ timeout: 120_000 })
  const rowsOfFile = fs.readFileSync(path.join(olist, 'orders.csv'), 'utf8').trimEnd().split('\n').length - 1
  const { rows } = await postgres.system.query<{ position: number; facts: number; refused: number }>(
    'select row_position as position, facts, refused from imports where workspace_id = $1',
    [workspaceId],
  )
  expect(rows[0]).toMatchObject({ position: rowsOfFile, refused: 0 })
  expect(rows[0]!.facts).toBeGreaterThan(rowsOfFile * 2)
})
