import { createHash } from 'node:crypto'
import { scoreModel } from '@percorso/contract'
import type { SegmentWhere } from '@percorso/contract'
import { expect, it } from 'vitest'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createDefinitions } from '../../testing/definitions.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import type { Said } from '../../testing/following.ts'
import { backTestModel } from './back-test-model.ts'
import type { BackTestWish } from './back-test-model.ts'
import { lastHeard } from './heard-facts.ts'

// A world with a planted truth: who visits more converts more. And one with none: who is gold, which visits know nothing of, and those do all convert.

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const DAY = 86_400_000
const AT = START - 30 * DAY
const PEOPLE = 300

const workspace = await buildWorkspace(stores)
const { request, follower, send, work } = createFollowing(stores, workspace, START)
const asking = { warehouse: stores.warehouse, request, follower }
const { segmentOf, setOf } = createDefinitions(stores, request)

/** A number from 0 to 99, drawn anew for each `salt`. */
const chance = (n: number, salt: number) => createHash('sha256').update(`${salt}/${n}`).digest().readUInt32BE() % 100
const visitsOf = (n: number) => n % 20
const converts = (n: number) => chance(n, 1) < visitsOf(n) * 5
const isGold = (n: number) => chance(n, 2) < 30
const isOld = (n: number) => n % 10 === 3 // ordered before as well
const dated = (userId: string, event: string, daysFrom: number): Said => ({
  userId,
  event,
  timestamp: new Date(AT + daysFrom * DAY).toISOString(),
})
const numbers = Array.from({ length: PEOPLE }, (_, n) => n)

await send(
  numbers.flatMap((n) => [
    { type: 'identify', userId: `p${n}`, traits: { plan: isGold(n) ? 'gold' : 'free' }, timestamp: new Date(AT - 50 * DAY).toISOString() },
    dated(`p${n}`, 'Page Seen', -1 - chance(n, 3) / 10),
    ...Array.from({ length: visitsOf(n) }, (_, time) => dated(`p${n}`, 'Visit', -20 - time)),
    ...(converts(n) ? [dated(`p${n}`, 'Order Completed', 10)] : []),
    ...(isOld(n) ? [dated(`p${n}`, 'Order Completed', -40)] : []),
    ...(isGold(n) ? [dated(`p${n}`, 'Renewed', 5)] : []),
  ]),
)
await work()

const model = scoreModel.parse({
  version: 1,
  fit: [],
  engagement: { target: 100, rules: [{ label: 'Visits', points: 5, facts: { fact: 'Visit' } }] },
  fitShare: 0,
})
const fitting = (where: SegmentWhere) =>
  scoreModel.parse({ ...model, fit: [{ label: 'Fits', points: 1, rule: ruleOf(where) }], fitShare: 100 })
const wish: BackTestWish = {
  model,
  at: new Date(AT).toISOString(),
  outcome: { fact: 'Order Completed' },
  within: { n: 30, unit: 'days' },
  newOnly: true,
}
const test = async (changes: Partial<BackTestWish> = {}, peopleMax?: number) => {
  const { took_ms, ...result } = await backTestModel(asking, { ...wish, ...changes }, peopleMax)
  expect(took_ms).toBeGreaterThanOrEqual(0)
  return result
}

it('finds a truth that was planted', async () => {
  const { auc, recency, difference, lift, bands, ...result } = await test()
  const fresh = numbers.filter((n) => !isOld(n))
  expect(result).toEqual({
    at: wish.at,
    people: fresh.length,
    sampled: false,
    conversions: fresh.filter(converts).length,
    usesToday: false,
  })
  expect(auc!.low).toBeGreaterThan(0.7)
  expect(auc!.p).toBeLessThan(0.001)
  expect(Math.abs(recency!.value - 0.5)).toBeLessThan(0.08)
  expect(difference!.value).toBeCloseTo(auc!.value - recency!.value, 9)
  expect(difference!.low).toBeGreaterThan(0)
  expect(bands.map(({ from, people, conversions }) => [from, people, conversions])).toEqual(
    [0, 25, 50, 75].map((from) => {
      const own = fresh.filter((n) => visitsOf(n) * 5 >= from && visitsOf(n) * 5 < from + 25)
      return [from, own.length, own.filter(converts).length]
    }),
  )
  const shares = bands.map(({ share }) => share)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(lift).toHaveLength(10)
  expect(lift[0]!.lift).toBeGreaterThan(1.5)
  expect(lift.at(-1)).toMatchObject({ share: 1, people: fresh.length, captured: 1, lift: 1 })
})

