import fs from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

// Maps as people draw them, in a real browser: alone by keys, two at once, and for those who only have a link.

const { stores, origin, openPage } = await startConsole()
const { workspaceId } = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId, origin })

type Made = { mapId: number; document: { steps: Record<string, { name: string }>; lanes: Record<string, { name: string; kind: string }> } }

async function makeMap(template: string, kind = 'lived'): Promise<Made> {
  const body = JSON.stringify({ name: `A ${template} map`, kind, template, language: 'en' })
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/api/v1/maps`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Made
}

const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()
const cell = (page: Page, name: string | RegExp) => page.getByRole('gridcell', { name })
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

async function open(page: Page, mapId: number, search = ''): Promise<void> {
  await page.goto(`${origin}/maps/${mapId}${search}`)
  await page.locator('main h1').first().waitFor()
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
}

describe('a map', () => {
  it('begins with a template in the language of the console', { timeout: 60_000 }, async () => {
    const { page } = await openPage({ cookie, language: 'it-IT' })
    await page.goto(`${origin}/maps`)
    await page.getByRole('button', { name: 'Nuova mappa' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Nome' }).fill('Comprare una bici')
    await dialog.getByRole('combobox').selectOption({ label: 'Commercio al dettaglio' })
    await dialog.getByRole('button', { name: 'Crea la mappa' }).click()
    await page.getByRole('heading', { name: 'Comprare una bici', level: 1 }).waitFor({ state: 'attached' })
    await page.getByRole('rowheader', { name: /Punti di contatto/u }).waitFor()
    await page.goto(`${origin}/maps?search=bici`)
    await page.getByRole('rowheader', { name: 'Comprare una bici' }).waitFor()
  })

  it('is written, rearranged, undone and kept by keys alone', { timeout: 90_000 }, async () => {
    const { mapId } = await makeMap('retail')
    const { page, complaints } = await openPage({ cookie })
    await open(page, mapId)
    await page
      .getByRole('columnheader', { name: /^Stage / })
      .first()
      .focus()
    await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown')
    await page.keyboard.type('Looks around')
    await press(page, 'Enter')
    const written = cell(page, 'What the customer does, Sees an advert: Looks around, Assumed')
    await written.waitFor()

    await press(page, 'Enter', 'End')
    await page.keyboard.type(' and leaves')
    await press(page, 'Escape')
    await written.waitFor()
    await press(page, 'Control+z')
    await written.waitFor({ state: 'detached' })
    await press(page, 'Control+Shift+z')
    await written.waitFor()

    await press(page, 'Insert')
    await page.keyboard.type('Asks somebody')
    await press(page, 'Enter')
    const asks = page.getByRole('columnheader', { name: 'Step Asks somebody' })
    const stepsInOrder = async () =>
      (await page.getByRole('columnheader', { name: /^Step / }).allTextContents()).map((text) => text.replace(/^Step /u, ''))
    expect((await stepsInOrder())[1]).toContain('Asks somebody')
    await press(page, 'Alt+ArrowLeft')
    expect((await stepsInOrder())[0]).toContain('Asks somebody')
    await press(page, 'Delete')
    await page.getByRole('dialog', { name: 'Delete the step “Asks somebody”?' }).getByRole('button', { name: 'Delete' }).press('Enter')
    await asks.waitFor({ state: 'detached' })
    await saved(page)
    await page.reload()
    await written.waitFor()
    expect(await asks.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('has feelings that are moved by arrow keys and dragged', { timeout: 60_000 }, async () => {
    const { mapId, document } = await makeMap('retail')
    const [lane] = Object.entries(document.lanes).find(([, { kind }]) => kind === 'emotion')!
    const [step, { name }] = Object.entries(document.steps)[0]!
    const { page } = await openPage({ cookie })
    await open(page, mapId, `?at=${lane}:${step}`)
    await press(page, 'Enter', 'Home')
    const slider = page.getByRole('slider', { name: `Emotion at ${name}` })
    expect(await slider.getAttribute('aria-valuenow')).toBe('-2')
    await press(page, 'ArrowUp', 'Escape')
    const felt = cell(page, new RegExp(`${name}: emotion [-−]1.5`, 'u'))
    await felt.waitFor()

    const { x, y, width, height } = (await felt.locator('[data-feels]').boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width / 2, y - 300, { steps: 5 })
    await page.mouse.up()
    await cell(page, `${name}: emotion +2`).waitFor()
    await press(page, 'Control+z')
    await felt.waitFor()
    await saved(page)
  })
})

describe('an empty map', () => {
  it('asks for the first step of each stage', { timeout: 60_000 }, async () => {
    const { mapId } = await makeMap('empty')
    const { page } = await openPage({ cookie })
    await open(page, mapId)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'New step' }).nth(1).click()
    await page.keyboard.type('Pays')
    await press(page, 'Enter')
    await page.getByRole('columnheader', { name: 'Step Pays' }).waitFor()
    expect(await page.getByRole('button', { name: 'New step' }).count()).toBe(2)
    await saved(page)
  })
})

describe('a map that two people edit', () => {
  it('shows each what the other does, and loses nothing where both write', { timeout: 90_000 }, async () => {
    const { mapId, document } = await makeMap('retail')
    const [lane, { name: laneName }] = Object.entries(document.lanes).find(([, { kind }]) => kind === 'customer')!
    const [step, { name: stepName }] = Object.entries(document.steps)[0]!
    const { cookie: second } = await buildMember(stores, { workspaceId, origin, role: 'marketing' })
    const { page: ada } = await openPage({ cookie })
    const { page: bea, complaints } = await openPage({ cookie: second })
    for (const page of [ada, bea]) await open(page, mapId, `?at=${lane}:${step}`)
    const named = (text: string) => `${laneName}, ${stepName}: ${text}, Assumed`
    await bea.getByRole('list', { name: 'Here now' }).getByText(`The admin is at ${laneName}, ${stepName}`).waitFor()

    await ada.keyboard.type('Ada began')
    await press(ada, 'Enter')
    await cell(bea, named('Ada began')).waitFor()

    await bea.route('**/api/v1/maps/**', (route) => route.abort())
    await press(bea, 'F2', 'Control+a')
    await bea.keyboard.type('Bea thinks')
    await press(bea, 'Enter')
    await bea.getByText('Not saved: no connection').waitFor()
    await press(ada, 'F2', 'Control+a')
    await ada.keyboard.type('Ada knows')
    await press(ada, 'Enter')
    await saved(ada)
    await bea.unroute('**/api/v1/maps/**')

    const notice = bea.getByRole('alert')
    await notice.getByText('Ada knows').waitFor()
    expect(await notice.textContent()).toMatch(/The admin wrote:.*You wrote:.*Bea thinks/u)
    expect(await axeViolations(bea)).toEqual([])
    await cell(bea, named('Ada knows')).waitFor()
    await notice.getByRole('button', { name: 'Put mine' }).click()
    await cell(ada, named('Bea thinks')).waitFor()
    await notice.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })
})

describe('a shared map', () => {
  it('is read by whoever has the link, until it is revoked', { timeout: 90_000 }, async () => {
    const { mapId } = await makeMap('retail')
    const { page } = await openPage({ cookie })
    await open(page, mapId)
    await page.getByRole('button', { name: 'Share' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    const url = await dialog.getByRole('textbox', { name: 'Copy the link' }).inputValue()

    const { page: guest, complaints } = await openPage()
    await guest.goto(url)
    await guest.getByRole('heading', { name: 'A retail map', level: 1 }).waitFor()
    expect(await guest.getByRole('navigation').count()).toBe(0)
    await guest.getByRole('gridcell').first().press('x')
    expect(await guest.getByRole('grid').getByRole('textbox').count()).toBe(0)
    expect(await axeViolations(guest)).toEqual([])

    await dialog.getByRole('button', { name: 'Revoke' }).click()
    await dialog.getByText('revoked').waitFor()
    await guest.reload()
    await guest.getByRole('heading', { name: 'This link leads to no map' }).waitFor()
    expect(await axeViolations(guest)).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('a map as a file', () => {
  it('goes out as picture, page, table and CJML, and comes in again', { timeout: 90_000 }, async () => {
    const { mapId } = await makeMap('retail')
    const { page, complaints } = await openPage({ cookie })
    await open(page, mapId)
    const starts: Record<string, string> = { png: '\u0089PNG', pdf: '%PDF-1.4', csv: '', xml: '<' }
    const names = { png: 'Picture (PNG)', pdf: 'Page (PDF)', csv: 'Table (CSV)', xml: 'CJML 2.0 (XML)' }
    const files: Record<string, string> = {}
    for (const [ending, name] of Object.entries(names)) {
      await page.getByRole('button', { name: 'Export' }).click()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()])
      expect(file.suggestedFilename()).toBe(`A-retail-map.${ending}`)
      files[ending] = await file.path()
      const bytes = fs.readFileSync(files[ending])
      expect(bytes.length).toBeGreaterThan(1000)
      expect(bytes.toString('latin1').startsWith(starts[ending]!)).toBe(true)
    }
    await page.goto(`${origin}/maps`)
    await page.getByRole('button', { name: 'Import CJML' }).click()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'map.xml', mimeType: 'application/xml', buffer: fs.readFileSync(files['xml']!) })
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('heading', { name: 'A retail map', level: 1 }).waitFor({ state: 'attached' })
    expect(page.url()).not.toBe(`${origin}/maps/${mapId}`)
    expect(complaints).toEqual([])
  })
})

describe('every look at a map', () => {
  it('is accessible and fits', { timeout: 300_000 }, async () => {
    const { mapId, document } = await makeMap('retail', 'desired')
    const at = `${Object.keys(document.lanes)[0]}:${Object.keys(document.steps)[0]}`
    const { page, complaints } = await openPage({ cookie })
    const looks = ['?view=blueprint', '?view=circle', `?panel=details&at=${at}`, `?panel=details&at=steps/${Object.keys(document.steps)[0]}`, '?panel=persona', '?panel=question', '?panel=comments', '?panel=versions'] // prettier-ignore
    for (const [turn, search] of looks.entries()) {
      await page.setViewportSize({ width: turn % 2 ? 390 : 1440, height: 900 })
      await page.emulateMedia({ colorScheme: turn % 4 > 1 ? 'dark' : 'light' })
      await open(page, mapId, search)
      expect(await axeViolations(page), search).toEqual([])
      expect(
        await page.evaluate(() => globalThis.document.documentElement.scrollWidth - globalThis.document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0)
    }
    expect(complaints).toEqual([])
  })
})
