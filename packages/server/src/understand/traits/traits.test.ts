import { call } from '@orpc/server'
import type { SegmentWhere, TraitFormula } from '@percorso/contract'
import { expect, it } from 'vitest'
import { joinByHand, peopleData, profileRoutes, undoMerge } from '../../record/profiles/index.ts'
import type { Subject } from '../../record/profiles/index.ts'
import { inTransaction } from '../../stores/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { atOnce, createDefinitions } from '../../testing/definitions.ts'
import { createFollowing } from '../../testing/following.ts'
import type { Said } from '../../testing/following.ts'
import { followingData } from '../following/index.ts'
import { changeTrait, listTraits, readTrait, removeTrait } from './define-trait.ts'
import { previewTrait } from './preview-trait.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12) // a Sunday, 13:00 in Warsaw
const DAY = 86_400_000

async function living() {
  const workspace = await buildWorkspace(stores, { timeZone: 'Europe/Warsaw' })
  const { workspaceId } = workspace
  const world = createFollowing(stores, workspace, START)
  const { traitOf: define, segmentOf, members, deleteSegment } = createDefinitions(stores, world.request)
  /** What is computed of everybody, by their foremost identifier. */
  const computed = async () => {
    const { rows } = await stores.postgres.system.query<{ who: string; traits: Record<string, unknown> }>(
      `select i.value as who, c.traits from computed_traits c join identifiers i on i.workspace_id = c.workspace_id and i.identifier_id = c.profile_id
       where c.workspace_id = $1`,
      [workspaceId],
    )
    return Object.fromEntries(rows.map(({ who, traits }) => [who, traits]))
  }
  const list = async (asked: object) => {
    const context = { ...world.request, permissions: new Set(['people.read' as const]) } as typeof world.request
    return (await call(profileRoutes(stores).profiles.list, asked as { limit: number }, { context })).items
  }
  const filtered = async (where: object) =>
    (await list({ filter: JSON.stringify({ version: 1, where }) })).map(({ head }) => head.value).sort()
  const advance = (ms: number) => world.clock.advance(ms)
  return { ...world, workspace, define, segmentOf, members, deleteSegment, computed, list, filtered, advance }
}

const order = (userId: string, total: number, daysAgo = 0): Said => ({
  userId,
  event: 'Order Completed',
  properties: { total, shop: total > 50 ? 'Milano' : 'Torino' },
  timestamp: new Date(START - daysAgo * DAY).toISOString(),
})
const of = { fact: 'Order Completed' }
const spent: TraitFormula = { measure: 'sum', property: 'total', of }
const lastDays = (n: number) => ({ last: { n, unit: 'days' as const } })
const sinceOrder: TraitFormula = { since: 'last', of, unit: 'days' }
const isGood: SegmentWhere = { trait: 'lifetime_value', op: 'atLeast', value: 100 }

