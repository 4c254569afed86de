import { scoreModel, scoreTraits } from '@percorso/contract'
import type { ScoreModel, SegmentWhere } from '@percorso/contract'
import { expect, it } from 'vitest'
import { joinByHand, undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { atOnce, createDefinitions } from '../../testing/definitions.ts'
import { createFollowing } from '../../testing/following.ts'
import type { Said } from '../../testing/following.ts'
import { changeModel, createModel, listModels, readModel, removeModel } from './define-model.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const DAY = 86_400_000

async function living() {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const world = createFollowing(stores, workspace, START)
  const define = (key: string, model: Partial<ScoreModel>) =>
    createModel(world.request, { key, name: `Model ${key}`, description: '', model: modelOf(model) })
  /** One part of everybody's score, by their foremost identifier. */
  const all = async (part: keyof ReturnType<typeof scoreTraits>, key = 'lead') => {
    const { rows } = await stores.postgres.system.query<{ who: string; value: unknown }>(
      `select i.value as who, c.traits -> $2 as value from computed_traits c join identifiers i on i.workspace_id = c.workspace_id and i.identifier_id = c.profile_id
       where c.workspace_id = $1 and c.traits ? $2`,
      [workspaceId, scoreTraits(key)[part]],
    )
    return Object.fromEntries(rows.map(({ who, value }) => [who, value]))
  }
  /** Who was told to have moved from where to where because of what. */
  const told = async () => {
    const rows = await stores.warehouse.query<{ who: string; from: string; to: string; because: string }>(
      `select user_id as who, toString(properties.from) as from, toString(properties.to) as to, toString(properties.because.kind) as because
       from facts where workspace_id = {workspaceId:UInt32} and name = 'Stage Changed' order by time, who`,
      { workspaceId },
    )
    return rows.map(({ who, from, to, because }) => `${who}: ${from || 'nowhere'} > ${to} (${because})`)
  }
  const advance = async (days: number) => {
    world.clock.advance(days * DAY)
    await world.work()
  }
  return { ...world, ...createDefinitions(stores, world.request), workspace, define, all, told, advance }
}

const rule = (where: SegmentWhere) => ({ version: 1 as const, where })
const ordered: SegmentWhere = { count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 }
const visits = { label: 'Visits', points: 10, facts: { fact: 'Visit' }, halfLifeDays: 10 }
const modelOf = (model: Partial<ScoreModel>) =>
  scoreModel.parse({ version: 1, fit: [], engagement: { target: 100, rules: [visits] }, fitShare: 0, ...model })
/** From 20 points on a lead, from 50 on qualified, and a customer for as long as an order is less than 30 days old. */
const stages: ScoreModel['stages'] = [
  { name: 'Visitor' },
  { name: 'Lead', up: 20, down: 10 },
  { name: 'Qualified', up: 50, down: 40 },
  {
    name: 'Customer',
    rule: rule({ count: { fact: 'Order Completed' }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 1 }),
  },
]
const does = (userId: string, event: string, times = 1): Said[] => Array.from({ length: times }, () => ({ userId, event }))

it('scores who was there before and who comes, by facts and by time', async () => {
  const { define, send, work, all, advance } = await living()
  const isGold: SegmentWhere = { trait: 'plan', op: 'equals', value: 'gold' }
  const fit = [
    { label: 'Pays', points: 30, rule: rule(isGold) },
    { label: 'Left', points: -10, rule: rule(ordered) },
  ]
  await send([...does('ada', 'Visit', 8), { userId: 'ada', type: 'identify', traits: { plan: 'gold' } }])
  await work()
  await define('lead', { fit, fitShare: 50 })
  await work()
  await send([...does('bo', 'Visit', 3), ...does('ada', 'Order Completed')])
  await work()
  expect(await all('fit')).toEqual({ ada: 67, bo: 0 })
  expect(await all('engagement')).toEqual({ ada: 80, bo: 30 })
  expect(await all('score')).toEqual({ ada: 74, bo: 15 })
  expect(await all('grade')).toEqual({ ada: 'B1', bo: 'D3' })
  expect(await all('stage')).toEqual({})
  await advance(10)
  expect(await all('engagement')).toEqual({ ada: 40, bo: 15 })
  await advance(20 * 10)
  expect(await all('score')).toEqual({ ada: 34, bo: 0 })
})

it('scores nobody but whom it is for', async () => {
  const { define, send, work, all, told } = await living()
  await define('lead', { who: rule({ not: { trait: 'staff', op: 'equals', value: true } }), stages })
  await work()
  await send([...does('ada', 'Visit', 3), ...does('bo', 'Visit', 3)])
  await work()
  expect(await all('stage')).toEqual({ ada: 'Lead', bo: 'Lead' })
  await send([{ userId: 'bo', type: 'identify', traits: { staff: true } }])
  await work()
  expect(await all('score')).toEqual({ ada: 30 })
  expect(await told()).toEqual(['ada: nowhere > Lead (fact)', 'bo: nowhere > Lead (fact)'])
})

it('moves people up and down its stages, not to and fro at a threshold, and tells each move once', { timeout: 60_000 }, async () => {
  const { define, send, work, all, told, advance } = await living()
  await define('lead', { stages })
  await work()
  await send([...does('ada', 'Visit', 5), ...does('bo', 'Visit')]) // bo begins where everybody begins: that is no move
  await work()
  await advance(2) // 44
  await send(does('ada', 'Visit')) // 54, down to 41 and up to 51 again: never out, never in anew
  await advance(4)
  await send(does('ada', 'Visit'))
  await work()
  expect([await all('stage'), await all('engagement')]).toEqual([
    { ada: 'Qualified', bo: 'Visitor' },
    { ada: 51, bo: 7 },
  ])
  await advance(4) // 38: less than 40
  expect(await all('stage')).toEqual({ ada: 'Lead', bo: 'Visitor' })
  await send(does('ada', 'Visit')) // 48: it takes 50 to come back
  await work()
  expect([await all('stage'), await all('engagement')]).toMatchObject([{ ada: 'Lead' }, { ada: 48 }])
  await send(does('bo', 'Order Completed'))
  await work()
  await advance(30)
  await send([...does('ada', 'Product Viewed'), ...does('bo', 'Visit')]) // nothing of it moves anybody
  await work()
  expect(await all('stage')).toEqual({ ada: 'Visitor', bo: 'Visitor' })
  expect(await told()).toEqual([
    'ada: nowhere > Qualified (fact)',
    'ada: Qualified > Lead (time)',
    'bo: Visitor > Customer (fact)',
    'ada: Lead > Visitor (time)',
    'bo: Customer > Visitor (time)',
  ])
})

it('tells nothing of whom it finds where, at first and after it was changed', async () => {
  const { define, send, work, all, told, request } = await living()
  await send([...does('ada', 'Visit', 6), ...does('bo', 'Order Completed')])
  await work()
  const modelId = await define('lead', { stages })
  await work()
  expect(await all('stage')).toEqual({ ada: 'Qualified', bo: 'Customer' })
  await changeModel(request, modelId, { model: modelOf({ stages: stages.slice(0, 2) }) })
  expect(await readModel(request, modelId)).toMatchObject({ version: 2, state: 'filling' })
  await work()
  expect(await all('stage')).toEqual({ ada: 'Lead', bo: 'Visitor' })
  await changeModel(request, modelId, { name: 'Renamed' })
  expect(await readModel(request, modelId)).toMatchObject({ version: 2, state: 'live', name: 'Renamed' })
  expect(await told()).toEqual([])
  await send(does('bo', 'Visit', 2))
  await work()
  expect(await told()).toEqual(['bo: Visitor > Lead (fact)'])
})

it('turns the segments that ask for its traits, by facts and by time', async () => {
  const { define, segmentOf, members, send, work, advance } = await living()
  await define('lead', { stages })
  const warm = await segmentOf({ trait: 'lead_score', op: 'atLeast', value: 30 })
  const leads = await segmentOf({ all: [{ trait: 'lead_stage', op: 'anyOf', value: ['Lead', 'Qualified'] }, { not: { segment: warm } }] })
  await send([...does('ada', 'Visit', 6), ...does('bo', 'Visit', 2)])
  await work()
  expect([await members(warm), await members(leads)]).toEqual([['ada'], ['bo']])
  await advance(11)
  expect([await members(warm), await members(leads)]).toEqual([[], ['ada']])
  await send(does('bo', 'Visit', 3))
  await work()
  expect([await members(warm), await members(leads)]).toEqual([['bo'], ['ada']])
})

it('may ask for segments, computed traits and other models', async () => {
  const { define, segmentOf, traitOf, send, work, all } = await living()
  await traitOf('spent', { measure: 'sum', property: 'total', of: { fact: 'Order Completed' } })
  const buyers = await segmentOf({ trait: 'spent', op: 'atLeast', value: 50 })
  await define('other', {})
  const fit = [
    { label: 'Bought', points: 10, rule: rule({ segment: buyers }) },
    { label: 'Engaged', points: 30, rule: rule({ trait: 'other_grade', op: 'equals', value: 'D1' }) },
  ]
  await define('lead', { fit, fitShare: 100 })
  await send([...does('ada', 'Visit', 8), { userId: 'bo', event: 'Order Completed', properties: { total: 60 } }])
  await work()
  expect(await all('score')).toEqual({ ada: 75, bo: 25 })
})

it('scores people as one when they are merged, and apart when that is undone', async () => {
  const { define, send, work, all, workspace, request, clock } = await living()
  const { workspaceId } = workspace
  await define('lead', { stages })
  await send([...does('ada', 'Visit', 3), ...Array.from({ length: 3 }, () => ({ anonymousId: 'laptop', event: 'Visit' }))])
  await work()
  const apart = { ada: 30, laptop: 30 }
  expect(await all('score')).toEqual(apart)
  const [a, b] = [idOf(workspace, 'user_id', 'ada'), idOf(workspace, 'anonymous_id', 'laptop')]
  await request.inWorkspace((db) => joinByHand({ db, workspaceId }, { a, b }, { at: clock.now(), messageId: 'join', sourceId: 1 }))
  await work()
  expect([await all('score'), await all('stage')]).toEqual([{ ada: 60 }, { ada: 'Qualified' }])
  await request.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test'))
  await work()
  expect([await all('score'), await all('stage')]).toEqual([apart, { ada: 'Lead', laptop: 'Lead' }])
})

it('refuses what depends on itself, is not there or has its names, and keeps what others need', async () => {
  const { define, segmentOf, deleteSegment, traitOf, deleteTrait, request } = await living()
  const refused = (code: string) => ({ code })
  const asks = (trait: string) => ({ fit: [{ label: 'x', points: 1, rule: rule({ trait, op: 'exists' }) }] })
  await expect(define('lead', asks('lead_score'))).rejects.toMatchObject(refused('bad_rule'))
  await expect(define('lead', { who: rule({ segment: 999_999 }) })).rejects.toMatchObject(refused('bad_rule'))
  const early = await segmentOf({ trait: 'lead_score', op: 'atLeast', value: 50 })
  await expect(define('lead', { who: rule({ segment: early }) })).rejects.toMatchObject(refused('bad_rule'))
  const modelId = await define('lead', {})
  const asking = await segmentOf({ trait: 'lead_stage', op: 'exists' })
  const inCircle = modelOf({ stages: [{ name: 'A' }, { name: 'B', rule: rule({ segment: asking }) }] })
  await expect(changeModel(request, modelId, { model: inCircle })).rejects.toMatchObject(refused('bad_rule'))
  await expect(define('lead', {})).rejects.toMatchObject(refused('name_taken'))
  await expect(createModel(request, { key: 'new', name: 'Model lead', description: '', model: modelOf({}) })).rejects.toMatchObject(
    refused('name_taken'),
  )
  const formula = { count: { fact: 'Visit' } }
  await expect(traitOf('lead_fit', formula)).rejects.toMatchObject(refused('name_taken'))
  const traitId = await traitOf('late_fit', formula)
  await expect(define('late', {})).rejects.toMatchObject(refused('name_taken'))
  await deleteTrait(traitId)
  await expect(removeModel(request, modelId)).rejects.toMatchObject(refused('in_use'))
  for (const segmentId of [early, asking]) await deleteSegment(segmentId)
  await removeModel(request, modelId)
  await expect(readModel(request, modelId)).rejects.toMatchObject(refused('no_such_model'))
  expect(await listModels(request)).toEqual([])
})

it('cannot be made to depend on itself by two who ask for each other at once', async () => {
  const { define, send, work, request } = await living()
  const asks = (trait: string) => ({ fit: [{ label: 'x', points: 1, rule: rule({ trait, op: 'exists' }) }] })
  const made = await atOnce(stores, request, [() => define('a', asks('b_score')), () => define('b', asks('a_score'))])
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'bad_rule' } })
  await send(does('ada', 'Visit'))
  await work()
})

