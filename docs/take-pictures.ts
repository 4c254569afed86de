// Takes the pictures of the README from the sample world: `npm run pictures`. Run it when a screen in them has changed.
// `npm run pictures -- FOLDER` takes every screen instead, wide and narrow, light and dark, to look at.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { parseRule } from '../packages/contract/src/rule-text.ts'
import { launchBrowser } from '../packages/server/src/testing/browser.ts'

type Ready = { url: string; adminToken: string; signInLink: string }

const program = path.resolve(import.meta.dirname, '../packages/server/src/doors/cli/percorso.ts')
const SETTLE_MS = 2_500
const LOAD_MAX_MS = 20_000
const SEGMENTS = {
  'Bought twice, silent since': 'Order Completed in last 1 years ≥ 2 and not anything in last 30 days',
  'Looking around': 'Product Viewed in last 14 days ≥ 3 and not Order Completed in last 14 days',
}

async function startDemo(dataDir: string): Promise<{ ready: Ready; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [program, 'demo', '--json', '--port', '0', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Partial<Ready> & { ready?: boolean }
    if (said.ready) return { ready: said as Ready, stop: () => (child.kill('SIGTERM'), exited) }
  }
  throw new Error('the demo ended before it was ready')
}

/** Somebody with much to tell: of the people with the most facts, the first who has a name. */
async function findPerson({ url, adminToken }: Ready): Promise<string> {
  const answer = await fetch(`${url}/api/v1/profiles?sort=facts&limit=50`, { headers: { authorization: `Bearer ${adminToken}` } })
  const { items } = (await answer.json()) as { items: { profileId: string; name: string | null }[] }
  return items.find(({ name }) => name !== null)!.profileId
}

/** Some segments of the sample world. Returns the id of the first, once all are filled. */
async function makeSegments({ url, adminToken }: Ready): Promise<number> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const ask = async (init: RequestInit) => (await (await fetch(`${url}/api/v1/segments`, { headers, ...init })).json()) as unknown
  for (const [name, text] of Object.entries(SEGMENTS)) {
    await ask({ method: 'POST', body: JSON.stringify({ name, rule: ruleOf(text) }) })
  }
  for (;;) {
    const { items } = (await ask({})) as { items: { segmentId: number; name: string; state: string }[] }
    if (items.every(({ state }) => state === 'live')) return items.find(({ name }) => name in SEGMENTS)!.segmentId
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const ENGAGED = {
  version: 1,
  fit: [
    { label: 'Left an e-mail address', points: 30, rule: ruleOf('has email') },
    { label: 'Bought twice', points: 40, rule: ruleOf('Order Completed ≥ 2') },
    { label: 'Looked at products on three days', points: 30, rule: ruleOf('Product Viewed in at least 3 of last 12 weeks') },
  ],
  engagement: {
    target: 100,
    rules: [
      { label: 'Orders', points: 25, facts: { fact: 'Order Completed' }, halfLifeDays: 60, cap: 60 },
      { label: 'Looks at products', points: 3, facts: { fact: 'Product Viewed' }, halfLifeDays: 14, cap: 30 },
      { label: 'Opens e-mails', points: 2, facts: { fact: 'Email Opened' }, halfLifeDays: 14, cap: 20 },
    ],
  },
  fitShare: 40,
  stages: [{ name: 'visitor' }, { name: 'engaged', up: 35, down: 25 }, { name: 'loyal', up: 60, down: 50 }],
}

/** A score model of the sample world. Returns its id, once everybody is scored. */
async function makeModel({ url, adminToken }: Ready): Promise<number> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const ask = async (path: string, init?: RequestInit) =>
    (await (await fetch(`${url}/api/v1/scores${path}`, { headers, ...init })).json()) as { modelId: number; state: string }
  const { modelId } = await ask('', { method: 'POST', body: JSON.stringify({ name: 'Customer score', key: 'customer', model: ENGAGED }) })
  while ((await ask(`/${modelId}`)).state !== 'live') await new Promise((resolve) => setTimeout(resolve, 200))
  return modelId
}

function ruleOf(text: string): object {
  const rule = parseRule(text)
  if (!rule.ok) throw new Error(rule.message)
  return { version: 1, where: rule.where }
}

async function touchpointNamed(page: Page, url: string, wanted: string): Promise<string> {
  const answer = await page.request.get(`${url}/api/v1/touchpoints`)
  const { items } = (await answer.json()) as { items: { touchpointId: number; name: string }[] }
  return String(items.find(({ name }) => name === wanted)!.touchpointId)
}

type Ids = { person: string; segmentId: number; modelId: number }

