import { differenceInDifferences, newcombe, shareOf } from '@percorso/maths'
import type { Initiative, InitiativeDraft, InitiativeEffect, SegmentRule } from '@percorso/contract'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildMember, buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'

const DAY_MS = 86_400_000
const SLOW = { timeout: 120_000 }
const START = Date.parse('2026-03-01T00:00:00Z')
const at = (days: number) => new Date(START + days * DAY_MS).toISOString()

const stores = await testStores()
const app = buildTestApp(stores, { log: pino({ level: 'error' }) }) // says why, if a request fails
beforeAll(() => app.ready())
afterAll(() => app.close())

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type World = { workspace: TestWorkspace; send: (method: Method, path: string, body?: object) => Promise<{ status: number; body: unknown }>; call: <T>(method: Method, path: string, body?: object) => Promise<T> } // prettier-ignore

async function buildWorld(): Promise<World> {
  const workspace = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, workspace)
  const send = async (method: Method, path: string, payload?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers: { cookie, 'sec-fetch-site': 'same-origin' }, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.json<unknown>() }
  } // prettier-ignore
  const call = async <T>(method: Method, path: string, payload?: object) => {
    const { status, body } = await send(method, path, payload)
    if (status !== 200) throw new Error(`${path}: ${JSON.stringify(body)}`)
    return body as T
  }
  return { workspace, send, call }
}

const DRAFT: InitiativeDraft = {
  name: 'Call everybody back',
  owner: 'Bea',
  hypothesis: 'Who is called back buys again.',
  mapId: null,
  about: null,
  metric: { kind: 'outcome', match: { fact: 'Bought' }, days: 30, wish: 'more' },
  target: 0.5,
  dueOn: '2026-06-01',
  state: 'planned',
  startedAt: null,
  endedAt: null,
  segmentId: null,
  control: { kind: 'random', percent: 40 },
}
const RUN = { state: 'done' as const, startedAt: at(0), endedAt: at(60) }

async function lived({ workspace }: World, facts: [who: string, day: number, event: string][]): Promise<void> {
  const drafts = facts.map(([user_id, day, event], n) => ({ who: { user_id }, time: at(day), event, messageId: `i${workspace.workspaceId}-${user_id}-${day}-${n}` }))
  await recordFacts(stores, workspace, drafts)
} // prettier-ignore

async function segmentOf({ workspace }: World, name: string, members: string[]): Promise<number> {
  const { workspaceId } = workspace
  const { rows } = await stores.postgres.system.query<{ id: number }>(
    `insert into segments (workspace_id, name, rule, state, created_at, created_by, changed_at, changed_by) values ($1, $2, '{}', 'live', now(), 't', now(), 't') returning segment_id as id`,
    [workspaceId, name],
  )
  await stores.postgres.system.query(
    `insert into segment_members (workspace_id, segment_id, profile_id, since, because)
     select workspace_id, $2, profile_id, now(), '{}' from identifiers where workspace_id = $1 and value = any($3)`,
    [workspaceId, rows[0]!.id, members],
  )
  return rows[0]!.id
}

const effectOf = async ({ call }: World, { initiativeId }: Initiative) =>
  (await call<{ effect: InitiativeEffect | null }>('GET', `/initiatives/${initiativeId}/effect`)).effect

test('an initiative is written down, begun, ended and deleted, and each is remembered', SLOW, async () => {
  const { call, send } = await buildWorld()
  const made = await call<Initiative>('POST', '/initiatives', DRAFT)
  expect(made).toMatchObject({ ...DRAFT, treated: { where: { bucket: `initiative ${made.initiativeId}`, from: 40, to: 100 } }, untreated: { where: { from: 0, to: 40 } } })
  const path = `/initiatives/${made.initiativeId}`
  expect(await call('GET', `${path}/effect`)).toEqual({ effect: null })
  const begun = await call<Initiative>('PUT', path, { draft: { ...DRAFT, state: 'running' } })
  expect(begun).toMatchObject({ state: 'running', startedAt: expect.any(String) as string, endedAt: null })
  const ended = await call<Initiative>('PUT', path, { draft: { ...DRAFT, ...RUN } })
  expect(ended).toMatchObject(RUN)
  expect(await call('GET', '/initiatives?state=done')).toMatchObject({ items: [{ initiativeId: made.initiativeId }], next: null })
  expect(await call('GET', '/initiatives?state=running')).toMatchObject({ items: [] })
  await call('DELETE', path)
  expect(await send('GET', path)).toMatchObject({ status: 404, body: { code: 'no_such_initiative' } })
  const { items } = await call<{ items: { verb: string }[] }>('GET', '/audit?kind=initiative')
  expect(items.map(({ verb }) => verb).filter((verb) => verb.startsWith('initiative'))).toEqual(['initiative.delete', 'initiative.change', 'initiative.change', 'initiative.create'])
}) // prettier-ignore