it('refuses expressions that cannot be read, takes those that would hang others, and the worker goes on', async () => {
  const { define, send, work, all } = await living()
  const named = (value: string): SegmentWhere => ({ trait: 'name', op: 'matches', value })
  const did = (value: string) => ({ fact: 'Visit', where: [{ property: 'page', op: 'matches' as const, value }] })
  const where = (value: string): Partial<ScoreModel>[] => [
    { who: rule(named(value)) },
    { fit: [{ label: 'x', points: 1, rule: rule({ count: did(value), op: 'atLeast', value: 1 }) }] },
    { engagement: { target: 100, rules: [{ ...visits, facts: did(value) }] } },
    { stages: [{ name: 'A' }, { name: 'B', rule: rule({ edge: 'last', of: did(value), is: { property: 'page', op: 'exists' } }) }] },
  ]
  for (const model of where('(.*')) await expect(define('lead', model)).rejects.toMatchObject({ code: 'bad_rule' })
  for (const [place, model] of where('(.*)*x$').entries()) await define(`m${place}`, model)
  const page = `${'a'.repeat(5000)}y`
  await send([
    { userId: 'ada', event: 'Visit', properties: { page } },
    { userId: 'ada', type: 'identify', traits: { name: page } },
  ])
  await work()
  expect(await all('score', 'm1')).toEqual({ ada: 10 })
  expect(await all('score', 'm0')).toEqual({})
})

it('goes from everybody when it is deleted', async () => {
  const { define, request, send, work, all } = await living()
  const modelId = await define('lead', { stages })
  await define('kept', {})
  await send(does('ada', 'Visit', 3))
  await work()
  await removeModel(request, modelId)
  await send(does('ada', 'Visit'))
  await work()
  for (const part of ['score', 'stage'] as const) expect(await all(part)).toEqual({})
  expect(await all('score', 'kept')).toEqual({ ada: 40 })
})
