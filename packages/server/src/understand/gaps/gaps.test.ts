import { newcombe, shareOf } from '@percorso/maths'
import type { Gap, GapKey, Gaps, JourneyVariants, MapDocument, MapStep } from '@percorso/contract'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../ground/index.ts'
import { eraseDue } from '../../record/privacy/index.ts'
import { peopleData, publishMoves } from '../../record/profiles/index.ts'
import { buildMember, buildWorkspace, recordFacts, silentLog, testStores } from '../../testing/index.ts'
import type { TestWorkspace } from '../../testing/index.ts'
import { buildTestApp } from '../../testing/test-app.ts'

const MINUTE_MS = 60_000
const FROM = Date.parse('2026-03-01T10:00:00Z')
const SPAN = { from: '2026-03-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' }
const SLOW = { timeout: 120_000 }
const NAMES = ['View', 'Cart', 'Order', 'Delivery', 'Support']

const stores = await testStores()
const app = buildTestApp(stores, { log: pino({ level: 'error' }) }) // says why, if a request fails
beforeAll(() => app.ready())
afterAll(() => app.close())

type Draft = Partial<MapStep> & { met?: string[] }
type World = { workspace: TestWorkspace; ids: Record<string, number>; call: <T>(path: string, body?: object) => Promise<T>; refusal: (path: string, body?: object) => Promise<unknown> } // prettier-ignore

