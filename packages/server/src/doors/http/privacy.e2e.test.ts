import fs from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, expect, it } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { buildMember, buildWorkspace, silentLog, unzip } from '../../testing/index.ts'
import { startConsole } from '../../testing/living-console.ts'
import { personalData } from '../personal-data.ts'
import { startPrivacyHousekeeping } from '../worker/index.ts'

const { stores, origin, openPage } = await startConsole()
const { dataDir } = stores
const house = startPrivacyHousekeeping({ stores, log: silentLog, dataDir, clock: systemClock, rooms: personalData(dataDir) })
afterAll(() => house.stop())

it('leads from a request to a copy of everything, and from there to nothing', { timeout: 90_000 }, async () => {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const member = await buildMember(stores, { workspaceId, origin })
  const { page, complaints } = await openPage({ cookie: member.cookie })
  const batch = [{ type: 'identify', userId: 'ada', traits: { email: 'ada@example.com', name: 'Ada <b>Bianchi</b>', language: 'it' } }]
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  expect((await fetch(`${origin}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) })).status).toBe(200)

  await page.goto(`${origin}/privacy`)
  await page.getByText('No requests').waitFor()
  await page.getByRole('button', { name: 'Note a request' }).click()
  await page.getByLabel('What is asked for').selectOption('objection')
  await page.getByLabel('Received on').fill('2026-01-02')
  await page.getByLabel('Note', { exact: true }).fill('A letter')
  await page.getByRole('button', { name: 'Note it' }).click()
  await page.getByLabel('Overdue').waitFor()
  await page.getByRole('button', { name: 'Refuse' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Refuse' }).waitFor()

  await page.getByRole('tab', { name: 'Find a person' }).click()
  await page.getByLabel('E-mail, phone, id or name').fill('ada@')
  await page.getByRole('list', { name: 'People found' }).getByRole('link').click()
  await page.getByRole('heading', { name: 'What there is about this person' }).waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export everything' }).click()
  const archive = unzip(fs.readFileSync(await (await downloading).path()))
  expect(Object.keys(archive).sort()).toEqual([
    'facts.jsonl',
    'notes.json',
    'person.html',
    'person.json',
    'refused-rows.csv',
    'rejected.jsonl',
    'requests.json',
    'segments.json',
    'sets.json',
    'webhooks.json',
  ])
  expect(archive['person.html']).toContain('Tutto quello che sappiamo di te')
  expect(archive['person.html']).toContain('Ada &#60;b&#62;Bianchi')

  await page.getByRole('button', { name: 'Erase this person…' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: 'Erase', exact: true }).isDisabled()).toBe(true)
  await dialog.getByLabel('Type “erase” to confirm').fill('erase')
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click()
  await page.getByText('Erased; files follow tonight').waitFor()
  expect(page.url()).not.toContain('ada')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  expect(complaints).toEqual([])
  const { rowCount } = await stores.postgres.system.query('select from identifiers where workspace_id = $1', [workspaceId])
  expect(rowCount).toBe(0)
})