async function take(page: Page, address: string, file: string): Promise<void> {
  await page.goto(address)
  await page.waitForTimeout(SETTLE_MS)
  await page.waitForSelector('[aria-busy=true]', { state: 'detached', timeout: LOAD_MAX_MS }).catch(() => {}) // then the picture shows that
  await page.screenshot({ path: file })
}

async function takeReadme(page: Page, { url }: Ready, { person, segmentId, modelId }: Ids): Promise<void> {
  const picture = (name: string) => path.join(import.meta.dirname, `${name}.png`)
  await take(page, `${url}/`, picture('home'))
  await take(page, `${url}/customers`, picture('customers'))
  await take(page, `${url}/profiles/${person}`, picture('person'))
  await take(page, `${url}/live`, picture('live'))
  await take(page, `${url}/segments/${segmentId}/edit`, picture('segment'))
  await take(page, `${url}/scores/${modelId}`, picture('score'))
  await takeQuestions(page, url, picture)
}

/** The six questions, asked of what the sample world comes with. */
async function takeQuestions(page: Page, url: string, picture: (name: string) => string): Promise<void> {
  const late = { step: await touchpointNamed(page, url, 'Late parcel') }
  await take(page, `${url}/journeys?detail=8`, picture('journeys'))
  await take(page, `${url}/moments?study=1`, picture('moments'))
  await take(page, `${url}/journeys?part=${encodeURIComponent(JSON.stringify(late))}`, picture('behind'))
  await take(page, `${url}/maps/1`, picture('map'))
  await take(page, `${url}/gaps/1?days=365`, picture('gap'))
  await take(page, `${url}/initiatives/1`, picture('initiative'))
}

const SCREENS = [
  '/settings/workspace',
  '/',
  '/live',
  '/rejected',
  '/customers',
  '/segments',
  '/segments/new',
  '/traits',
  '/scores',
  '/sets',
  '/touchpoints',
  '/touchpoints/1?tab=experience',
  '/journeys',
  '/journeys?tab=funnel',
  '/maps',
  '/maps/1',
  '/gaps',
  '/gaps/1',
  '/initiatives',
  '/initiatives/1',
  '/moments',
  '/moments/attribution',
  '/accounts',
  '/sources',
  '/sources/2',
  '/imports',
  '/imports/new',
  '/privacy',
  '/settings/account',
  '/settings/members',
  '/settings/tokens',
  '/settings/audit',
  '/settings/webhooks',
  '/nowhere',
]

async function takeEverything(
  browser: Browser,
  { folder, ready, ids, state }: { folder: string; ready: Ready; ids: Ids; state: string },
): Promise<void> {
  fs.mkdirSync(folder, { recursive: true })
  const looks = [
    { name: 'wide-light', width: 1440, height: 900, colorScheme: 'light', locale: 'en-GB' },
    { name: 'narrow-dark', width: 390, height: 844, colorScheme: 'dark', locale: 'it-IT' },
    { name: 'wide-dark', width: 1440, height: 900, colorScheme: 'dark', locale: 'pl-PL' },
  ] as const
  for (const { name, width, height, colorScheme, locale } of looks) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale,
      timezoneId: 'Europe/Rome',
      storageState: state,
    })
    const page = await context.newPage()
    const [segment, model] = [`/segments/${ids.segmentId}`, `/scores/${ids.modelId}`]
    const pages = [
      `/profiles/${ids.person}`,
      segment,
      `${segment}/edit`,
      `${segment}?tab=compare`,
      model,
      `${model}/edit`,
      `${model}?tab=people`,
    ]
    for (const screen of [...SCREENS, ...pages]) {
      const label = screen === '/' ? 'home' : screen.split(/[/?]/u).slice(1, 4).join('-')
      await take(page, `${ready.url}${screen}`, path.join(folder, `${label}-${name}.png`))
    }
    await context.close()
  }
}

const [folder] = process.argv.slice(2)
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'percorso-pictures-'))
fs.chmodSync(dataDir, 0o711)
const { ready, stop } = await startDemo(dataDir)
const browser = await launchBrowser()
const context = await browser.newContext({ viewport: { width: 1440, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Rome' })
const page = await context.newPage()
await page.goto(ready.signInLink)
await page.waitForTimeout(SETTLE_MS)
const ids = { person: await findPerson(ready), segmentId: await makeSegments(ready), modelId: await makeModel(ready) }
if (folder === undefined) await takeReadme(page, ready, ids)
else {
  const state = path.join(dataDir, 'session.json')
  await context.storageState({ path: state })
  await takeEverything(browser, { folder, ready, ids, state })
}
await browser.close()
await stop()
fs.rmSync(dataDir, { recursive: true, force: true })