/** Every kind of formula, and what it comes to for ada and for bo, who only looked. */
const kinds: Record<string, [TraitFormula, unknown, unknown]> = {
  spent: [spent, 120, 0],
  orders: [{ count: of }, 3, 0],
  lately: [{ count: of, within: lastDays(10) }, 2, 0], // ten days ago to the millisecond is not in the last ten days
  average: [{ measure: 'average', property: 'total', of }, 40, undefined],
  least: [{ measure: 'min', property: 'total', of, within: lastDays(2) }, 40, undefined],
  most: [{ measure: 'max', property: 'total', of }, 60, undefined],
  shops: [{ measure: 'distinct', property: 'shop', of }, 2, 0],
  first_shop: [{ edge: 'first', property: 'shop', of }, 'Milano', undefined],
  last_shop: [{ edge: 'last', property: 'shop', of }, 'Torino', undefined],
  since: [{ time: 'first', of }, '2026-02-19T12:00:00.000Z', undefined],
  days: [sinceOrder, 1, undefined],
  weeks: [{ since: 'first', of, unit: 'weeks' }, 1, undefined],
  favourite: [{ favourite: 'shop', of }, 'Torino', undefined],
  tied: [{ favourite: 'total', of }, 40, undefined], // each once: the latest
  hour: [{ usual: 'hour', of }, 13, undefined],
  weekday: [{ usual: 'weekday', of }, 4, undefined],
  began: [{ measure: 'sum', property: 'total', of, within: { after: of, for: { n: 8, unit: 'days' } } }, 80, 0],
  gold: [{ count: { fact: 'Order Completed', where: [{ property: 'shop', op: 'matches', value: '^(.*)*o$' }] } }, 3, 0],
  ratio: [{ op: 'divide', parts: [spent, { op: 'add', parts: [{ count: of }, { number: 1 }] }] }, 30, 0],
  each: [{ op: 'divide', parts: [spent, { count: of }] }, 40, undefined], // nothing divided by nothing is not there
  left: [{ op: 'subtract', parts: [{ number: 1 }, { op: 'multiply', parts: [sinceOrder, { number: 2 }] }] }, -1, undefined],
}
const defineAll = async ({ define }: Awaited<ReturnType<typeof living>>, prefix: string) => {
  for (const [key, [formula]] of Object.entries(kinds)) await define(`${prefix}_${key}`, formula)
}
const expected = (place: 1 | 2, prefix: string) =>
  Object.fromEntries(Object.entries(kinds).flatMap(([key, kind]) => (kind[place] === undefined ? [] : [[`${prefix}_${key}`, kind[place]]])))

it('comes to what its formula means, followed live or filled from what has been', { timeout: 60_000 }, async () => {
  const world = await living()
  const { send, work, computed } = world
  await defineAll(world, 'live')
  await work()
  await send([order('ada', 40, 1), order('ada', 60, 10), { userId: 'bo', event: 'Product Viewed' }])
  await work()
  await send([order('ada', 20, 3)]) // late
  await defineAll(world, 'filled')
  await work()
  expect(await computed()).toEqual({
    ada: { ...expected(1, 'live'), ...expected(1, 'filled') },
    bo: { ...expected(2, 'live'), ...expected(2, 'filled') },
  })
})

it('changes with time alone', async () => {
  const { define, send, work, computed, advance } = await living()
  await define('days', sinceOrder)
  await define('month', { measure: 'sum', property: 'total', of, within: lastDays(30) })
  await send([order('ada', 20, 29), order('ada', 30, 0)])
  await work()
  expect(await computed()).toEqual({ ada: { days: 0, month: 50 } })
  advance(DAY - 1)
  await work()
  expect(await computed()).toEqual({ ada: { days: 0, month: 50 } })
  advance(1)
  await work()
  expect(await computed()).toEqual({ ada: { days: 1, month: 30 } })
  advance(40 * DAY) // over the change to summer time: a day is 24 hours
  await work()
  expect(await computed()).toEqual({ ada: { days: 41, month: 0 } })
})

it('turns segments that ask for it, by a fact and by time, and they tell of it', async () => {
  const { define, segmentOf, members, send, work, advance, workspace } = await living()
  const good = await segmentOf(isGood) // asked for before there is any such trait
  await define('lifetime_value', spent)
  await define('days', sinceOrder)
  const away = await segmentOf({ trait: 'days', op: 'atLeast', value: 3 })
  const lost = await segmentOf({ all: [{ segment: away }, { not: { segment: good } }] })
  await send([order('ada', 60), order('bo', 60)])
  await work()
  expect([await members(good), await members(away), await members(lost)]).toEqual([[], [], []])
  await send([order('ada', 50)])
  await work()
  expect(await members(good)).toEqual(['ada'])
  advance(3 * DAY)
  await work()
  expect([await members(away), await members(lost)]).toEqual([['ada', 'bo'], ['bo']])
  await send([{ ...order('bo', 60), timestamp: new Date(START + 3 * DAY).toISOString() }])
  await work()
  expect([await members(good), await members(away), await members(lost)]).toEqual([['ada', 'bo'], ['ada'], []])
  const told = await stores.warehouse.query<{ who: string; name: string; because: string }>(
    `select user_id as who, name, toString(properties.because.kind) as because from facts
     where workspace_id = {id:UInt32} and properties.segmentId::Int64 = {away:Int64} order by time, who, name`,
    { id: workspace.workspaceId, away },
  )
  expect(told.map(({ who, name, because }) => `${who} ${name} ${because}`)).toEqual([
    'ada Segment Entered time',
    'bo Segment Entered time',
    'bo Segment Left fact',
  ])
})

