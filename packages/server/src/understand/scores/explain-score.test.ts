import { scoreModel } from '@percorso/contract'
import type { ScoreExplanation, ScoreModel } from '@percorso/contract'
import { expect, it } from 'vitest'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createFollowing } from '../../testing/following.ts'
import { createModel } from './define-model.ts'
import { explainScore } from './explain-score.ts'
import { previewModel } from './preview-model.ts'
import { listScoresOf } from './show-scores.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const DAY = 86_400_000

const rule = (where: object) => ({ version: 1, where })
const model: ScoreModel = scoreModel.parse({
  version: 1,
  fit: [
    { label: 'Gold', points: 30, rule: rule({ trait: 'plan', op: 'equals', value: 'gold' }) },
    { label: 'Bought', points: 10, rule: rule({ count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 }) },
    { label: 'Sent back', points: -5, rule: rule({ count: { fact: 'Order Returned' }, op: 'atLeast', value: 1 }) },
  ],
  engagement: {
    target: 100,
    rules: [
      { label: 'Visits', points: 10, facts: { fact: 'Visit' }, halfLifeDays: 10, cap: 35 },
      { label: 'Mails', points: 5, facts: { fact: 'Mail Opened' }, coolDown: { n: 1, unit: 'days' } },
      { label: 'Complaints', points: -8, facts: { fact: 'Complaint' }, halfLifeDays: 30 },
      { label: 'Shares', points: 20, facts: { fact: 'Shared' } },
    ],
  },
  fitShare: 40,
  stages: [{ name: 'Visitor' }, { name: 'Lead', up: 20, down: 10 }, { name: 'Qualified', up: 45, down: 35 }],
})

async function living(what = model) {
  const workspace = await buildWorkspace(stores)
  const world = createFollowing(stores, workspace, START)
  const { request, follower, send, work } = world
  const modelId = await createModel(request, { key: 'lead', name: 'Lead', description: '', model: what })
  await work()
  const asking = { warehouse: stores.warehouse, request, follower }
  const profileId = idOf(workspace, 'user_id', 'ada')
  const explain = (asked: Partial<Parameters<typeof explainScore>[1]> = {}) =>
    explainScore(asking, { modelId, profileId, days: 14, ...asked })
  const stored = async () => (await listScoresOf(request, profileId))[0]
  const does = async (event: string, daysAgo: number[] = [0]) => {
    await send(daysAgo.map((days) => ({ userId: 'ada', event, timestamp: new Date(world.clock.now() - days * DAY).toISOString() })))
    await work()
  }
  return { ...world, asking, modelId, profileId, explain, stored, does, advance: (ms: number) => world.clock.advance(ms) }
}

/** Somebody with something of everything. */
async function lived() {
  const world = await living()
  await world.does('Visit', [5, 5, 5, 1, 1])
  await world.does('Mail Opened', [0, 0, 3])
  await world.does('Complaint', [30])
  await world.does('Order Completed', [2])
  return world
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)
const engagementIn = ({ engagement: { points, target } }: ScoreExplanation) => (100 * Math.min(target, Math.max(0, points))) / target

it('adds up: its parts give the points, the points give the score that is stored', async () => {
  const { explain, stored } = await lived()
  const { scored, fit, engagement, stages, who, ...explanation } = await explain()
  expect(who).toBeNull()
  expect([fit.points, fit.best]).toEqual([10, 40])
  expect(fit.parts.map(({ points, worth, wouldChange, why }) => [points, worth, wouldChange, why.holds])).toEqual([
    [0, 30, 75, false],
    [10, 10, -25, true],
    [0, -5, -12.5, false],
  ])
  expect(total(engagement.parts.map(({ points }) => points))).toBeCloseTo(engagement.points, 9)
  const [visits, mails, complaints, shares] = engagement.parts
  const decayed = 30 * 2 ** -0.5 + 20 * 2 ** -0.1
  expect(visits).toMatchObject({ points: 35, undecayed: 35, decayed: 0, facts: 5, last: new Date(START - DAY).toISOString() })
  expect(visits!.withheld).toBeCloseTo(decayed - 35, 9)
  expect(mails).toMatchObject({ points: 10, undecayed: 10, decayed: 0, withheld: 0, facts: 2 })
  expect(complaints).toMatchObject({ points: -4, undecayed: -8, decayed: -4, facts: 1 })
  expect(shares).toMatchObject({ points: 0, facts: 0, last: null })
  expect(scored).toEqual({ fit: 25, engagement: 41, score: 35, grade: 'C3', stage: 'Lead' })
  expect(await stored()).toMatchObject(scored!)
  expect(stages.map(({ name, isIn, up }) => [name, isIn, up])).toEqual([['Visitor', false, null], ['Lead', true, 20], ['Qualified', false, 45]]) // prettier-ignore
  expect(explanation.history.at(-1)).toEqual({ at: new Date(START).toISOString(), engagement: 41, score: 35 })
})

