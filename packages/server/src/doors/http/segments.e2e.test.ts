import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { buildMember, buildWorkspace } from '../../testing/index.ts'
import { startConsole } from '../../testing/living-console.ts'

// The builder as people use it, in each language: rules are made with mouse and keyboard, never as text or JSON.

const { stores, origin, openPage } = await startConsole()
const { workspaceId, writeKey } = await buildWorkspace(stores)
const { cookie } = await buildMember(stores, { workspaceId, origin })

const DAY_MS = 86_400_000

const person = (userId: string, name: string, known: object = {}) => ({ type: 'identify', userId, traits: { name, ...known } })
const did = (userId: string, event: string, { days, properties = {} }: { days: number; properties?: object }) => ({
  type: 'track',
  userId,
  event,
  properties,
  timestamp: new Date(Date.now() - days * DAY_MS).toISOString(),
})
const seen = (userId: string, days: number) => ({ ...did(userId, '', { days }), type: 'page', event: undefined, name: 'Home' })

beforeAll(async () => {
  const batch = [
    person('ada', 'Ada', { email: 'ada@example.org' }),
    did('ada', 'Order Completed', { days: 10 }),
    did('ada', 'Order Completed', { days: 40 }),
    did('ada', 'Email Opened', { days: 45 }),
    seen('ada', 3),
    person('bo', 'Bo', { email: 'bo@example.org' }),
    did('bo', 'Order Completed', { days: 10 }),
    did('bo', 'Order Completed', { days: 40 }),
    did('bo', 'Email Opened', { days: 3 }),
    person('cy', 'Cy', { email: 'cy@example.org', newsletter: 'weekly' }),
    seen('cy', 100),
    person('di', 'Di', { newsletter: 'weekly' }),
    seen('di', 100),
    person('ed', 'Ed', { email: 'ed@example.org', newsletter: 'none' }),
    seen('ed', 100),
  ]
  const { status } = await fetch(`${origin}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  })
  expect(status).toBe(200)
})

/** Everybody whom the facts are about is there, once the worker has made them. */
async function expectEverybody(): Promise<void> {
  const people = async () => {
    const answer = await fetch(`${origin}/api/v1/profiles`, { headers: { cookie } })
    return new Set(((await answer.json()) as { items: { name: string | null }[] }).items.map(({ name }) => name))
  }
  await expect.poll(people, { timeout: 20_000 }).toEqual(new Set(['Ada', 'Bo', 'Cy', 'Di', 'Ed']))
}

/** What stands on the screen, in the words of each language; then how the two rules read. */
const english = {
  name: /^Name/u,
  condition: 'Condition',
  group: 'Group',
  add: 'Add a condition',
  addGroup: 'Add a group',
  not: 'not',
  kind: 'What the condition is about',
  stopped: 'stopped doing',
  identifier: 'the identifier',
  hasTrait: 'the trait',
  fact: 'Fact',
  factType: 'Kind of fact',
  page: 'Page',
  times: 'How often',
  howLong: 'How long',
  window: 'In which time',
  ever: 'ever',
  trait: 'Trait',
  value: 'Value',
  save: 'Save the segment',
  silentBuyers: 'Did “Order Completed” at least twice in the last 90 days and did not do “Email Opened” in the last 30 days',
  lostReaders:
    'Did something of the kind “Page” before but not in the last 60 days, the identifier email is known and (newsletter is “weekly” or did “Order Completed”)',
}
type Words = typeof english

const italian: Words = {
  name: /^Nome/u,
  condition: 'Condizione',
  group: 'Gruppo',
  add: 'Aggiungi una condizione',
  addGroup: 'Aggiungi un gruppo',
  not: 'non',
  kind: 'Di che cosa tratta la condizione',
  stopped: 'ha smesso di fare',
  identifier: 'l’identificatore',
  hasTrait: 'la caratteristica',
  fact: 'Fatto',
  factType: 'Tipo di fatto',
  page: 'Pagina',
  times: 'Quante volte',
  howLong: 'Quanto tempo',
  window: 'In quale periodo',
  ever: 'in qualsiasi momento',
  trait: 'Caratteristica',
  value: 'Valore',
  save: 'Salva il segmento',
  silentBuyers: 'Ha fatto “Order Completed” almeno due volte negli ultimi 90 giorni e non ha fatto “Email Opened” negli ultimi 30 giorni',
  lostReaders:
    'Prima ha fatto qualcosa di tipo “Pagina” ma non negli ultimi 60 giorni, l’identificatore email è noto e (newsletter è “weekly” o ha fatto “Order Completed”)',
}

const polish: Words = {
  name: /^Nazwa/u,
  condition: 'Warunek',
  group: 'Grupa',
  add: 'Dodaj warunek',
  addGroup: 'Dodaj grupę',
  not: 'nie',
  kind: 'Czego dotyczy warunek',
  stopped: 'przestał występować',
  identifier: 'identyfikator',
  hasTrait: 'cecha',
  fact: 'Fakt',
  factType: 'Rodzaj faktu',
  page: 'Strona',
  times: 'Ile razy',
  howLong: 'Jak długo',
  window: 'W jakim czasie',
  ever: 'kiedykolwiek',
  trait: 'Cecha',
  value: 'Wartość',
  save: 'Zapisz segment',
  silentBuyers:
    'Fakt „Order Completed” wystąpił co najmniej 2 razy w ciągu ostatnich 90 dni i fakt „Email Opened” nie wystąpił w ciągu ostatnich 30 dni',
  lostReaders:
    'Jakiś fakt rodzaju „Strona” wcześniej występował, ale nie w ciągu ostatnich 60 dni, identyfikator email: wartość jest znana i (newsletter to „weekly” lub fakt „Order Completed” wystąpił)',
}

const field = (part: Locator, label: string) => part.getByLabel(label, { exact: true }).and(part.locator('input, select'))
const select = (part: Locator, label: string, option: string) => field(part, label).selectOption({ label: option })
const partOf = (page: Page, name: string) => page.getByRole('group', { name, exact: true })

/** Types the beginning, and takes what is proposed. */
async function complete(part: Locator, label: string, text: string): Promise<void> {
  await field(part, label).click()
  await field(part, label).pressSequentially(text.slice(0, -2))
  await part.getByRole('option', { name: text, exact: true }).click()
}

async function buildSilentBuyers(page: Page, words: Words): Promise<void> {
  const first = partOf(page, `${words.condition} 1`)
  await complete(first, words.fact, 'Order Completed')
  await field(first, words.times).fill('2')
  await field(first, words.howLong).fill('90')
  await page.getByRole('button', { name: words.add }).click()
  const second = partOf(page, `${words.condition} 2`)
  await expect.poll(() => field(second, words.kind).evaluate((element) => element === document.activeElement)).toBe(true)
  await second.getByRole('button', { name: words.not, exact: true }).click()
  await complete(second, words.fact, 'Email Opened')
}

async function buildLostReaders(page: Page, words: Words): Promise<void> {
  const first = partOf(page, `${words.condition} 1`)
  await select(first, words.kind, words.stopped)
  await select(first, words.factType, words.page)
  await field(first, words.howLong).fill('60')
  await page.getByRole('button', { name: words.add }).click()
  await select(partOf(page, `${words.condition} 2`), words.kind, words.identifier)
  await page.getByRole('button', { name: words.addGroup }).click()
  const reads = partOf(page, `${words.condition} 3.1`)
  await select(reads, words.kind, words.hasTrait)
  await complete(reads, words.trait, 'newsletter')
  await complete(reads, words.value, 'weekly')
  await partOf(page, `${words.group} 3`).getByRole('button', { name: words.add }).click()
  const bought = partOf(page, `${words.condition} 3.2`)
  await complete(bought, words.fact, 'Order Completed')
  await select(bought, words.window, words.ever)
}

/** Names it and saves it. Returns the rule that is stored, once the page has come that shows who is in. */
async function save(page: Page, words: Words, { name, reading }: { name: string; reading: string }): Promise<unknown> {
  await expect.poll(() => page.locator('[aria-labelledby=rule-in-words] p').innerText()).toBe(reading)
  await page.getByRole('button', { name: words.save }).click()
  // Without a name it is not saved: one is led to where it belongs.
  await expect.poll(() => page.getByLabel(words.name).evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.locator('main').getByText(reading).waitFor()
  const answer = await fetch(`${origin}/api/v1/segments/${new URL(page.url()).pathname.split('/').at(-1)}`, { headers: { cookie } })
  return ((await answer.json()) as { rule: { where: unknown } }).rule.where
}

async function expectMembers(page: Page, names: string[]): Promise<void> {
  const shown = () => page.locator('main').getByRole('row').getByRole('link').allInnerTexts()
  await expect.poll(shown, { timeout: 20_000 }).toEqual(names)
}

const last = (n: number) => ({ last: { n, unit: 'days' } })

it.each([
  ['English', 'en-GB', english],
  ['Italian', 'it-IT', italian],
  ['Polish', 'pl-PL', polish],
])('in %s, rules are built, read, stored and filled as they were meant', { timeout: 60_000 }, async (_, language, words) => {
  await expectEverybody()
  const { page, complaints } = await openPage({ cookie, language })
  await page.goto(`${origin}/segments/new`)
  await buildSilentBuyers(page, words)
  expect(await save(page, words, { name: `Silent ${language}`, reading: words.silentBuyers })).toEqual({
    all: [
      { count: { fact: 'Order Completed' }, within: last(90), op: 'atLeast', value: 2 },
      { not: { count: { fact: 'Email Opened' }, within: last(30), op: 'atLeast', value: 1 } },
    ],
  })
  await expectMembers(page, ['Ada'])

  await page.goto(`${origin}/segments/new`)
  await buildLostReaders(page, words)
  expect(await save(page, words, { name: `Lost ${language}`, reading: words.lostReaders })).toEqual({
    all: [
      { stopped: { type: 'page' }, for: { n: 60, unit: 'days' } },
      { identifier: 'email', op: 'exists' },
      {
        any: [
          { trait: 'newsletter', op: 'equals', value: 'weekly' },
          { count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 },
        ],
      },
    ],
  })
  await expectMembers(page, ['Cy'])
  expect(complaints).toEqual([])
})
