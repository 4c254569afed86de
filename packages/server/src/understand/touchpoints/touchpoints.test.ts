import type { TouchpointDraft } from '@percorso/contract'
import { expect, it } from 'vitest'
import { createParams } from '../rules/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testActor, testStores } from '../../testing/index.ts'
import type { FactDraft } from '../../testing/people.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { changeTouchpoint, createTouchpoint, orderTouchpoints, readTouchpoint, removeTouchpoint } from './define-touchpoint.ts'
import { discover } from './discover.ts'
import { showBoard } from './show-board.ts'
import { showExperience } from './show-experience.ts'
import { listMet, previewMatches, showNeighbours, showVolume } from './show-touchpoint.ts'
import { touchpointSql } from './touchpoint-facts.ts'
import { listTouchpoints } from './touchpoint-tables.ts'

const stores = await testStores()
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.now()
const ago = (ms: number) => new Date(NOW - ms).toISOString()

/** A workspace with a registry of its own, and what can be asked of it. */
async function registry() {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const request = {
    workspaceId,
    by: testActor,
    inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work),
  } as WorkspaceRequest
  const asking = { warehouse: stores.warehouse, request }
  const draft = (name: string, matches: TouchpointDraft['matches']): TouchpointDraft => ({ ...PLAIN, name, matches })
  const add = (name: string, ...matches: TouchpointDraft['matches']) => createTouchpoint(request, draft(name, matches))
  const tell = (...facts: FactDraft[]) => recordFacts(stores, workspace, facts)
  const listed = () => request.inWorkspace((db) => listTouchpoints({ db, workspaceId }))
  const mapped = async () => {
    const params = createParams()
    const rows = await stores.warehouse.query<{ id: string; touchpoint: number }>(
      `select message_id as id, ${touchpointSql(await listed(), params, 'UTC')} as touchpoint from facts where workspace_id = ${workspaceId} order by id`,
      params.values,
    )
    return Object.fromEntries(rows.map(({ id, touchpoint }) => [id, touchpoint]))
  }
  return { workspace, request, asking, add, tell, listed, mapped }
}

const PLAIN: TouchpointDraft = {
  name: '',
  description: '',
  channel: 'web',
  physical: false,
  stage: 'before',
  subStage: '',
  owner: '',
  matches: [],
  providers: [],
  modules: [],
  importance: 3,
}
const did = (who: string, event: string, ago_ms: number): FactDraft => ({ who: { user_id: who }, event, time: ago(ago_ms) })

it('maps a fact to the first touchpoint that means it: another mapping takes effect on all history', async () => {
  const { request, add, tell, mapped } = await registry()
  await tell(
    { ...did('ada', 'Viewed', HOUR), messageId: 'a-order', properties: { path: '/Orders/12345?x=1' } },
    { ...did('ada', 'Viewed', HOUR), messageId: 'b-cart', properties: { path: '/cart' } },
    { ...did('ada', 'Called', HOUR), messageId: 'c-call' },
    { ...did('ada', 'Called', HOUR), messageId: 'd-bot', bot: true },
    { ...did('ada', 'Segment Entered', HOUR), messageId: 'e-own' },
    { ...did('ada', 'Viewed', HOUR), messageId: 'f-whole', properties: { url: 'https://shop.example/orders/9/' } },
  )
  const orders = await add('Orders', { where: [{ property: 'path', op: 'equals', value: '/orders/:id' }] })
  const pages = await add('Pages', { fact: 'Viewed' }, { fact: 'Segment Entered' })
  const raw = await add('As it came', { where: [{ property: 'path', op: 'contains', value: '12345' }] })
  expect(await mapped()).toEqual({ 'a-order': orders, 'b-cart': pages, 'c-call': 0, 'd-bot': 0, 'e-own': 0, 'f-whole': orders })
  await orderTouchpoints(request, [raw, pages, orders])
  expect(await mapped()).toMatchObject({ 'a-order': raw, 'f-whole': pages })
  await changeTouchpoint(request, pages, { matches: [{ fact: 'Called' }] })
  expect(await mapped()).toEqual({ 'a-order': raw, 'b-cart': 0, 'c-call': pages, 'd-bot': 0, 'e-own': 0, 'f-whole': orders })
})