it.each(['Visit', 'Mail Opened', 'Complaint', 'Shared'])('tells what one more %s would change: just that', async (event) => {
  const { explain, does, advance } = await lived()
  for (const days of [0, 4]) {
    advance(days * DAY)
    const before = await explain()
    const { oneMore } = before.engagement.parts[model.engagement.rules.findIndex(({ facts }) => facts.fact === event)]!
    await does(event)
    const after = await explain()
    expect(engagementIn(after) - engagementIn(before)).toBeCloseTo(oneMore, 9)
  }
})

it('knows a cap that is reached, and a cool-down that has begun', async () => {
  const { explain, advance } = await lived()
  const oneMore = async () => (await explain()).engagement.parts.map((part) => Math.round(part.oneMore))
  expect(await oneMore()).toEqual([0, 0, -8, 20])
  advance(DAY / 2 - 1)
  expect(await oneMore()).toEqual([0, 0, -8, 20])
  advance(1) // midnight UTC: another day
  expect(await oneMore()).toEqual([0, 5, -8, 20])
  advance(2 * DAY) // 34 points of visits are left
  expect(await oneMore()).toEqual([1, 5, -8, 20])
})

it('tells what would raise the score most, and to what: just that', async () => {
  const { explain, stored, send, work, does } = await lived()
  const { raise } = await explain()
  expect(raise.map(({ part, label, score }) => [part, label, score])).toEqual([
    ['fit', 'Gold', 65],
    ['engagement', 'Shares', 47],
  ])
  await does('Shared')
  expect(await stored()).toMatchObject({ score: 47 })
  const [gold] = (await explain()).raise
  await send([{ userId: 'ada', type: 'identify', traits: { plan: 'gold' } }])
  await work()
  expect(await stored()).toMatchObject({ score: gold!.score })
  expect((await explain()).raise.some(({ label }) => label === 'Gold')).toBe(false)
})

it('shows how engagement was, day by day, and where the person came from', async () => {
  const { explain, does, advance, work, stored } = await living()
  await does('Visit', [10, 10])
  await does('Shared', [6])
  const { history } = await explain()
  expect(history).toHaveLength(15)
  expect(history.map(({ engagement }) => engagement)).toEqual([0, 0, 0, 0, 20, 19, 17, 16, 35, 34, 33, 32, 31, 31, 30])
  expect(history[0]!.at).toBe(new Date(START - 14 * DAY).toISOString())
  await does('Shared', [0, 0]) // 70 points: 42
  advance(1)
  await does('Shared')
  advance(60 * DAY)
  await work()
  const later = await explain({ days: 7 })
  expect(later.history.at(-1)).toMatchObject({ score: (await stored())!.score })
  expect(later.moves.map(({ from, to }) => [from, to])).toEqual([
    ['Lead', 'Qualified'],
    ['Visitor', 'Lead'],
  ])
})

it('says when it would change by itself: not before, and then', async () => {
  const { explain, does, advance, work, stored, clock } = await living()
  await does('Visit', [0, 0])
  for (let times = 0; times < 5; times += 1) {
    const [{ turnsAt }, before] = [await explain(), await stored()]
    advance(Date.parse(turnsAt!) - 1 - clock.now())
    await work()
    expect(await stored()).toEqual(before)
    advance(1)
    await work()
    expect((await stored())!.engagement).toBe(before!.engagement - 1)
  }
})

it('says so if the model does not score somebody, and knows no strangers', async () => {
  const { explain, stored, does } = await living({ ...model, who: { version: 1, where: { trait: 'plan', op: 'exists' } } })
  await does('Visit')
  expect(await stored()).toBeUndefined()
  expect(await explain()).toMatchObject({ scored: null, who: { holds: false }, raise: [], moves: [] })
  await expect(explain({ modelId: 999_999 })).rejects.toMatchObject({ code: 'no_such_model' })
  await expect(explain({ profileId: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({ code: 'no_such_profile' })
})

it('is what a preview says of a model that is not stored', async () => {
  const { explain, asking, profileId } = await lived()
  const [shown] = await previewModel(asking, { model, profileIds: [profileId] })
  const { scored, fit, engagement } = await explain()
  expect(shown).toMatchObject({
    scored,
    fitPoints: fit.parts.map(({ points }) => points),
    rulePoints: engagement.parts.map(({ points }) => points),
  })
  const [everybody] = await previewModel(asking, { model: { ...model, fitShare: 100 } })
  expect(everybody!.scored).toMatchObject({ score: scored!.fit })
})
