import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { axeViolations, startConsole } from '../../testing/living-console.ts'

const { stores, origin, openPage } = await startConsole()

const DAY_MS = 86_400_000
const PEOPLE = 240
const MET = [
  { name: 'Welcome call', match: 'Called', buys: 0.7, share: 2 },
  { name: 'Error page', match: 'Error Seen', buys: 0.15, share: 3 },
  { name: 'Terms', match: 'Terms Read', buys: undefined, share: 1 },
  { name: 'Fair', match: 'Fair Visited', buys: undefined, share: 40 },
  { name: 'Newsletter', match: 'Mail Opened', buys: undefined, share: 7 },
]

/** People who signed up half a year ago; what they met then decides how many of them ordered a month later. */
function facts(): object[] {
  return Array.from({ length: PEOPLE }, (_, n) => {
    const begun = Date.now() - (150 + (n % 40)) * DAY_MS
    const fact = (event: string, days: number) => ({ type: 'track', userId: `person-${n}`, event, timestamp: new Date(begun + days * DAY_MS).toISOString() })
    const met = MET.filter(({ share }) => n % share === 0)
    const buys = met.findLast((one) => one.buys !== undefined)?.buys ?? 0.4
    return [
      fact('Page Seen', -2),
      fact('Signed Up', 0),
      ...met.map(({ match }) => fact(match, 3)),
      ...((n * 37) % 100 < buys * 100 ? [fact('Order Completed', 30)] : []),
    ]
  }).flat()
} // prettier-ignore

async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' })
}