async function buildWorld(): Promise<World> {
  const workspace = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, workspace)
  const send = (path: string, body?: object) => app.inject({ method: body ? 'POST' : 'GET', url: `/api/v1${path}`, headers: { cookie, 'sec-fetch-site': 'same-origin' }, ...(body && { payload: body }) }) // prettier-ignore
  const call = async <T>(path: string, body?: object) => {
    const answer = await send(path, body)
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`)
    return answer.json<T>()
  }
  const refusal = async (path: string, body?: object) => {
    const answer = await send(path, body)
    return { status: answer.statusCode, ...answer.json<{ code: string }>() }
  }
  const ids: Record<string, number> = {}
  for (const name of NAMES) {
    const touchpoint = { name, channel: 'web', stage: 'during', matches: [{ fact: name }] }
    ids[name] = (await call<{ touchpointId: number }>('/touchpoints', touchpoint)).touchpointId
  }
  return { workspace, ids, call, refusal }
}

const whoIs = (who: string): Record<string, string> => (who.startsWith('device') ? { anonymous_id: who } : { user_id: who })

/** Somebody's facts, one each minute from a minute on. A letter is a touchpoint by its first; others are facts by their name. */
async function live(
  { workspace }: World,
  whose: string | [string, number],
  facts: (string | [string, Record<string, unknown>])[],
): Promise<void> {
  const [who, minute] = typeof whose === 'string' ? [whose, 0] : whose
  const drafts = facts.map((fact, k) => {
    const [name, properties] = typeof fact === 'string' ? [fact, {}] : fact
    const event = NAMES.find(([initial]) => initial === name) ?? name
    const time = new Date(FROM + (minute + k) * MINUTE_MS).toISOString()
    return {
      who: whoIs(who),
      event,
      properties,
      time,
      messageId: `${who}-${workspace.workspaceId}-${minute + k}`,
    }
  })
  await recordFacts(stores, workspace, drafts)
}

function documentOf({ ids }: World, steps: Record<string, Draft>, more: Partial<MapDocument> = {}): MapDocument {
  const whole = Object.entries(steps).map(([key, { met = [], ...draft }], place) => [
    key,
    { name: `Step ${key}`, stage: 'all', place, branch: '', optional: false, repeats: false, within: null, score: null, failed: [], touchpoints: met.map((name) => ids[name] ?? 999_999), ...draft },
  ]) // prettier-ignore
  return {
    name: 'Buying',
    about: '',
    kind: 'desired',
    persona: { name: 'Ada', about: '', goals: '', segmentId: null },
    question: null,
    stages: { all: { name: 'All', place: 1, phase: 'during', order: 'drawn', repeats: false } },
    steps: Object.fromEntries(whole) as Record<string, MapStep>,
    lanes: {},
    cells: {},
    ...more,
  }
}

const LINE = { v: { met: ['View'] }, c: { met: ['Cart'] }, o: { met: ['Order'] }, d: { met: ['Delivery'] } }

async function drawMap({ call }: World, document: MapDocument): Promise<number> {
  return (await call<{ mapId: number }>('/maps', { document })).mapId
}

const shown = (gaps: Gap[]) => gaps.map(({ gap, times, journeys, people }) => [gap, times, journeys.count, people] as const)
const only = (gaps: Gap[], wanted: GapKey) => gaps.find(({ gap }) => JSON.stringify(gap) === JSON.stringify(wanted))!

test('gaps in the words of customers, with people, shares and what goes with them', SLOW, async () => {
  const world = await buildWorld()
  const { ids, call } = world
  for (const who of ['ann', 'bob', 'cid']) await live(world, who, ['V', 'C', 'O', 'D', 'Liked'])
  for (const who of ['dan', 'eve']) await live(world, who, ['V', 'C', 'O'])
  await live(world, 'fay', ['V', 'O', 'C', 'D', 'Liked'])
  await live(world, 'gus', ['V', 'C', 'S', 'S', 'O', 'D'])
  const mapId = await drawMap(world, documentOf(world, LINE))
  const found = await call<Gaps>(`/maps/${mapId}/gaps`, { ...SPAN, outcome: { match: { fact: 'Liked' } } })
  expect(found).toMatchObject({ journeys: 7, people: 7, unaligned: { journeys: 0, variants: 0 }, stepsLeast: 4 })
  expect(found.fitting).toEqual({ ...shareOf(3, 7), count: 3 })
  expect(found.meanFitness).toBeCloseTo((3 + 2 * (1 - 1 / 7) + (1 - 2 / 8) + (1 - 2 / 10)) / 7, 12)
  expect(found.outcome).toEqual({ ...shareOf(4, 7), count: 4 })
  const skipped: GapKey = { kind: 'missing', step: 'd' }
  const support: GapKey = { kind: 'adHoc', touchpointId: ids['Support']! }
  const elsewhere = found.gaps.find(({ gap }) => gap.kind === 'wrongOrder')!.gap // which of the two it was cannot be told
  expect(shown(found.gaps).toSorted(([, a], [, b]) => b! - a!)).toEqual([[skipped, 2, 2, 2], [support, 2, 1, 1], [elsewhere, 1, 1, 1]]) // prettier-ignore
  expect(only(found.gaps, skipped)).toMatchObject({
    name: 'Step d',
    effect: { withGap: { share: 0, n: 2 }, withoutGap: { share: 4 / 5, n: 5 }, ...newcombe({ count: 0, n: 2 }, { count: 4, n: 5 }) },
  })
  expect(found.gaps[0]!.gap).toEqual(skipped)

  const { items } = await call<{ items: { head: { value: string } }[] }>(`/maps/${mapId}/gaps/people`, { ...SPAN, gap: skipped })
  expect(items.map(({ head }) => head.value).sort()).toEqual(['dan', 'eve'])
})

test('all numbers are those of the journeys that the explorer shows', SLOW, async () => {
  const world = await buildWorld()
  const ways = [['V', 'C', 'O', 'D'], ['V', 'O'], ['S'], ['V', 'V', 'C', 'O', 'D'], ['D', 'O', 'C', 'V'], ['V', 'C', 'S', 'O', 'D']]
  for (let n = 0; n < 24; n += 1) await live(world, [`p${n}`, n], ways[n % ways.length]!)
  for (let n = 0; n < 8; n += 1) await live(world, [`p${n}`, 10_000 + n], ways[(n * 5) % ways.length]!)
  const question = { by: { kind: 'session' as const, gap_minutes: 60 } }
  const mapId = await drawMap(world, documentOf(world, LINE, { question: question as MapDocument['question'] }))
  const found = await world.call<Gaps>(`/maps/${mapId}/gaps`, SPAN)
  const variants = await world.call<JourneyVariants>('/journeys/variants', { question: found.question, limit: 500 })
  expect(found.journeys).toBe(variants.cases)
  const cases = (is: (steps: string[]) => boolean) =>
    variants.items.filter(({ steps }) => is(steps)).reduce((sum, item) => sum + item.cases, 0)
  const { ids } = world
  const wanted = ['View', 'Cart', 'Order', 'Delivery'].map((name) => String(ids[name]))
  expect(found.fitting.count).toBe(cases((steps) => steps.join() === wanted.join()))
  const support = only(found.gaps, { kind: 'adHoc', touchpointId: ids['Support']! })
  expect(support.journeys.count).toBe(cases((steps) => steps.includes(String(ids['Support']))))
  const skipped = only(found.gaps, { kind: 'missing', step: 'v' })
  expect(skipped.journeys.count).toBe(cases((steps) => !steps.includes(String(ids['View']))))
  expect(found.gaps.every(({ journeys, people }) => people <= journeys.count && journeys.n === found.journeys)).toBe(true)

  const { months } = await world.call<{ months: { month: string; count: number; n: number }[] }>(`/maps/${mapId}/gaps/parts`, SPAN)
  expect(months.reduce((sum, { n }) => sum + n, 0)).toBe(found.journeys)
  expect(months.reduce((sum, { count }) => sum + count, 0)).toBe(found.fitting.count)
})

test('what went wrong, how long it took and how it was, against what is expected', SLOW, async () => {
  const world = await buildWorld()
  const { call } = world
  await live(world, 'ann', ['V', 'C', 'O', 'Late', ['Rated', { stars: 2 }], 'D'])
  await live(world, 'bob', ['V', 'C', 'O', 'D', ['Rated', { stars: 5 }]])
  await live(world, 'cid', ['V', 'C', 'O'])
  await live(world, ['cid', 100], ['Late'])
  await live(world, 'dot', ['Late', ['Rated', { stars: 1 }]])
  await live(world, ['dot', 500], ['V', 'C', 'O', 'D', ['Rated', { stars: 'five' }]])
  const steps = {
    ...LINE,
    d: {
      met: ['Delivery'],
      within: { n: 2, unit: 'minutes' as const },
      failed: [{ fact: 'Late' }],
      score: { of: { fact: 'Rated' }, property: 'stars', least: 4 },
    },
  }
  const mapId = await drawMap(world, documentOf(world, steps))
  const found = await call<Gaps>(`/maps/${mapId}/gaps`, SPAN)
  const failed: GapKey = { kind: 'failed', step: 'd' }
  expect(only(found.gaps, failed)).toMatchObject({ times: null, journeys: { count: 1, n: 4 }, people: 1, effect: null })
  const { items } = await call<{ items: { head: { value: string } }[] }>(`/maps/${mapId}/gaps/people`, { ...SPAN, gap: failed })
  expect(items.map(({ head }) => head.value)).toEqual(['ann'])
  const delivery = found.steps.find(({ step }) => step === 'd')!
  expect(delivery).toMatchObject({
    met: { count: 3, n: 4 },
    duration: { n: 3, median_ms: MINUTE_MS, expected_ms: 2 * MINUTE_MS, within: { count: 2, n: 3 } },
    score: { n: 2, mean: 3.5, least: 4 },
  })
  expect(delivery.score!.low).toBeCloseTo(3.5 - 1.959964 * 1.5, 4)
  expect(found.steps[0]!.duration).toMatchObject({ n: 0, median_ms: null, within: null })
})

test('people of a gap come page by page, as one if they were merged, and not at all once they are erased', SLOW, async () => {
  const world = await buildWorld()
  const { workspace, call } = world
  for (const who of ['device', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']) await live(world, who, ['V', 'C'])
  const mapId = await drawMap(world, documentOf(world, LINE))
  const gap: GapKey = { kind: 'missing', step: 'd' }
  type Page = { items: { profileId: string; head: { value: string } }[]; next: string | null }
  const all = async () => {
    const items: Page['items'] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page = await call(`/maps/${mapId}/gaps/people`, { ...SPAN, gap, limit: 3, ...(cursor && { cursor }) })
      items.push(...page.items)
      cursor = page.next
    }
    return items
  }
  const before = await all()
  expect(before.map(({ head }) => head.value).sort()).toEqual(['device', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
  expect((await all()).map(({ profileId }) => profileId)).toEqual(before.map(({ profileId }) => profileId))

  await recordFacts(stores, workspace, [{ who: { user_id: 'p1', anonymous_id: 'device' }, time: new Date(FROM).toISOString() }])
  expect(await all()).toHaveLength(6) // the warehouse knows of no merge yet
  await publishMoves(stores)
  expect(await all()).toHaveLength(6)
  const merged = await call<Gaps>(`/maps/${mapId}/gaps`, SPAN)
  expect(merged).toMatchObject({ people: 6, journeys: 6 })

  await call(`/privacy/people/${before[6]!.profileId}/erase`, {})
  await eraseDue({ stores, rooms: [peopleData], dataDir: stores.dataDir, clock: systemClock, log: silentLog })
  expect((await all()).map(({ profileId }) => profileId)).not.toContain(before[6]!.profileId)
})

test('parts: by month in the time zone of the workspace, and by segment', SLOW, async () => {
  const world = await buildWorld()
  const { call } = world
  await live(world, 'ann', ['V', 'C', 'O', 'D'])
  await live(world, ['bob', 60 * 24 * 40], ['V', 'C'])
  await live(world, ['cid', 60 * 24 * 41], ['V', 'C', 'O', 'D'])
  const { rows } = await stores.postgres.system.query<{ id: number }>(
    `insert into segments (workspace_id, name, rule, state, created_at, created_by, changed_at, changed_by) values ($1, 'Bobs', '{}', 'live', now(), 't', now(), 't') returning segment_id as id`,
    [world.workspace.workspaceId],
  )
  const segmentId = rows[0]!.id
  await stores.postgres.system.query(
    `insert into segment_members (workspace_id, segment_id, profile_id, since, because)
     select workspace_id, $2, profile_id, now(), '{}' from identifiers where workspace_id = $1 and value in ('ann', 'bob')`,
    [world.workspace.workspaceId, segmentId],
  )
  const mapId = await drawMap(world, documentOf(world, LINE))
  const parts = await call(`/maps/${mapId}/gaps/parts`, { ...SPAN, segmentIds: [segmentId, 999_999] })
  expect(parts).toMatchObject({
    months: [{ month: '2026-03-01T00:00:00.000Z', count: 1, n: 1 }, { month: '2026-04-01T00:00:00.000Z', count: 1, n: 2 }],
    segments: [{ segmentId, name: 'Bobs', count: 1, n: 2, unaligned: 0 }],
  }) // prettier-ignore
  expect(await call<Gaps>(`/maps/${mapId}/gaps`, { ...SPAN, segmentId })).toMatchObject({ journeys: 2, fitting: { count: 1 } })
})

test('maps without steps, of touchpoints that are gone, or not there at all', SLOW, async () => {
  const world = await buildWorld()
  const { call, refusal } = world
  await live(world, 'ann', ['V', 'C'])
  const empty = await call<Gaps>(`/maps/${await drawMap(world, documentOf(world, {}))}/gaps`, SPAN)
  expect(empty).toMatchObject({ journeys: 1, fitting: { count: 0 }, stepsLeast: 0, steps: [] })
  expect(empty.gaps.map(({ gap }) => gap.kind)).toEqual(['adHoc', 'adHoc'])
  const gone = await call<Gaps>(
    `/maps/${await drawMap(world, documentOf(world, { v: { met: ['View'] }, x: { met: ['Gone'] }, c: { met: ['Cart'] } }))}/gaps`,
    SPAN,
  )
  expect(gone).toMatchObject({ fitting: { count: 1 }, stepsLeast: 2 })
  expect(gone.steps.map(({ seen }) => seen)).toEqual([true, false, true])
  const nobody = await call<Gaps>(`/maps/${await drawMap(world, documentOf(world, LINE))}/gaps`, {
    from: SPAN.to,
    to: '2026-07-01T00:00:00.000Z',
  })
  expect(nobody).toMatchObject({ journeys: 0, people: 0, meanFitness: null, fitting: { share: null, n: 0 }, gaps: [] })
  expect(await refusal('/maps/999999/gaps', SPAN)).toMatchObject({ status: 404, code: 'no_such_map' })
  const wide = Object.fromEntries(Array.from({ length: 13 }, (_, k) => [`s${k}`, { met: ['View'] }]))
  const any = documentOf(world, wide, { stages: { all: { name: 'All', place: 1, phase: 'during', order: 'any', repeats: false } } })
  expect(await refusal(`/maps/${await drawMap(world, any)}/gaps`, SPAN)).toMatchObject({ status: 422, code: 'too_much_in_any_order' })
  expect(await refusal(`/maps/${await drawMap(world, documentOf(world, LINE))}/gaps`, { ...SPAN, outcome: { match: { fact: "'; drop table facts --" } } })).toMatchObject({ status: 200, journeys: 1 }) // prettier-ignore
})

test('journeys longer than 200 steps are left out, and told', SLOW, async () => {
  const world = await buildWorld()
  await live(world, 'ann', ['V', 'C', 'O', 'D'])
  await live(
    world,
    'bob',
    Array.from({ length: 201 }, () => 'V'),
  )
  const found = await world.call<Gaps>(`/maps/${await drawMap(world, documentOf(world, LINE))}/gaps`, SPAN)
  expect(found).toMatchObject({ journeys: 2, unaligned: { journeys: 1, variants: 1 }, fitting: { count: 1, n: 1 }, gaps: [] })
})

test('thousands of ways through, and facts of thousands of names that are no touchpoint', SLOW, async () => {
  const world = await buildWorld()
  const { workspace, call } = world
  const SIDE = 71
  for (let n = 0; n < SIDE - NAMES.length; n += 1) {
    await call('/touchpoints', { name: `T${n}`, channel: 'web', stage: 'during', matches: [{ fact: `T${n}` }] })
  }
  const names = [...NAMES, ...Array.from({ length: SIDE - NAMES.length }, (_, n) => `T${n}`)]
  const drafts = Array.from({ length: SIDE * SIDE }, (_, n) => {
    const minute = Math.floor(n / SIDE) * 600
    const events = [names[n % SIDE]!, names[Math.floor(n / SIDE)]!, `Other ${n}`]
    return events.map((event, k) => ({
      who: { user_id: `p${n % SIDE}` },
      event,
      time: new Date(FROM + (minute + k) * MINUTE_MS).toISOString(),
      messageId: `w${workspace.workspaceId}-${n}-${k}`,
    }))
  }).flat()
  await recordFacts(stores, workspace, drafts)
  const question = { by: { kind: 'session' as const, gap_minutes: 60 } }
  const mapId = await drawMap(
    world,
    documentOf(world, { v: { met: ['View'] }, c: { met: ['Cart'] } }, { question: question as MapDocument['question'] }),
  )
  const found = await call<Gaps>(`/maps/${mapId}/gaps`, { ...SPAN, outcome: { match: { fact: 'Other 71' } } })
  expect(found).toMatchObject({
    journeys: SIDE * SIDE,
    people: SIDE,
    unaligned: { journeys: 0, variants: 0 },
    fitting: { count: 1 },
    outcome: { count: 1 },
  })
  expect(found.gaps.filter(({ gap }) => gap.kind === 'adHoc')).toHaveLength(SIDE - 2)
  expect(only(found.gaps, { kind: 'missing', step: 'v' }).journeys.count).toBe((SIDE - 1) * (SIDE - 1))
})

test('journeys of accounts: the gaps of all their people together, and those people', SLOW, async () => {
  const world = await buildWorld()
  const { workspace, call } = world
  const did = ([user_id, accountId]: [string, string], minute: number, event: string) => ({ who: { user_id }, accountId, event, time: new Date(FROM + minute * MINUTE_MS).toISOString(), messageId: `acc${workspace.workspaceId}-${minute}` })
  await recordFacts(stores, workspace, [
    did(['ann', 'acme'], 0, 'View'), did(['bob', 'acme'], 1, 'Cart'), did(['ann', 'acme'], 2, 'Liked'),
    did(['cid', 'home'], 3, 'View'), did(['dan', 'home'], 4, 'Support'), did(['eve', 'other'], 5, 'View'), did(['eve', 'other'], 6, 'Cart'),
  ])
  const question = { by: { kind: 'account' as const } }
  const mapId = await drawMap(world, documentOf(world, { v: { met: ['View'] }, c: { met: ['Cart'] } }, { question: question as MapDocument['question'] }))
  const found = await call<Gaps>(`/maps/${mapId}/gaps`, { ...SPAN, outcome: { match: { fact: 'Liked' } } })
  const skipped: GapKey = { kind: 'missing', step: 'c' }
  expect(found).toMatchObject({ journeys: 3, outcome: { count: 1, n: 3 } })
  expect(only(found.gaps, skipped)).toMatchObject({ journeys: { count: 1 }, effect: { withGap: { share: 0 } } })
  const { items } = await call<{ items: { head: { value: string } }[] }>(`/maps/${mapId}/gaps/people`, { ...SPAN, gap: skipped })
  expect(items.map(({ head }) => head.value).sort()).toEqual(['cid', 'dan'])
}) // prettier-ignore