test.each<[string, object]>([
  ['a target beyond everybody', { target: 1.5 }],
  ['the share of a gap of no map', { metric: { kind: 'gap', gap: { kind: 'missing', step: 'a' } } }],
  ['an end without a beginning', { state: 'done', endedAt: at(1) }],
  ['an end before its beginning', { state: 'done', startedAt: at(2), endedAt: at(1) }],
  ['its own audience as control', { segmentId: 7, control: { kind: 'segment', segmentId: 7 } }],
  ['a control of everybody', { control: { kind: 'random', percent: 100 } }],
  ['a step that is none', { about: { kind: 'missing', step: "a'; drop table initiatives --" } }],
  ['a name of nothing', { name: ' ' }],
])('%s is refused', async (_, part) => {
  const { send } = await buildWorld()
  expect((await send('POST', '/initiatives', { ...DRAFT, ...part })).status).toBe(400)
})

test('those drawn by chance are the ones whom the rule means, and their difference was caused', SLOW, async () => {
  const world = await buildWorld()
  const { call, workspace } = world
  const names = Array.from({ length: 40 }, (_, n) => `p${n}`)
  await lived(world, names.map((who) => [who, -100, 'Came']))
  const made = await call<Initiative>('POST', '/initiatives', { ...DRAFT, ...RUN })
  const holds = async (rule: SegmentRule | null, who: string) => (await call<{ holds: boolean }>('POST', '/rules/evaluate', { rule, profileId: idOf(workspace, 'user_id', who) })).holds
  const treated: string[] = []
  for (const who of names) {
    const isTreated = await holds(made.treated, who)
    expect(await holds(made.untreated, who)).toBe(!isTreated)
    if (isTreated) treated.push(who)
  }
  const buyers = [...treated.slice(0, 15), ...names.filter((who) => !treated.includes(who)).slice(0, 2)]
  await lived(world, [...buyers.map((who): [string, number, string] => [who, 10, 'Bought']), [treated[16]!, -3, 'Bought'], [treated[17]!, 31, 'Bought']])
  const effect = (await effectOf(world, made))!
  const n = treated.length
  expect(effect).toMatchObject({ of: 'people', says: 'caused', method: 'random', complete: true, after: { from: at(0), to: at(30) }, before: { from: at(-30), to: at(0) } })
  expect(effect.treated).toEqual({ before: { ...shareOf(1, n), count: 1 }, after: { ...shareOf(15, n), count: 15 } })
  expect(effect.control!.after).toEqual({ ...shareOf(2, 40 - n), count: 2 })
  const { difference: value, low, high } = newcombe({ count: 15, n }, { count: 2, n: 40 - n })
  expect(effect.difference).toEqual({ value, low, high })
  const bought = effect.weeks.map(({ treated: group }) => group.count)
  expect(bought).toEqual([0, 0, 0, 0, 1, 0, 15, 0, 0, 0])
}) // prettier-ignore

