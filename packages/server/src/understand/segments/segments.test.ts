import type { SegmentWhere } from '@percorso/contract'
import { expect, it } from 'vitest'
import { joinByHand, undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, testStores } from '../../testing/index.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import { changeSegment, createSegment, removeSegment } from './define-segment.ts'
import { fillPart } from '../following/index.ts'
import { listMembers, readSegment } from './show-segments.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const DAY = 86_400_000

async function living() {
  const workspace = await buildWorkspace(stores)
  const world = createFollowing(stores, workspace, START)
  const define = async (name: string, where: SegmentWhere) =>
    (await createSegment(world.request, { name, description: '', rule: ruleOf(where) })).segmentId
  const members = async (segmentId: number) => {
    const { items } = await listMembers(world.request, { segmentId, limit: 200 })
    return items.map(({ head }) => head.value).sort()
  }
  return { ...world, workspace, define, members, advance: (ms: number) => world.clock.advance(ms) }
}

const order = (userId: string, total = 10, at = START) => ({
  userId,
  event: 'Order Completed',
  properties: { total },
  timestamp: new Date(at).toISOString(),
})
const boughtTwice: SegmentWhere = { count: { fact: 'Order Completed' }, within: { last: { n: 90, unit: 'days' } }, op: 'atLeast', value: 2 }

it('lets people in when a fact makes the rule true, and out when time makes it false', async () => {
  const { send, work, define, members, advance } = await living()
  const segment = await define('Bought twice', boughtTwice)
  await work()
  await send([order('ada'), order('ada', 20, START - 10 * DAY), order('bo')])
  await work()
  expect(await members(segment)).toEqual(['ada'])
  advance(80 * DAY)
  await work()
  expect(await members(segment)).toEqual([])
})

it('finds in what has been who is meant, and goes on live from there', async () => {
  const { send, work, process, define, members } = await living()
  await send([order('ada'), order('bo'), { userId: 'cy', event: 'Product Viewed' }])
  await work()
  const segment = await define('Bought twice', boughtTwice)
  const quiet = await define('Not bought', { not: { count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 } })
  await send([order('ada', 5)]) // comes while it is being filled
  await process()
  await work()
  expect(await members(segment)).toEqual(['ada'])
  expect(await members(quiet)).toEqual(['cy'])
  await send([order('bo', 5), order('cy')])
  await work()
  expect(await members(segment)).toEqual(['ada', 'bo'])
  expect(await members(quiet)).toEqual([])
})

it('tells because of which fact, of several that come at once', async () => {
  const { send, work, define, request } = await living()
  await send([{ userId: 'ada', event: 'Seen' }])
  const rules: [string, SegmentWhere][] = [
    ['order', { count: { fact: 'Order Completed' }, op: 'atLeast', value: 1 }],
    ['look', { count: { fact: 'Product Viewed' }, op: 'atLeast', value: 1 }],
    ['plan', { trait: 'plan', op: 'equals', value: 'gold' }],
  ]
  const segments = []
  for (const [name, where] of rules) segments.push([name, await define(name, where)] as const)
  segments.push(['whoever is in another', await define('Other', { segment: segments[0]![1] })] as const)
  await work()
  const at = (minutes: number) => ({ userId: 'ada', timestamp: new Date(START + minutes * 60_000).toISOString() })
  await send([
    { ...at(-2), event: 'Order Completed', messageId: 'order' },
    { ...at(-3), type: 'identify', traits: { plan: 'gold' }, messageId: 'plan' },
    { ...at(-1), event: 'Product Viewed', messageId: 'look' },
  ])
  await work()
  for (const [name, segmentId] of segments) {
    const { items } = await listMembers(request, { segmentId, limit: 10 })
    expect(items.map(({ because }) => because)).toMatchObject([
      { kind: 'fact', messageId: name === 'whoever is in another' ? 'order' : name },
    ])
  }
})

it('tells of who enters and leaves by facts, not of those it found at first', async () => {
  const { send, work, define, workspace, request } = await living()
  await send([order('ada'), order('ada')])
  await work()
  const segment = await define('Bought twice', boughtTwice)
  await work()
  await send([order('bo'), { ...order('bo'), messageId: 'second' }])
  await work()
  const told = await stores.warehouse.query<{ who: string; because: string }>(
    `select user_id as who, toString(properties.because.messageId) as because from facts where workspace_id = {id:UInt32} and name = 'Segment Entered'`,
    { id: workspace.workspaceId },
  )
  expect(told).toEqual([{ who: 'bo', because: 'second' }])
  const { items } = await listMembers(request, { segmentId: segment, limit: 10 })
  expect(Object.fromEntries(items.map(({ head, because }) => [head.value, because.kind]))).toEqual({ ada: 'rule', bo: 'fact' })
  expect(await readSegment(request, segment)).toMatchObject({ state: 'live', size: 2, filled: 1 })
})

