import { call } from '@orpc/server'
import type { SegmentWhere } from '@percorso/contract'
import { expect, it } from 'vitest'
import { eraseDue, privacyRoutes } from '../../record/privacy/index.ts'
import { joinByHand, undoMerge } from '../../record/profiles/index.ts'
import { buildWorkspace, idOf, recordFacts, silentLog, testStores } from '../../testing/index.ts'
import { createFollowing, ruleOf } from '../../testing/following.ts'
import { systemClock } from '../../ground/index.ts'
import { createFollower } from '../../understand/following/index.ts'
import { createSegment, segmentRoutes } from '../../understand/segments/index.ts'
import { addMembers, createSet, setRoutes, setsData, takeMembersOut } from '../../understand/sets/index.ts'
import { personalData } from '../personal-data.ts'

const stores = await testStores()
const START = Date.UTC(2026, 2, 1, 12)
const following = { ...stores, follower: createFollower(systemClock) }
const routes = setRoutes(following).sets
const segments = segmentRoutes(following).segments

async function living() {
  const workspace = await buildWorkspace(stores)
  const world = createFollowing(stores, workspace, START)
  const { request: context, follower } = world
  const changing = { request: context, follower, postgres: stores.postgres }
  const setId = await createSet(context, { name: 'Fair visitors', description: '' })
  return {
    ...world,
    context,
    workspace,
    setId,
    add: (kind: string, values: string[]) => addMembers(changing, { setId, kind, values }),
    takeOut: (kind: string, values: string[]) => takeMembersOut(changing, { setId, kind, values }),
    read: () => call(routes.get, { setId }, { context }),
    shown: async () => (await call(routes.members, { setId, limit: 200 }, { context })).items,
    define: async (where: SegmentWhere, name = 'From the fair') =>
      (await createSegment(context, { name, description: '', rule: ruleOf(where) })).segmentId,
    members: async (segmentId: number) => (await call(segments.members, { segmentId, limit: 200 }, { context })).items,
    told: () =>
      stores.warehouse.query<{ who: string; name: string; because: string }>(
        `select user_id as who, name, toString(properties.because.kind) as because from facts
         where workspace_id = {id:UInt32} and name in ('Segment Entered', 'Segment Left') order by time, who`,
        { id: workspace.workspaceId },
      ),
  }
}

const seen = (userId: string, more: object = {}) => ({ userId, event: 'Seen', ...more })
const names = (people: { head: { value: string } }[]) => people.map(({ head }) => head.value).sort()

it('lets people in and out as they are put into a set and taken out, known already or not, and says why', async () => {
  const { send, work, add, takeOut, define, members, setId, told, read, clock } = await living()
  await send([seen('ada'), seen('bo')])
  await work()
  const segment = await define({ set: setId })
  await work()
  expect(await add('user_id', ['ada', 'cy', ' ada ', 'ada'])).toEqual({ added: 2, already: 2, refused: [], size: 2 })
  expect(await members(segment)).toMatchObject([{ head: { value: 'ada' }, because: { kind: 'set', setId, name: 'Fair visitors' } }])
  expect(await read()).toMatchObject({ size: 2, people: { count: 1, exact: true }, usedBy: [{ kind: 'segment', name: 'From the fair' }] })
  clock.advance(1_000)
  await send([seen('cy')])
  await work()
  expect(names(await members(segment))).toEqual(['ada', 'cy'])
  clock.advance(1_000)
  expect(await takeOut('user_id', ['ada', 'dee'])).toEqual({ removed: 1, absent: 1, refused: [], size: 1 })
  await work()
  expect(names(await members(segment))).toEqual(['cy'])
  expect(await told()).toEqual([
    { who: 'ada', name: 'Segment Entered', because: 'set' },
    { who: 'cy', name: 'Segment Entered', because: 'fact' },
    { who: 'ada', name: 'Segment Left', because: 'set' },
  ])
})