it('is of the person: merged with them, parted with them', async () => {
  const { define, segmentOf, members, send, work, computed, workspace, request, clock } = await living()
  const { workspaceId } = workspace
  await define('lifetime_value', spent)
  const good = await segmentOf(isGood)
  await send([order('ada', 60), { ...order('', 50), userId: undefined, anonymousId: 'laptop' }])
  await work()
  const apart = { ada: { lifetime_value: 60 }, laptop: { lifetime_value: 50 } }
  expect(await computed()).toEqual(apart)
  const [a, b] = [idOf(workspace, 'user_id', 'ada'), idOf(workspace, 'anonymous_id', 'laptop')]
  await request.inWorkspace((db) => joinByHand({ db, workspaceId }, { a, b }, { at: clock.now(), messageId: 'join', sourceId: 1 }))
  await work()
  expect(await computed()).toEqual({ ada: { lifetime_value: 110 } })
  expect(await members(good)).toEqual(['ada'])
  await request.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test'))
  await work()
  expect(await computed()).toEqual(apart)
  expect(await members(good)).toEqual([])
})

it('is part of what is known of a person: handed out to them, and gone with them', async () => {
  const { define, send, work, computed, workspace, advance } = await living()
  const { workspaceId } = workspace
  await define('days', sinceOrder)
  await send([order('ada', 60), order('bo', 50)])
  await work()
  const subject: Subject = { workspaceId, identifiers: [{ id: idOf(workspace, 'user_id', 'ada'), kind: 'user_id', value: 'ada' }] }
  const [file] = peopleData.files(stores, subject)
  expect(JSON.parse(await textOf(file!.content()))).toMatchObject({ computed: [{ traits: { days: 0 } }] })
  await inTransaction(stores.postgres.system, async (db) => {
    for (const room of [peopleData, followingData]) await room.erase!(db, subject)
  })
  advance(2 * DAY) // when the days of both would change
  await work()
  expect(await computed()).toEqual({ bo: { days: 2 } })
  await inTransaction(stores.postgres.system, (db) => peopleData.empty(db, workspaceId))
  const { rowCount } = await stores.postgres.system.query('select from computed_traits where workspace_id = $1', [workspaceId])
  expect(rowCount).toBe(0)
})

async function textOf(parts: AsyncIterable<string | Buffer>): Promise<string> {
  const texts: string[] = []
  for await (const part of parts) texts.push(part.toString())
  return texts.join('')
}

it('is a trait like others in the list of people: filtered, sorted, shown; and goes before one that is sent', async () => {
  const { define, segmentOf, members, send, work, list, filtered } = await living()
  await define('lifetime_value', spent)
  await send([order('ada', 60), order('ada', 50), order('bo', 100), order('cy', 10)])
  await send([{ userId: 'cy', type: 'identify', traits: { lifetime_value: 999, plan: 'gold' } }])
  const sent = await segmentOf({ trait: 'lifetime_value', op: 'equals', value: 999 })
  const rich = await segmentOf({ trait: 'lifetime_value', op: 'equals', value: 10 })
  await work()
  expect(await filtered(isGood)).toEqual(['ada', 'bo'])
  expect(await filtered({ trait: 'lifetime_value', op: 'equals', value: 100 })).toEqual(['bo']) // the index of sent traits does not know it
  expect(await filtered({ trait: 'lifetime_value', op: 'equals', value: 999 })).toEqual([])
  expect(await filtered({ trait: 'plan', op: 'equals', value: 'gold' })).toEqual(['cy'])
  expect([await members(sent), await members(rich)]).toEqual([[], ['cy']])
  const shown = await list({ sort: 'trait:lifetime_value', order: 'desc', columns: ['lifetime_value', 'plan'] })
  expect(shown.map(({ head, traits }) => [head.value, traits])).toEqual([
    ['ada', { lifetime_value: 110 }],
    ['bo', { lifetime_value: 100 }],
    ['cy', { lifetime_value: 10, plan: 'gold' }],
  ])
})