it('judges people as one when they are merged, and apart when that is undone', async () => {
  const { send, work, define, members, workspace, request, clock } = await living()
  const segment = await define('Bought twice', boughtTwice)
  const gold = await define('Gold twice', { all: [{ segment }, { trait: 'plan', op: 'equals', value: 'gold' }] })
  await send([order('ada'), { anonymousId: 'laptop', event: 'Order Completed', timestamp: new Date(START).toISOString() }])
  await send([{ type: 'identify', userId: 'ada', traits: { plan: 'gold' } }])
  await work()
  expect(await members(segment)).toEqual([])
  const [a, b] = [idOf(workspace, 'user_id', 'ada'), idOf(workspace, 'anonymous_id', 'laptop')]
  await request.inWorkspace((db) =>
    joinByHand({ db, workspaceId: workspace.workspaceId }, { a, b }, { at: clock.now(), messageId: 'join', sourceId: 1 }),
  )
  await work()
  expect(await members(segment)).toEqual(['ada'])
  expect(await members(gold)).toEqual(['ada'])
  await request.inWorkspace((db) => undoMerge({ db, workspaceId: workspace.workspaceId }, { a, b }, 'test'))
  await work()
  expect(await members(segment)).toEqual([])
  expect(await members(gold)).toEqual([])
})

it('makes a version of another rule, and fills it anew, also when it needs to know more', async () => {
  const { send, work, define, members, request } = await living()
  await send([order('ada'), order('bo'), order('bo', 20, START - 200 * DAY), order('bo', 20, START - 201 * DAY)])
  await work()
  const segment = await define('Buyers', {
    count: { fact: 'Order Completed' },
    within: { last: { n: 30, unit: 'days' } },
    op: 'atLeast',
    value: 1,
  })
  await work()
  expect(await members(segment)).toEqual(['ada', 'bo'])
  await changeSegment(request, segment, {
    rule: ruleOf({ count: { fact: 'Order Completed' }, within: { last: { n: 1, unit: 'years' } }, op: 'atLeast', value: 3 }),
  })
  await work()
  expect(await members(segment)).toEqual(['bo'])
  await send([order('ada', 1), order('ada', 2)])
  await work()
  expect(await members(segment)).toEqual(['ada', 'bo'])
  await changeSegment(request, segment, { paused: true })
  await send([order('cy', 1), order('cy', 2), order('cy', 3)])
  await work()
  expect(await members(segment)).toEqual(['ada', 'bo'])
  await changeSegment(request, segment, { paused: false })
  await work()
  expect(await members(segment)).toEqual(['ada', 'bo', 'cy'])
})

it('follows the last of its rules, though the ones before were still being filled', async () => {
  const { send, work, define, members, request, follower } = await living()
  await send([order('ada'), order('ada', 1), order('bo'), { userId: 'cy', event: 'Product Viewed' }])
  await work()
  const segment = await define('Changing', boughtTwice)
  await fillPart(follower, stores)
  await changeSegment(request, segment, { rule: ruleOf({ count: { fact: 'Product Viewed' }, op: 'atLeast', value: 1 }) })
  await fillPart(follower, stores)
  await changeSegment(request, segment, { rule: ruleOf({ not: { count: { fact: 'Product Viewed' }, op: 'atLeast', value: 1 } }) })
  expect((await readSegment(request, segment)).state).toBe('filling')
  await send([{ userId: 'bo', event: 'Product Viewed' }])
  await work()
  expect(await members(segment)).toEqual(['ada'])
  const paused = await define('Paused', boughtTwice)
  await changeSegment(request, paused, { paused: true })
  await work()
  expect(await readSegment(request, paused)).toMatchObject({ state: 'paused', filled: 1 })
})

it('refuses a rule that depends on itself, or on what is not there, and keeps what others need', async () => {
  const { define, request } = await living()
  const first = await define('First', boughtTwice)
  const second = await define('Second', { not: { segment: first } })
  await expect(changeSegment(request, first, { rule: ruleOf({ any: [{ segment: second }, boughtTwice] }) })).rejects.toMatchObject({
    code: 'bad_rule',
  })
  await expect(define('Third', { segment: 999_999 })).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(define('Expression', { trait: 'city', op: 'matches', value: '(.*' })).rejects.toMatchObject({ code: 'bad_rule' })
  const unread = { fact: 'Order Completed', where: [{ property: 'shop', op: 'matches' as const, value: '(.*' }] }
  await expect(define('Facts', { count: unread, op: 'atLeast', value: 1 })).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(define('First', boughtTwice)).rejects.toMatchObject({ code: 'name_taken' })
  await expect(removeSegment(request, first)).rejects.toMatchObject({ code: 'in_use' })
  await removeSegment(request, second)
  await removeSegment(request, first)
})

it('fills part by part: what is killed in between goes on, and counts nothing twice', async () => {
  const { send, work, define, members, follower } = await living()
  await send(Array.from({ length: 30 }, (_, n) => order(`person-${n}`)).flatMap((one) => [one, { ...one, properties: { total: 1 } }]))
  await work()
  const exactlyTwo = await define('Exactly twice', { count: { fact: 'Order Completed' }, op: 'equals', value: 2 })
  await fillPart(follower, stores)
  await Promise.all([fillPart(follower, stores), fillPart(follower, stores)]) // two workers
  await work()
  expect(await members(exactlyTwo)).toHaveLength(30)
})