it('keeps a registry: names are unique, an order names each once, and everything is in the audit log', async () => {
  const { workspace, request, add, listed } = await registry()
  const [a, b] = [await add('Shop', { fact: 'Visited' }), await add('Phone', { fact: 'Called' })]
  await expect(add('Shop', { fact: 'Visited' })).rejects.toMatchObject({ code: 'name_taken' })
  await expect(changeTouchpoint(request, b, { name: 'Shop' })).rejects.toMatchObject({ code: 'name_taken' })
  await expect(add('Odd', { where: [{ property: 'x', op: 'matches', value: '(' }] })).rejects.toMatchObject({ code: 'bad_rule' })
  for (const order of [[a], [a, a], [a, b, 99_999]])
    await expect(orderTouchpoints(request, order)).rejects.toMatchObject({ code: 'not_this_registry' })
  await changeTouchpoint(request, b, { stage: 'after', providers: ['people'], modules: ['feel', 'relate'], importance: 5 })
  await orderTouchpoints(request, [b, a])
  expect(await listed()).toMatchObject([
    { name: 'Phone', stage: 'after', providers: ['people'], modules: ['feel', 'relate'], importance: 5, matches: [{ fact: 'Called' }] },
    { name: 'Shop', stage: 'before' },
  ])
  await removeTouchpoint(request, a)
  await expect(request.inWorkspace((db) => readTouchpoint({ db, workspaceId: workspace.workspaceId }, a))).rejects.toMatchObject({
    status: 404,
  })
  const { rows } = await stores.postgres.system.query<{ verb: string }>(
    'select verb from audit where workspace_id = $1 order by audit_id',
    [workspace.workspaceId],
  )
  expect(rows.map(({ verb }) => verb)).toEqual([
    'touchpoint.create',
    'touchpoint.create',
    'touchpoint.change',
    'touchpoint.order',
    'touchpoint.delete',
  ])
})

it('counts people who were merged as one, whether or not the warehouse has heard of it', async () => {
  const { workspace, asking, add, tell } = await registry()
  const shop = await add('Shop', { fact: 'Visited' })
  await tell(
    { who: { anonymous_id: 'phone' }, event: 'Visited', time: ago(3 * DAY) },
    { who: { user_id: 'ada' }, event: 'Visited', time: ago(2 * DAY) },
    { who: { user_id: 'bo' }, event: 'Visited', time: ago(DAY) },
  )
  expect((await showVolume(asking, { touchpointId: shop, days: 30, step: 'week' })).people).toBe(3)
  await tell({ who: { user_id: 'ada', anonymous_id: 'phone' }, event: 'Signed in', time: ago(HOUR) })
  const { people, facts, items } = await showVolume(asking, { touchpointId: shop, days: 30, step: 'day' })
  expect({ people, facts }).toEqual({ people: 2, facts: 3 })
  expect(items).toHaveLength(31)
  expect(items.filter((item) => item.facts > 0).map((item) => item.facts)).toEqual([1, 1, 1])
  const first = await listMet(asking, { touchpointId: shop, days: 30, limit: 1 })
  expect(first.items).toMatchObject([{ profileId: idOf(workspace, 'user_id', 'bo'), facts: 1 }])
  const second = await listMet(asking, { touchpointId: shop, days: 30, limit: 1, cursor: first.next! })
  expect(second).toMatchObject({ items: [{ profileId: idOf(workspace, 'user_id', 'ada'), facts: 2, lastMet: ago(2 * DAY) }], next: null })
  await tell({ who: { user_id: 'ada' }, time: ago(HOUR), traits: { name: 'Ada' } }) // says who she is: nothing that anybody meets
  const board = await showBoard(asking, 30)
  expect(board).toMatchObject({ people: 2, facts: 4, unmapped: { people: 1, facts: 1 } })
  expect(board.items).toMatchObject([{ touchpointId: shop, people: 2, facts: 3, lastSeen: ago(DAY), weeks: [0, 0, 0, 0, 3], alerts: [] }])
})

it('tells what comes before and after: several in a row are one visit, and what is mapped to nothing is looked past', async () => {
  const { asking, add, tell } = await registry()
  const [ad, page, buy] = [
    await add('Ad', { fact: 'Seen' }),
    await add('Page', { fact: 'Viewed' }),
    await add('Purchase', { fact: 'Bought' }),
  ]
  await tell(
    ...['Seen', 'Viewed', 'Scrolled', 'Viewed', 'Bought'].map((event, n) => did('ada', event, 10 * HOUR - n * HOUR)),
    ...['Viewed', 'Bought', 'Viewed'].map((event, n) => did('bo', event, 10 * HOUR - n * HOUR)),
    did('cy', 'Seen', HOUR),
  )
  const found = await showNeighbours(asking, { touchpointId: page, days: 2 })
  expect(found).toEqual({
    visits: 3,
    people: 2,
    before: [
      { touchpointId: null, facts: 1, people: 1, share: 1 / 3 },
      { touchpointId: ad, facts: 1, people: 1, share: 1 / 3 },
      { touchpointId: buy, facts: 1, people: 1, share: 1 / 3 },
    ],
    after: [
      { touchpointId: buy, facts: 2, people: 2, share: 2 / 3 },
      { touchpointId: null, facts: 1, people: 1, share: 1 / 3 },
    ],
  })
})

it('says what matches mean before they are saved, and what of it others have', async () => {
  const { asking, add, tell } = await registry()
  const big = await add('Big orders', { fact: 'Bought', where: [{ property: 'total', op: 'atLeast', value: 100 }] })
  const all = await add('Orders', { fact: 'Bought' })
  await tell({ ...did('ada', 'Bought', HOUR), properties: { total: 200 } }, { ...did('bo', 'Bought', HOUR), properties: { total: 2 } })
  const matches = [{ fact: 'Bought' }]
  expect(await previewMatches(asking, { matches, days: 7 })).toEqual({ people: 2, facts: 2, taken: [{ touchpointId: big, facts: 1 }, { touchpointId: all, facts: 1 }] }) // prettier-ignore
  expect(await previewMatches(asking, { matches, days: 7, touchpointId: all })).toEqual({ people: 2, facts: 2, taken: [{ touchpointId: big, facts: 1 }] }) // prettier-ignore
  expect(await previewMatches(asking, { matches, days: 7, touchpointId: big })).toEqual({ people: 2, facts: 2, taken: [] })
})