test('against another segment the change of that is taken off, and it is an association', SLOW, async () => {
  const world = await buildWorld()
  const [here, there] = [['a', 'b', 'c', 'd'], ['w', 'x', 'y', 'z', 'a']]
  await lived(world, [...here, ...there].map((who) => [who, -100, 'Came']))
  await lived(world, [['a', -1, 'Bought'], ['a', 1, 'Bought'], ['b', 2, 'Bought'], ['c', 29.99, 'Bought'], ['w', 3, 'Bought'], ['x', -2, 'Bought'], ['x', 4, 'Bought']])
  const [segmentId, other] = [await segmentOf(world, 'Here', here), await segmentOf(world, 'There', there)]
  const made = await world.call<Initiative>('POST', '/initiatives', { ...DRAFT, ...RUN, segmentId, control: { kind: 'segment', segmentId: other } })
  expect(made).toMatchObject({ treated: { where: { segment: segmentId } }, untreated: { where: { segment: other } } })
  const effect = (await effectOf(world, made))!
  const [treated, control] = [{ before: { count: 1, n: 4 }, after: { count: 3, n: 4 } }, { before: { count: 1, n: 4 }, after: { count: 2, n: 4 } }]
  expect(effect).toMatchObject({ says: 'association', method: 'differences', treated, control, verdict: 'unknown' })
  const { difference: value, low, high } = differenceInDifferences(treated, control)
  expect(effect.difference).toEqual({ value, low, high })
}) // prettier-ignore

test('the share of journeys with a gap, before and after, against the target', SLOW, async () => {
  const world = await buildWorld()
  const { call } = world
  const ids: number[] = []
  for (const name of ['View', 'Order']) {
    const { touchpointId } = await call<{ touchpointId: number }>('POST', '/touchpoints', { name, channel: 'web', stage: 'during', matches: [{ fact: name }] })
    ids.push(touchpointId)
  }
  const step = { name: '', stage: 'all', branch: '', optional: false, repeats: false, within: null, score: null, failed: [] }
  const document = {
    name: 'Buying', about: '', kind: 'desired', persona: { name: '', about: '', goals: '', segmentId: null }, question: { by: { kind: 'session' } },
    stages: { all: { name: 'All', place: 1, phase: 'during', order: 'drawn', repeats: false } },
    steps: { v: { ...step, place: 1, touchpoints: [ids[0]] }, o: { ...step, place: 2, touchpoints: [ids[1]] } }, lanes: {}, cells: {},
  }
  const { mapId } = await call<{ mapId: number }>('POST', '/maps', { document })
  const half = 1 / 1440
  await lived(world, Array.from({ length: 60 }, (_, n): [string, number, string] => [`b${n}`, -40 + n / 2, 'View']))
  await lived(world, Array.from({ length: 60 }, (_, n): [string, number, string][] => [[`a${n}`, n / 2, 'View'], ...(n % 20 === 0 ? [] : [[`a${n}`, n / 2 + half, 'Order'] as [string, number, string]])]).flat())
  const gap = { kind: 'missing', step: 'o' }
  const draft = { ...DRAFT, ...RUN, mapId, about: gap, metric: { kind: 'gap', gap }, target: 0.2, control: { kind: 'before' } }
  const made = await call<Initiative>('POST', '/initiatives', draft)
  const effect = (await effectOf(world, made))!
  expect(effect).toMatchObject({ of: 'journeys', method: 'before', says: 'association', verdict: 'reached', control: null, complete: true })
  expect(effect.treated).toMatchObject({ before: { count: 60, n: 60 }, after: { count: 3, n: 60 } })
  expect(effect.weeks.reduce((sum, { treated: { n } }) => sum + n, 0)).toBe(120)
  expect(effect.weeks.map(({ treated: { n } }) => n)).toEqual([0, 0, 0, 10, 14, 14, 14, 8, 0, 14, 14, 14, 14, 4, 0, 0, 0, 0].slice(0, effect.weeks.length))

  const drawn = await call<Initiative>('POST', '/initiatives', { ...draft, control: { kind: 'random', percent: 50 }, target: 0.04 })
  const half_ = (await effectOf(world, drawn))!
  expect(half_.treated.after.n + half_.control!.after.n).toBe(60)
  expect(half_.treated.after.count + half_.control!.after.count).toBe(3)
  expect(half_).toMatchObject({ says: 'caused', verdict: 'unknown' })
  await call('DELETE', `/maps/${mapId}`)
  expect(await world.send('GET', `/initiatives/${made.initiativeId}/effect`)).toMatchObject({ status: 404, body: { code: 'no_such_map' } })
}) // prettier-ignore