it('finds in a set whoever was in it before the rule, also in previews and explanations', async () => {
  const { send, work, add, define, members, setId, context, workspace } = await living()
  await send([seen('ada'), seen('bo'), seen('cy')])
  await add('user_id', ['ada', 'bo'])
  await work()
  const where: SegmentWhere = { all: [{ set: setId }, { not: { identifier: 'user_id', op: 'equals', value: 'bo' } }] }
  expect(await call(segments.preview, { rule: ruleOf(where) }, { context })).toMatchObject({ count: 1, exact: true })
  const profileId = idOf(workspace, 'user_id', 'ada')
  expect(await call(segments.evaluate, { rule: ruleOf(where), profileId }, { context })).toMatchObject({ holds: true })
  const segment = await define(where)
  await work()
  expect(names(await members(segment))).toEqual(['ada'])
  expect(await call(segments.explain, { segmentId: segment, profileId }, { context })).toMatchObject({
    member: true,
    why: { parts: [{ leaf: { set: setId }, holds: true }, { holds: true }] },
  })
})

it('goes with identifiers when people are merged and parted', async () => {
  const { send, work, add, define, members, setId, workspace, context, clock, shown } = await living()
  const { workspaceId } = workspace
  await send([seen('ada'), { anonymousId: 'laptop', event: 'Seen' }])
  await add('anonymous_id', ['laptop'])
  const segment = await define({ set: setId })
  await work()
  expect(names(await members(segment))).toEqual(['laptop'])
  const [a, b] = [idOf(workspace, 'user_id', 'ada'), idOf(workspace, 'anonymous_id', 'laptop')]
  await context.inWorkspace((db) => joinByHand({ db, workspaceId }, { a, b }, { at: clock.now(), messageId: 'join', sourceId: 1 }))
  await work()
  expect(names(await members(segment))).toEqual(['ada'])
  await add('user_id', ['ada'])
  expect(await shown()).toHaveLength(1) // once, though both of her identifiers are in it
  await context.inWorkspace((db) => undoMerge({ db, workspaceId }, { a, b }, 'test'))
  await work()
  expect(names(await members(segment))).toEqual(['ada', 'laptop'])
})

it('refuses what is no identifier, place by place, and keeps nothing of it', async () => {
  const { add, read } = await living()
  const odd = ['ada@example.org', '', '  ', 'x'.repeat(1_000_000), 'no address', 'a@b.c\0', '\uD800@b.c', 'test@test.com', '=cmd()|a@b.c']
  expect(await add('email', odd)).toEqual({
    added: 2,
    already: 0,
    size: 2,
    refused: [
      { place: 1, reason: 'empty' },
      { place: 2, reason: 'empty' },
      { place: 3, reason: 'tooLong' },
      { place: 4, reason: 'malformed' },
      { place: 5, reason: 'malformed' },
      { place: 6, reason: 'malformed' },
      { place: 7, reason: 'meaningless' },
    ],
  })
  expect(await add('phone', ['+48 600-100 (200)', '0048600100200', 'call me'])).toMatchObject({ added: 1, already: 1 })
  expect(await add('email', [' ADA@example.ORG '])).toMatchObject({ added: 0, already: 1 })
  expect((await read()).people).toMatchObject({ count: 0, exact: true })
})

it('takes ten thousand values at once, and judges their people part by part', { timeout: 120_000 }, async () => {
  const { send, work, add, takeOut, define, members, setId, read, told, context } = await living()
  const known = Array.from({ length: 1_200 }, (_, n) => `u${n}`)
  for (let from = 0; from < known.length; from += 400) await send(known.slice(from, from + 400).map((id) => seen(id)))
  await work()
  const segment = await define({ set: setId })
  await work()
  const values = Array.from({ length: 10_000 }, (_, n) => `u${n}`)
  expect(await add('user_id', values)).toEqual({ added: 10_000, already: 0, refused: [], size: 10_000 })
  expect(await members(segment)).toEqual([]) // too many to wait for
  await work()
  const size = async () => (await call(segments.get, { segmentId: segment }, { context })).size
  expect(await size()).toBe(1_200)
  expect((await told()).filter(({ because }) => because === 'set')).toHaveLength(1_200)
  expect(await read()).toMatchObject({ size: 10_000, people: { count: 1_200, exact: true } })
  expect(await add('user_id', values)).toMatchObject({ added: 0, already: 10_000 })
  await takeOut('user_id', values.slice(10))
  await work()
  expect(await size()).toBe(10)
})