it('finds none where there is none', async () => {
  const { auc, conversions } = await test({ outcome: { fact: 'Renewed' } })
  expect(conversions).toBe(numbers.filter(isGold).length)
  expect(Math.abs(auc!.value - 0.5)).toBeLessThan(0.08)
  expect([auc!.low < 0.5, auc!.high > 0.5, auc!.p > 0.05]).toEqual([true, true, true])
})

it('leaves out whom the outcome had happened to before, unless it is to keep them', async () => {
  const kept = await test({ newOnly: false })
  expect([kept.people, kept.conversions]).toEqual([PEOPLE, numbers.filter(converts).length])
  const soon = await test({ within: { n: 9, unit: 'days' } })
  expect([soon.conversions, soon.auc]).toEqual([0, null])
})

it('knows nothing of what comes afterwards', async () => {
  const before = await test()
  await send(
    numbers
      .filter((n) => n % 2 === 0)
      .flatMap((n) => [dated(`p${n}`, 'Visit', 0.001), dated(`p${n}`, 'Visit', 3), dated(`p${n}`, 'Page Seen', 9)]),
  )
  await send([dated('late', 'Visit', 2), dated('late', 'Order Completed', 3)]) // nobody knew them
  await work()
  expect(await test()).toEqual(before)
  expect((await test({ at: new Date(AT + 4 * DAY).toISOString() })).people).toBe(before.people) // by then they had ordered
  const early = await test({ at: new Date(AT - 60 * DAY).toISOString() })
  expect([early.people, early.conversions, early.auc]).toEqual([0, 0, null])
  const future = await test({ at: new Date(START + 9 * DAY).toISOString(), newOnly: false })
  expect([future.people, future.conversions, future.auc]).toEqual([PEOPLE + 1, 0, null])
})

it('takes of people, segments and sets what is known today, and says so', async () => {
  const gold: SegmentWhere = { trait: 'plan', op: 'equals', value: 'gold' }
  const renewed = { outcome: { fact: 'Renewed' } }
  expect(await test({ ...renewed, model: fitting(gold) })).toMatchObject({ usesToday: true, auc: { value: 1 } })
  const segmentId = await segmentOf(gold)
  await work()
  expect(await test({ ...renewed, model: fitting({ segment: segmentId }) })).toMatchObject({ usesToday: true, auc: { value: 1 } })
  const set = await setOf(numbers.filter(isGold).map((n) => `p${n}`))
  expect(await test({ ...renewed, model: fitting({ set }) })).toMatchObject({ usesToday: true, auc: { value: 1 } })
  const visited: SegmentWhere = { count: { fact: 'Visit' }, op: 'atLeast', value: 10 }
  expect(await test({ model: fitting(visited) })).toMatchObject({ usesToday: false, auc: { p: expect.closeTo(0, 3) as number } })
  const { people } = await test({ model: { ...model, who: ruleOf(gold) } })
  expect(people).toBe(numbers.filter((n) => isGold(n) && !isOld(n)).length)
})

it('asks a random part of many', async () => {
  const { people, sampled, auc, conversions } = await test({ newOnly: false }, 150)
  expect(sampled).toBe(true)
  expect(people).toBeGreaterThan(110)
  expect(people).toBeLessThan(190)
  expect(conversions).toBeLessThan(people)
  expect(auc!.value).toBeGreaterThan(0.7)
})

it('refuses models and facts that cannot be understood', async () => {
  const unread = { fact: 'Visit', where: [{ property: 'page', op: 'matches' as const, value: '(.*' }] }
  await expect(test({ model: fitting({ segment: 999_999 }) })).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(test({ model: fitting({ count: unread, op: 'atLeast', value: 1 }) })).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(test({ outcome: unread })).rejects.toMatchObject({ code: 'bad_rule' })
})

it('does not take what we tell of somebody for a sign of life', async () => {
  const segmentId = await segmentOf({ count: { fact: 'Signed Up' }, op: 'atLeast', value: 1 })
  await work()
  await send([dated('new', 'Signed Up', 0)])
  await work()
  const told = await stores.warehouse.query<{ n: number }>(
    `select count() as n from facts where workspace_id = {workspaceId:UInt32} and user_id = 'new' and properties.segmentId::Int64 = {segmentId:Int64}`,
    { workspaceId: workspace.workspaceId, segmentId },
  )
  expect(Number(told[0]!.n)).toBe(1)
  const id = idOf(workspace, 'user_id', 'new')
  expect(await lastHeard(stores.warehouse, { workspaceId: workspace.workspaceId, identifierIds: [id], at: START + DAY })).toEqual(
    new Map([[id, AT]]),
  )
})
