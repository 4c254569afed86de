import fs from 'node:fs'
import { expect, it } from 'vitest'
import { buildMember, buildWorkspace, recordFacts } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// Customers as people meet them: find somebody, correct a trait, join two people and take it back, take the list away as a file.

const { stores, origin, openPage } = await startConsole()
const world = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId: world.workspaceId, origin })

const cities = ['Bologna', 'Łódź', 'London']
const day = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString()
await recordFacts(stores, world, [
  ...Array.from({ length: 150 }, (_, n) => ({
    who: { user_id: `customer-${n}` },
    time: day(n % 90),
    traits: { name: `Customer ${n}`, city: cities[n % 3]!, plan: n % 10 === 0 ? 'gold' : 'basic', visits: n },
  })),
  { who: { anonymous_id: 'laptop-1' }, time: day(30), event: 'Product Viewed', properties: { sku: 'lamp' } },
  { who: { anonymous_id: 'laptop-1', user_id: 'ada' }, time: day(20), event: 'Order Completed', properties: { total: 80 } },
  { who: { user_id: 'ada' }, time: day(19), traits: { name: 'Ada Bianchi', city: 'Bologna', plan: 'gold', email: 'ada@example.com' }, accountId: 'bianchi', accountTraits: { name: 'Bianchi & figli' } },
  { who: { email: 'ada.work@example.com' }, time: day(5), event: 'Email Opened' },
  { who: { user_id: '<img src=x onerror=alert(1)>' }, time: day(1), traits: { name: '=HYPERLINK("x") محمد' } },
]) // prettier-ignore

it('leads from the list to a person, whose trait is corrected and set back', { timeout: 90_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/customers`)
  await page.getByText('153 people').waitFor()
  await page.getByRole('textbox', { name: /Search by name/u }).fill('bianchi')
  await page.getByText('1 person', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'Ada Bianchi' }).click()
  await page.getByRole('heading', { name: 'Ada Bianchi', level: 1 }).waitFor()
  await page.getByText('1 purchase').waitFor()

  const traits = page.getByRole('region', { name: /^Traits/u })
  await traits.getByRole('button', { name: 'Change city' }).click()
  await page.getByRole('textbox', { name: 'Value' }).fill('Kraków')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await traits.getByText('Kraków').waitFor()
  await traits.getByText('By hand').waitFor()
  await page.getByText('by hand: The admin').first().waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await traits.getByText('Bologna').waitFor()

  const consents = page.getByRole('region', { name: /^Consent/u })
  await consents.getByRole('button', { name: 'Record consent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Record consent' })
  await dialog.getByLabel(/^To what/u).fill('calls')
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('How they said so').fill('On the phone')
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await consents.getByText('calls').waitFor()
  await consents.getByText('Withdrawn').waitFor()

  await page.getByRole('textbox', { name: 'Write a note' }).fill('Likes oak')
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByText('Likes oak').waitFor()
  await page.locator('summary').filter({ hasText: 'Order Completed' }).click()
  await page.getByRole('button', { name: 'Pin this fact' }).click()
  await page
    .getByRole('region', { name: /^Pinned/u })
    .getByText('Order Completed')
    .waitFor()

  await page.getByRole('checkbox', { name: 'User id ada' }).check()
  await page.getByRole('checkbox', { name: 'Anonymous id laptop-1' }).check()
  await page.getByText(/laptop-1 .*came in one fact|ada and laptop-1 came in one fact/u).waitFor()
  await page.getByRole('combobox', { name: 'Fact', exact: true }).selectOption('Product Viewed')
  await page.getByText('This is where it began.').waitFor()
  expect(new URL(page.url()).searchParams.get('name')).toBe('Product Viewed')
  await expect.poll(() => page.locator('details').count()).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  expect(complaints).toEqual([])
})

it('joins two people and takes it back', { timeout: 90_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/customers?search=bianchi`)
  await page.getByRole('link', { name: 'Ada Bianchi' }).click()
  const identifiers = page.getByRole('region', { name: /^Identifiers/u })
  await identifiers.getByRole('checkbox', { name: 'User id ada' }).waitFor()
  await page.getByRole('button', { name: 'Merge…' }).click()
  await page.getByRole('combobox', { name: 'Who is the same person?' }).fill('ada.work')
  await page.getByRole('option', { name: /ada.work/u }).click()
  await page.getByRole('region', { name: 'Then' }).getByText('ada.work@example.com').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  await identifiers.getByRole('checkbox', { name: 'E-mail ada.work@example.com' }).waitFor()
  await page.getByText('Two people merged into one').waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await page.getByText('Merge undone').waitFor()
  await identifiers.getByRole('checkbox', { name: 'E-mail ada.work@example.com' }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

it('filters, remembers the view, and exports exactly that', { timeout: 90_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/customers`)
  await page.getByText('153 people').waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const line = page.getByRole('group', { name: 'Condition 1' })
  await line.getByRole('combobox', { name: 'Trait', exact: true }).fill('plan')
  await page.keyboard.press('Escape')
  await line.getByRole('combobox', { name: 'Value' }).fill('gold')
  await page.getByText('16 people').waitFor()
  await page.getByRole('button', { name: 'Person', exact: true }).click()
  await page.getByRole('link', { name: 'Ada Bianchi' }).waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Gold')
  await page.getByRole('button', { name: 'Save this view' }).click()
  await page.goto(`${origin}/customers`)
  await page.getByText('153 people').waitFor()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Gold', exact: true }).click()
  await page.getByText('16 people').waitFor()

  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /CSV/u }).click()])
  const lines = fs
    .readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(17)
  expect(lines[0]).toContain('email,phone')
  expect(complaints).toEqual([])
})

it('shows nobody in a workspace that is new, and what to do next', { timeout: 60_000 }, async () => {
  const fresh = await buildWorkspace(stores)
  const member = await buildMember(stores, { workspaceId: fresh.workspaceId, origin })
  const { page, complaints } = await openPage({ cookie: member.cookie, language: 'pl-PL' })
  await page.goto(`${origin}/customers`)
  await page.getByRole('heading', { name: 'Na razie nikogo' }).waitFor()
  await page.goto(`${origin}/accounts`)
  await page.getByRole('heading', { name: 'Na razie brak kont' }).waitFor()
  expect(complaints).toEqual([])
})