it('estimates how many people are in a very large set, once each', { timeout: 120_000 }, async () => {
  const { send, work, add, read, shown } = await living()
  const people = Array.from({ length: 500 }, (_, n) => ({ userId: `u${n}`, anonymousId: `d${n}`, event: 'Seen' }))
  await send(people)
  await work()
  for (let from = 0; from < 30_000; from += 10_000)
    await add(
      'user_id',
      Array.from({ length: 10_000 }, (_, n) => `u${from + n}`),
    )
  await add(
    'anonymous_id',
    Array.from({ length: 500 }, (_, n) => `d${n}`),
  )
  const { size, people: counted } = await read()
  expect(size).toBe(30_500)
  expect(counted.exact).toBe(false)
  expect(counted.low).toBeLessThanOrEqual(500)
  expect(counted.high).toBeGreaterThanOrEqual(500)
  expect(counted.high - counted.low).toBeLessThan(150)
  expect(await shown()).toHaveLength(200)
})

it('forgets who is erased, takes them for nobody when an old list comes again, and for somebody once they have come back', async () => {
  const { send, work, add, read, workspace, context, clock, define, setId, members } = await living()
  const { workspaceId } = workspace
  await send([seen('ada', { context: { traits: { email: 'ada@example.org' } } }), seen('bo')])
  await work()
  await add('email', ['ada@example.org'])
  await add('user_id', ['bo', 'nobody-yet'])
  const segment = await define({ set: setId })
  await work()
  const subject = {
    workspaceId,
    identifiers: [{ id: idOf(workspace, 'email', 'ada@example.org'), kind: 'email', value: 'ada@example.org' }],
  }
  expect(await setsData.count(stores, subject)).toEqual({ sets: 1 })
  const [file] = setsData.files(stores, subject)
  const chunks: unknown[] = []
  for await (const chunk of file!.content()) chunks.push(chunk)
  expect(JSON.parse(chunks.join(''))).toMatchObject([{ set: 'Fair visitors' }])

  const rooms = personalData(stores.dataDir)
  const { privacy } = privacyRoutes({ stores, rooms })
  await call(privacy.erase, { profileId: idOf(workspace, 'user_id', 'ada') }, { context })
  await eraseDue({ stores, rooms, log: silentLog, dataDir: stores.dataDir, clock })
  expect(await read()).toMatchObject({ size: 2 })
  expect(names(await members(segment))).toEqual(['bo'])
  expect(await add('email', ['ada@example.org', 'eve@example.org'])).toEqual({
    added: 1,
    already: 0,
    refused: [{ place: 0, reason: 'erased' }],
    size: 3,
  })
  await recordFacts(stores, workspace, [
    { who: { user_id: 'ada-2', email: 'ada@example.org' }, time: '2030-01-01T00:00:00Z', event: 'Seen' },
  ])
  expect(await add('email', ['ada@example.org'])).toMatchObject({ added: 1, refused: [] })
})

it('is deleted only when no rule names it, and no rule names what is not there', async () => {
  const { define, setId, context, add } = await living()
  await add('user_id', ['ada'])
  const segment = await define({ not: { set: setId } })
  const remove = () => call(routes.remove, { setId }, { context })
  await expect(remove()).rejects.toMatchObject({ code: 'in_use', status: 409 })
  await expect(define({ set: 999_999 }, 'Other')).rejects.toMatchObject({ code: 'bad_rule' })
  await expect(createSet(context, { name: 'Fair visitors', description: '' })).rejects.toMatchObject({ code: 'name_taken' })
  const changed = await call(routes.change, { setId, name: 'Visitors', description: 'Of the fair in May' }, { context })
  expect(changed).toMatchObject({ name: 'Visitors', description: 'Of the fair in May', size: 1 })
  await call(segments.remove, { segmentId: segment }, { context })
  expect(await remove()).toEqual({ deleted: true })
  await expect(remove()).rejects.toMatchObject({ code: 'no_such_set', status: 404 })
})
