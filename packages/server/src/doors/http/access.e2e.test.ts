import { execFile } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { totp } from '../../testing/app-browser.ts'
import { launchBrowser } from '../../testing/browser.ts'
import { TEST_PASSWORD, buildMember, buildWorkspace, testStores } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'
import { createToken } from './index.ts'

// Coming in, inviting, second factor, tokens and the log, as people meet them: in a real browser.

const builder = path.resolve(import.meta.dirname, '../../../../console/build.ts')
const stores = await testStores()
const { postgres } = stores
const consoleFolder = path.join(stores.dataDir, 'console')
const [browser] = await Promise.all([launchBrowser(), promisify(execFile)(process.execPath, [builder, '--out', consoleFolder])])
afterAll(() => browser.close())
const app = buildTestApp(stores, { log: pino({ level: 'error' }), consoleFolder })
await app.listen({ port: 0, host: '127.0.0.1' })
const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
afterAll(() => app.close())

async function openPage(colorScheme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  })
  afterAll(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => /Content Security Policy/u.test(message.text()) && complaints.push(message.text()))
  return { page, complaints }
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html}`))).toEqual([])
  }
}

it('lets the first one say who they are, and invite somebody who then comes in', { timeout: 120_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores, { name: 'Casa Bella' })
  const token = await createToken({ postgres, clock: systemClock }, { workspaceId, kind: 'sign-in', name: 'Console' })
  const { page, complaints } = await openPage()
  await page.goto(`${origin}/sign-in?token=${token}`)
  await page.getByRole('link', { name: /set a name and a password/u }).click()
  await page.getByLabel('Your name').fill('Ada Bianchi')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('New password').fill('a long password')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'That is me' }).click()
  await page.waitForURL((url) => url.pathname !== '/set-up')

  await page.goto(`${origin}/settings/members`)
  await page.getByRole('cell', { name: 'ada@example.com' }).waitFor()
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill('grace@example.com')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = (await dialog.getByText(/\/invitation\?token=/u).textContent())!
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('rowheader', { name: 'grace@example.com' }).waitFor()
  await expectAccessible(page)

  const { page: graces, complaints: more } = await openPage('dark')
  await graces.goto(link)
  await graces.getByText('Casa Bella').waitFor()
  expect(graces.url()).toBe(`${origin}/invitation`)
  await graces.getByLabel('Your name').fill('<img src=x onerror=alert(1)>')
  await graces.getByLabel('New password').fill('another password')
  await expectAccessible(graces)
  await graces.getByRole('button', { name: 'Join' }).click()
  await graces.waitForURL((url) => url.pathname !== '/invitation')
  await graces.goto(link)
  await graces.getByText('This link does not work any more').waitFor()

  await page.reload()
  await page.getByRole('rowheader', { name: '<img src=x onerror=alert(1)>' }).waitFor()
  expect([...complaints, ...more]).toEqual([])
})

it('asks for the second factor once it is on', { timeout: 120_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores)
  const { email } = await buildMember(stores, { workspaceId, origin })
  const { page, complaints } = await openPage()
  const signIn = async (password: string) => {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await page.goto(`${origin}/settings/account`)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signIn('wrong password')
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor()
  await expectAccessible(page)
  await signIn(TEST_PASSWORD)
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  await page.getByLabel('Your password').fill(TEST_PASSWORD)
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  const secret = (await page
    .locator('code')
    .filter({ hasText: /^[A-Z2-7]{32,}$/u })
    .textContent())!
  await page.getByLabel('Code that the app shows').fill(totp(secret))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('button', { name: 'Turn it off' }).waitFor()
  await expectAccessible(page)

  await page.context().clearCookies()
  await page.reload()
  await signIn(TEST_PASSWORD)
  await page.getByLabel(/authenticator app/u).fill(totp(secret))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  expect(complaints).toEqual([])
})

it('makes tokens, and shows in the log who did', { timeout: 120_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const { page, complaints } = await openPage()
  const [name = '', value = ''] = cookie.split(/=(.*)/su)
  await page.context().addCookies([{ name, value, url: origin }])
  await page.goto(`${origin}/settings/tokens`)
  await page.getByText('No tokens yet').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Nightly export')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the token' }).click()
  await page.getByText(/^pt_/u).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('rowheader', { name: 'Nightly export' }).waitFor()
  await expectAccessible(page)

  await page.goto(`${origin}/settings/audit?verb=token`)
  await page.getByRole('cell', { name: 'token.create' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('cell').getByRole('button', { name: 'Details' }).click()
  await page.getByRole('dialog').getByText('Nightly export').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await page.getByText('1 entry, and nothing was changed').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForURL(`${origin}/settings/audit`)
  expect(complaints).toEqual([])
})

it('names the workspace, says where its days begin, and makes another one to go to', { timeout: 120_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores, { name: 'Casa Bella' })
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const { page, complaints } = await openPage()
  const [name = '', value = ''] = cookie.split(/=(.*)/su)
  await page.context().addCookies([{ name, value, url: origin }])
  await page.goto(`${origin}/settings/workspace`)
  await page.getByLabel('Name of the new workspace').fill('Casa Nuova')
  await expectAccessible(page)
  await page.getByLabel('Name of the workspace').fill('Casa Antica')
  await page.getByLabel('Name of the workspace').press('Enter')
  await page.getByRole('banner').getByText('Casa Antica').waitFor()

  const zone = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Time zone' }) })
  await zone.getByRole('combobox', { name: 'Time zone' }).fill('new york')
  await page.getByRole('option', { name: /^America\/New York/u }).click()
  await zone.getByRole('button', { name: 'Take this computer’s: UTC' }).waitFor()
  await expectAccessible(page)
  const saved = page.waitForResponse((response) => response.url().endsWith('/workspace/time-zone'))
  await zone.getByRole('button', { name: 'Save' }).click()
  expect((await saved).status()).toBe(200)
  expect(await page.getByLabel('Name of the new workspace').inputValue()).toBe('Casa Nuova')

  await page.getByRole('button', { name: 'Make it and go there' }).click()
  await page.waitForURL(`${origin}/`)
  await page.getByRole('banner').getByText('Casa Nuova').click()
  await page.getByRole('menuitemradio', { name: /Casa Antica/u }).waitFor()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Workspace settings' }).click()
  await page.waitForURL(`${origin}/settings/workspace`)
  expect(await page.getByLabel('Name of the workspace').inputValue()).toBe('Casa Nuova')
  expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('America/New York')
  expect(complaints).toEqual([])
})