it('goes from everybody when it is deleted, which nothing may ask for it then', async () => {
  const { define, segmentOf, deleteSegment, send, work, computed, request, filtered } = await living()
  const traitId = await define('lifetime_value', spent)
  await define('orders', { count: of })
  const good = await segmentOf(isGood)
  await send([order('ada', 160)])
  await work()
  expect(await readTrait(request, traitId)).toMatchObject({ state: 'live', filled: 1, usedBy: [{ kind: 'segment', id: good }] })
  await expect(removeTrait(request, traitId)).rejects.toMatchObject({ code: 'in_use' })
  await deleteSegment(good)
  await removeTrait(request, traitId)
  expect(await computed()).toEqual({ ada: { orders: 1 } })
  expect(await filtered(isGood)).toEqual([])
  await send([order('ada', 1)])
  await work()
  expect(await computed()).toEqual({ ada: { orders: 2 } })
  expect((await listTraits(request)).map(({ key }) => key)).toEqual(['orders'])
})

it('fills anew with another formula, and not with another description', async () => {
  const { define, send, work, computed, request } = await living()
  const traitId = await define('which', { count: of })
  await send([order('ada', 60), { userId: 'bo', event: 'Product Viewed' }])
  await work()
  expect(await computed()).toEqual({ ada: { which: 1 }, bo: { which: 0 } })
  await changeTrait(request, traitId, { description: 'Said otherwise' })
  expect(await readTrait(request, traitId)).toMatchObject({ state: 'live', description: 'Said otherwise', type: 'number' })
  await changeTrait(request, traitId, { formula: { edge: 'last', property: 'shop', of } })
  expect(await readTrait(request, traitId)).toMatchObject({ state: 'filling', type: 'any' })
  await changeTrait(request, traitId, { formula: { edge: 'last', property: 'total', of } }) // while it is being filled
  await work()
  expect(await computed()).toEqual({ ada: { which: 60 } })
  await expect(changeTrait(request, 999_999, { description: '' })).rejects.toMatchObject({ code: 'no_such_trait' })
})

it('has a name of its own, also if two are made at once, and facts that can be understood', async () => {
  const { define, send, work, computed, request } = await living()
  const made = await atOnce(stores, request, [() => define('orders', { count: of }), () => define('orders', spent)])
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'name_taken' } })
  const unread = { fact: 'Order Completed', where: [{ property: 'shop', op: 'matches' as const, value: '(.*' }] }
  await expect(define('bad', { count: unread })).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(define('bad', { since: 'last', of: unread, unit: 'days' })).rejects.toMatchObject({ code: 'bad_rule' })
  await send([order('ada', 60)])
  await work() // the worker goes on
  expect(Object.keys((await computed())['ada']!)).toEqual(['orders'])
})

it('is tried out on people before it is made', async () => {
  const { send, work, computed, request, follower, workspace } = await living()
  await send([order('ada', 60), order('ada', 20, 3), { userId: 'bo', event: 'Product Viewed' }])
  await work()
  const asking = { warehouse: stores.warehouse, request, follower }
  const shown = async (asked: Parameters<typeof previewTrait>[1]) =>
    Object.fromEntries((await previewTrait(asking, asked)).map((one) => [one.head.value, 'value' in one ? one.value : 'nothing']))
  expect(await shown({ formula: spent })).toEqual({ ada: 80, bo: 0 })
  expect(await shown({ formula: sinceOrder, profileIds: [idOf(workspace, 'user_id', 'bo')] })).toEqual({ bo: 'nothing' })
  expect(await computed()).toEqual({})
  expect(await listTraits(request)).toEqual([])
})
