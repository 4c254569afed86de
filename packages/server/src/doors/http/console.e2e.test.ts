import { expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { buildWorkspace } from '../../testing/index.ts'
import { startConsole } from '../../testing/living-console.ts'
import { createToken } from './index.ts'

// From nothing to a person's whole story. What every screen must be is in console-screens.e2e.test.ts.

const { stores, origin, openPage } = await startConsole()
const { postgres } = stores

it('leads from a sign-in link to a fact that arrives, and to the whole life of whom it is about', { timeout: 90_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const signIn = await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'sign-in', name: 'Console' })
  const { page, complaints } = await openPage()

  await page.goto(origin)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await page.goto(`${origin}/sign-in?token=${signIn}`)
  await page.getByRole('heading', { name: 'First steps' }).waitFor()
  await page.getByRole('link', { name: 'Send your first fact' }).click()
  await page.getByRole('heading', { name: 'Send your first fact' }).waitFor()
  await page.getByRole('button', { name: 'Make a write key' }).click()
  const command = await page.getByText(/^curl -u wk_[\w-]+: /u).textContent()
  expect(command).toContain(`${origin}/v1/track`)

  await page.locator('output', { hasText: 'Live' }).waitFor()
  const send = (batch: object[]) =>
    fetch(`${origin}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
  expect((await send([{ type: 'track', userId: 'ada', event: 'Shop Visited', properties: { city: 'Milano' } }])).status).toBe(200)
  const row = page.getByRole('listitem').filter({ hasText: 'Shop Visited' })
  await row.getByRole('link', { name: 'ada' }).waitFor()

  await page.getByRole('button', { name: 'Pause' }).click()
  const orders = Array.from({ length: 60 }, (_, n) => ({ type: 'track', userId: 'ada', event: 'Order Completed', properties: { n } }))
  await send([...orders, { type: 'identify', userId: 'ada', traits: { email: 'ada@example.com', name: 'Ada' } }])
  await page.getByText('61 new facts wait').waitFor()
  expect(await page.locator('main').getByRole('listitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('The latest 62 facts').waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('ada@')
  await page.getByRole('dialog').getByRole('option', { name: /ada/u }).click()
  await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
  await page.getByText('ada@example.com').first().waitFor()
  await page.getByRole('button', { name: 'Older facts' }).click()
  await page.getByText('This is where it began.').waitFor()
  expect(await page.locator('details').count()).toBe(62)
  const visit = page.locator('details').filter({ hasText: 'Shop Visited' })
  await visit.locator('summary').press('Enter')
  await visit.getByText('"Milano"').waitFor()

  expect(complaints).toEqual([])
})

it('speaks the language of the browser, or the one that was chosen', async () => {
  const { page, complaints } = await openPage({ language: 'it-IT' })
  await page.goto(origin)
  await page.getByRole('heading', { name: 'Accedi' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('it')
  await page.getByRole('button', { name: 'Le tue impostazioni' }).click()
  await page.getByRole('menuitemradio', { name: 'Polski' }).click()
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('pl')
  expect(complaints).toEqual([])
})