async function expectSound(page: Page, where: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      expect(await axeViolations(page), `${where} ${width} ${colorScheme}`).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), where).toBeLessThanOrEqual(0) // prettier-ignore
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** A console with people in it, and touchpoints for what they met. */
async function open(): Promise<{ page: Page; complaints: string[]; call: (path: string, body?: object) => Promise<unknown> }> {
  const { workspaceId, writeKey } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  const sent = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' }
  const all = facts()
  for (let from = 0; from < all.length; from += 400) {
    await fetch(`${origin}/v1/batch`, { method: 'POST', headers: sent, body: JSON.stringify({ batch: all.slice(from, from + 400) }) })
  }
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const call = async (path: string, body?: object): Promise<unknown> =>
    (await fetch(`${origin}/api/v1${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })).json()
  for (const { name, match } of MET) await call('/touchpoints', { name, channel: 'web', stage: 'before', matches: [{ fact: match }] })
  const reached = { match: { fact: 'Signed Up' } }
  const asked = { reached, outcome: { kind: 'did', marker: { match: { fact: 'Order Completed' } } } }
  const compared = async () =>
    ((await call('/moments/find', { question: { ...asked, landmarkDays: 14, horizonDays: 60 } })) as { people: { compared: number } })
      .people.compared
  await expect.poll(compared, { timeout: 30_000 }).toBe(PEOPLE)
  return { ...(await openPage({ cookie })), call }
}

const ASKED = `reached=${encodeURIComponent('fact:Signed Up')}&outcome=${encodeURIComponent('fact:Order Completed')}&landmark=14&horizon=60`

it('finds what goes with an outcome, shows who they are, and keeps the question as a study', { timeout: 240_000 }, async () => {
  const { page, complaints } = await open()
  await page.goto(`${origin}/moments`)
  await page.getByRole('heading', { name: 'What should come of it?' }).waitFor()
  await expectSound(page, 'nothing asked')
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('Of people who', 'Signed Up')
  await choose('Outcome', 'Order Completed')
  await page.getByLabel('Met within (days)').fill('14')
  await page.getByLabel('Then within (days)').fill('60')
  await page.getByRole('heading', { name: 'Welcome call' }).waitFor()
  await page.getByText('Of the people who came to “Signed Up”: those who met a touchpoint within 14 days').waitFor()
  expect(await page.getByRole('region', { name: 'Strengths (1)' }).getByRole('heading', { level: 3 }).allTextContents()).toEqual([expect.stringContaining('Welcome call')]) // prettier-ignore
  expect(await page.getByRole('region', { name: 'Weaknesses (1)' }).getByRole('heading', { level: 3 }).allTextContents()).toEqual([expect.stringContaining('Error page')]) // prettier-ignore
  await page.getByText('Met by everybody (1)').click()
  await page.getByRole('group').getByText('Terms', { exact: true }).waitFor()
  await page.getByText('Too few people (1)').click()
  await settle(page)
  await expectSound(page, 'board')

  await page.getByRole('button', { name: 'Met it: 80 – Error page' }).press('Enter')
  const drawer = page.getByRole('dialog', { name: 'People' })
  await expect.poll(() => drawer.getByRole('rowheader').count()).toBeGreaterThan(10)
  expect(await axeViolations(page)).toEqual([])
  await page.goBack()
  await drawer.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Save as a study' }).click()
  const form = page.getByRole('dialog', { name: 'Save as a study' })
  await form.getByLabel('Name of the study').fill('First order')
  await form.getByRole('button', { name: 'Save as a study' }).click()
  await page.getByRole('heading', { name: 'First order' }).waitFor()
  await page.getByRole('heading', { name: 'Welcome call' }).waitFor()
  await settle(page)
  await expectSound(page, 'study')
  await page.getByRole('link', { name: 'Change the question' }).click()
  await page.getByRole('heading', { name: 'Welcome call' }).waitFor()
  expect(new URL(page.url()).searchParams.get('landmark')).toBe('14')
  expect(complaints).toEqual([])
})

it('credits conversions by each way of counting', { timeout: 240_000 }, async () => {
  const { page, complaints } = await open()
  await page.goto(`${origin}/moments/attribution`)
  await page.getByRole('heading', { name: 'What should be credited?' }).waitFor()
  await page.goto(`${origin}/moments/attribution?outcome=${encodeURIComponent('fact:Order Completed')}&lookback=60`)
  await page.getByRole('rowheader', { name: /Terms/u }).waitFor()
  await page.getByRole('heading', { level: 3, name: 'Welcome call' }).waitFor()
  await settle(page)
  await expectSound(page, 'attribution')
  expect(complaints).toEqual([])
})

it('marks moments of truth on a person’s timeline, and tells when one turns', { timeout: 240_000 }, async () => {
  const { page, complaints, call } = await open()
  const question = { reached: { match: { fact: 'Signed Up' } }, outcome: { kind: 'did', marker: { match: { fact: 'Order Completed' } } }, landmarkDays: 14, horizonDays: 60 } // prettier-ignore
  const { studyId } = (await call('/moments/studies', { name: 'First order', question })) as { studyId: number }
  await call(`/moments/studies/${studyId}/renew`, {})
  const { profileId } = (await call('/profiles/by/user_id/person-6')) as { profileId: string }
  await page.goto(`${origin}/profiles/${profileId}`)
  await page.getByText('Moment of truth: goes with a better outcome (“First order”)').waitFor()
  await page.getByText('Moment of truth: goes with a worse outcome (“First order”)').waitFor()
  await settle(page)
  expect(await axeViolations(page)).toEqual([])

  await stores.postgres.system.query(
    `insert into moment_findings (workspace_id, study_id, day, answer)
     select workspace_id, study_id, day - 1, replace(answer::text, '"strength"', '"unclear"')::jsonb from moment_findings where study_id = $1`,
    [studyId],
  )
  await page.goto(origin)
  await page.getByRole('link', { name: 'Welcome call was unclear and is now a strength (study “First order”).' }).click()
  await page.getByText('Welcome call was unclear and is now a strength.').first().waitFor()
  await page.getByRole('img', { name: /^Welcome call, 2 days: from/u }).waitFor()
  await settle(page)
  await expectSound(page, 'turned')
  expect(complaints).toEqual([])
})

it('speaks Italian and Polish', { timeout: 120_000 }, async () => {
  const { workspaceId } = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, { workspaceId, origin })
  for (const [language, title] of [['it', 'Momenti della verità'], ['pl', 'Momenty prawdy']] as const) {
    const { page } = await openPage({ cookie, language })
    await page.goto(`${origin}/moments?${ASKED}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await settle(page)
    expect(await axeViolations(page)).toEqual([])
  }
}) // prettier-ignore