it('finds what is not mapped yet, and proposes touchpoints that can be made as they are', async () => {
  const { request, asking, add, tell } = await registry()
  await add('Known', { fact: 'Known' })
  await tell(
    ...['ada', 'bo', 'cy'].map((who) => ({ ...did(who, 'Email Opened', HOUR), properties: { subject: 'Hello' } })),
    did('ada', 'Email Clicked', HOUR),
    did('ada', 'Called', HOUR),
    did('ada', 'Known', HOUR),
    { ...did('bo', 'Called', HOUR), bot: true },
  )
  const found = await discover(asking, { days: 7 })
  expect(found).toMatchObject({ people: 3, facts: 6, sampledShare: 1, more: false })
  expect(found.items.map(({ name, people, facts, share, samples }) => ({ name, people, facts, share, samples }))).toEqual([
    { name: 'Email Opened', people: 3, facts: 3, share: 1, samples: ['subject: Hello'] },
    { name: 'Called', people: 1, facts: 1, share: 1 / 3, samples: [] },
    { name: 'Email Clicked', people: 1, facts: 1, share: 1 / 3, samples: [] },
  ])
  expect(
    found.suggestions.map(({ draft: { name, channel }, because, kinds, people, facts }) => ({
      name,
      channel,
      because,
      kinds,
      people,
      facts,
    })),
  ).toEqual([
    { name: 'Email', channel: 'email', because: 'words', kinds: 2, people: 3, facts: 4 },
    { name: 'Called', channel: 'other', because: 'name', kinds: 1, people: 1, facts: 1 },
  ])
  for (const { draft } of found.suggestions) await createTouchpoint(request, draft)
  expect(await discover(asking, { days: 7 })).toMatchObject({ items: [], suggestions: [] })
})

it('looks at part of the people where there is too much, and says so', async () => {
  const { asking, tell } = await registry()
  await tell(...Array.from({ length: 400 }, (_, n) => did(`u${n}`, `Name ${n % 4}`, HOUR)))
  const found = await discover(asking, { days: 7, limits: { facts: 100, kinds: 2, suggestions: 1 } })
  expect(found).toMatchObject({ sampledShare: 0.25, more: true })
  expect(found.items).toHaveLength(2)
  expect(found.suggestions).toHaveLength(1)
  expect(found.people).toBeGreaterThan(40)
  expect(found.people).toBeLessThan(180)
})

it('tells how it goes for people there: how visits end, what they score, what they meet afterwards', async () => {
  const { request, asking, add, tell } = await registry()
  const [options, cart, till] = [await add('Options', { fact: 'Options' }), await add('Cart', { fact: 'Cart' }), await add('Till', { fact: 'Bought' })]
  await changeTouchpoint(request, till, { importance: 5 })
  const MINUTE = HOUR / 60
  const at = (who: string, [event, minutes]: [string, number], properties: Record<string, unknown> = {}): FactDraft => ({ ...did(who, event, 10 * DAY - minutes * MINUTE), properties })
  await tell(
    // Ada goes to the cart, looks at the options twice in a row, and is back at the cart within a minute; then she buys, five days later.
    at('ada', ['Cart', 0]),
    at('ada', ['Options', 1], { score: 3, price: 10 }),
    at('ada', ['Options', 2], { score: '9' }),
    at('ada', ['Cart', 2.5]),
    did('ada', 'Bought', 5 * DAY),
    // Bob leaves at the options, comes again the next day, and leaves again.
    at('bob', ['Options', 0], { score: 5, wait: { s: 3 } }),
    did('bob', 'Options', 9 * DAY),
    // Cid was never there; Dot is there right now.
    at('cid', ['Cart', 0]),
    did('dot', 'Options', 60_000),
  )
  const days = { touchpointId: options, days: 30 }
  const found = await showExperience(asking, days)
  expect(found).toMatchObject({
    visits: 3,
    people: 2,
    leaves: { count: 2, n: 3 },
    leavesElsewhere: { count: 3, n: 4 },
    quickBacks: { count: 1, n: 3 },
    quickBacksElsewhere: { count: 0, n: 4 },
    outcomes: [{ touchpointId: till, met: { count: 1, n: 2, share: 0.5 } }],
  })
  expect(found.numbers).toEqual([{ property: 'score', n: 2, mean: 4, least: 3, most: 5, low: expect.closeTo(4 - 1.959964, 4) as number, high: expect.closeTo(4 + 1.959964, 4) as number }])
  expect(await showExperience(asking, { touchpointId: cart, days: 7 })).toMatchObject({ visits: 0, leaves: { n: 0, share: null }, numbers: [], outcomes: [] })
}) // prettier-ignore
