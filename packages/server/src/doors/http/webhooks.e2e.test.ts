import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()
const { workspaceId, writeKey } = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId, origin })

const LEADS_NOWHERE = 'https://shop.example/percorso' // a name that RFC 2606 promises nobody has

async function send(event: string): Promise<void> {
  const answer = await fetch(`${origin}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ userId: 'ada', event, properties: { total: 79.8 } }),
  })
  expect(answer.status).toBe(200)
}

async function expectSound(page: Page, where: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await axeViolations(page), `${where} ${width}`).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${where} is wider than ${width} pixels`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

it('is made in the browser, shows its secret once, and says what became of each delivery', { timeout: 120_000 }, async () => {
  const { page, complaints } = await openPage({ cookie })
  await page.goto(`${origin}/settings/webhooks`)
  await page.getByText('No webhooks yet').waitFor()
  await page.locator('main').getByRole('link', { name: 'New webhook' }).first().click()
  await page.getByRole('heading', { name: 'New webhook', level: 1 }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Till Milano')
  await page.getByLabel('Address').fill('https://10.0.0.1/')
  await page.getByRole('button', { name: 'Add facts' }).click()
  const line = page.getByRole('group', { name: 'Line 2' })
  await line.getByRole('combobox').first().fill('Order Completed')
  await expectSound(page, 'new webhook')
  await page.getByRole('button', { name: 'Make the webhook' }).click()
  await page.getByRole('alert').filter({ hasText: 'public internet' }).waitFor()
  await page.getByLabel('Address').fill(LEADS_NOWHERE)
  await page.getByRole('button', { name: 'Make the webhook' }).click()
  await page.getByText(/^whsec_/u).waitFor()
  await expectSound(page, 'webhook made')
  await page.getByRole('link', { name: 'How to receive' }).click()
  await page.getByText('npm install express standardwebhooks').waitFor()
  await expectSound(page, 'receive')
  expect(await page.getByText(/^whsec_/u).count()).toBe(0)

  await send('Order Completed')
  await send('Page Looked At')
  await page.getByRole('tab', { name: 'Deliveries' }).click()
  const row = page.getByRole('row', { name: /Order Completed/u })
  await row.getByText('Its name leads nowhere').waitFor({ timeout: 15_000 })
  await row.getByText('Waiting').waitFor()
  await row.getByRole('button', { name: 'Deliver again: Order Completed' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByRole('row', { name: /Test/u }).getByText('Failed').waitFor({ timeout: 15_000 })
  expect(await page.getByRole('row', { name: /Page Looked At/u }).count()).toBe(0)
  await expectSound(page, 'deliveries')
  await page.getByLabel('State', { exact: true }).selectOption('Failed')
  await page.waitForURL(/state=failed/u)
  await row.waitFor({ state: 'detached' })

  await page.getByRole('tab', { name: 'Receive' }).click()
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByText(/^whsec_/u).waitFor()
  await page.getByText('Messages are signed with the old secret, too, until').waitFor()

  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByRole('button', { name: 'Switch on' }).waitFor()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Till Roma')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Till Roma', level: 1 }).waitFor()
  await page.goto(`${origin}/settings/webhooks`)
  await page
    .getByRole('row', { name: /Till Roma/u })
    .getByText('Switched off')
    .waitFor()
  await expectSound(page, 'webhooks')
  await page.getByRole('link', { name: 'Till Roma' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No webhooks yet').waitFor()
  expect(complaints).toEqual([])
})
