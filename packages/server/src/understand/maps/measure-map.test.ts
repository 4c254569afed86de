import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type {
  CellBinding,
  JourneyFunnelAnswer,
  JourneyGraph,
  JourneyQuestion,
  MapDocument,
  MapMeasures,
  PersonaNumbers,
  StoredMap,
} from '@percorso/contract'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { virtualClock } from '../../ground/index.ts'
import { buildMember, buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { createFollowing } from '../../testing/following.ts'
import { buildTestApp } from '../../testing/test-app.ts'

const stores = await testStores()
const NOW = Date.now()
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const app = buildTestApp(stores, { clock: virtualClock(NOW) })
await app.ready()
afterAll(() => app.close())

const EVENTS = ['Seen', 'Visited', 'Bought']
const cellOf = (binding: CellBinding) => ({
  text: '',
  emotion: null,
  moment: false,
  providers: [],
  modules: [],
  evidence: { level: 'measured', n: null, source: '' },
  binding,
})

/** A workspace with three touchpoints, and somebody who may ask. */
async function workspaceWith(lived: { who: number; minute: number; event: number; stars: number | undefined }[]) {
  const workspace = await buildWorkspace(stores)
  const { cookie } = await buildMember(stores, workspace)
  const call = async <T>(method: NonNullable<InjectOptions['method']>, path: string, payload?: object): Promise<T> => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`)
    return answer.json<T>()
  }
  const ids: number[] = []
  for (const event of EVENTS) {
    const draft = { name: event, channel: 'web', stage: 'before', matches: [{ fact: event }] }
    ids.push((await call<{ touchpointId: number }>('POST', '/touchpoints', draft)).touchpointId)
  }
  const facts = lived.map(({ who, minute, event, stars }) => ({
    who: { user_id: `u${who}` },
    time: new Date(NOW - DAY_MS + minute * MINUTE_MS).toISOString(),
    event: EVENTS[event] ?? 'Other',
    traits: { odd: who % 2 === 1 },
    properties: { ...(stars !== undefined && { stars }) },
  }))
  if (facts.length > 0) await recordFacts(stores, workspace, facts)
  return { workspace, call, ids: ids as [number, number, number], facts }
}

/** Makes a map with these cells and asks what facts say of them. */
async function measured(call: Awaited<ReturnType<typeof workspaceWith>>['call'], bindings: CellBinding[], of: Partial<MapDocument> = {}) {
  const map = await call<StoredMap>('POST', '/maps', { name: 'M', kind: 'lived', template: 'empty', language: 'en' })
  const steps = Object.fromEntries(
    bindings.map((_, n) => [
      `x${n}`,
      { name: '', stage: 's1', place: n, branch: '', optional: false, repeats: false, touchpoints: [], within: null, score: null, failed: [] }, // prettier-ignore
    ]),
  )
  const cells = Object.fromEntries(bindings.map((binding, n) => [`l1:x${n}`, cellOf(binding)]))
  const { mapId } = await call<StoredMap>('POST', '/maps', { document: { ...map.document, steps, cells, ...of } })
  const answer = await call<MapMeasures>('GET', `/maps/${mapId}/measures?days=30`)
  return { mapId, readAt: answer.readAt, measures: bindings.map((_, n) => answer.cells[`l1:x${n}`]!) }
}

const lives = fc.array(
  fc.record({
    who: fc.nat(6),
    minute: fc.nat(300),
    event: fc.nat(3),
    stars: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 40 },
)
const questions = fc.constantFrom<Partial<JourneyQuestion>>(
  {},
  { by: { kind: 'session', gap_minutes: 30 } },
  { by: { kind: 'property', property: 'stars' } },
  { start: { match: { fact: 'Seen' } } },
  { end: { outcome: { match: { fact: 'Bought' } } } },
  { who: { version: 1, where: { trait: 'odd', op: 'equals', value: true } } },
)

it('says what journeys say: shares, conversions and durations are theirs', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(lives, questions, async (lived, asked) => {
      const { call, ids, facts } = await workspaceWith(lived)
      const [a, b, c] = ids
      const by = asked.by ?? { kind: 'person' as const }
      const pairs: [number[], number[]][] = [[[a], [b]], [[a, b], [c]], [[b], [b]], [[a, b, c], [a, b, c]]] // prettier-ignore
      const bindings: CellBinding[] = [
        { kind: 'people', touchpoints: [a] },
        { kind: 'people', touchpoints: [b, c] },
        ...pairs.flatMap(([from, to]) => [{ kind: 'conversion' as const, from, to }, { kind: 'duration' as const, from, to }]), // prettier-ignore
        { kind: 'mean', of: { fact: 'Bought' }, property: 'stars' },
      ]
      const { measures } = await measured(call, bindings, { question: { ...asked, by } })
      const question = {
        ...asked,
        by,
        steps: 'touchpoints',
        from: new Date(NOW - 30 * DAY_MS).toISOString(),
        to: new Date(NOW).toISOString(),
      }
      const funnel = (...stages: number[][]) =>
        call<JourneyFunnelAnswer>('POST', '/journeys/funnel', { question, funnel: { stages: stages.map((steps) => ({ steps: steps.map(String) })) } }) // prettier-ignore
      const { people } = await call<JourneyGraph>('POST', '/journeys/graph', { question })
      for (const [n, set] of [[a], [b, c]].entries()) {
        const met = (await funnel(set)).stages[0]!.people
        expect(measures[n]).toMatchObject(people === 0 ? { n: 0, value: null } : { n: people, value: met / people })
      }
      for (const [n, pair] of pairs.entries()) {
        const { ofPrevious, fromPrevious } = (await funnel(...pair)).stages[1]!
        const { n: began, share, low, high } = ofPrevious
        expect(measures[2 + 2 * n]).toEqual(began === 0 ? { n: 0, value: null, low: null, high: null, p90: null } : { n: began, value: share, low, high, p90: null }) // prettier-ignore
        expect(measures[3 + 2 * n]).toMatchObject({ n: fromPrevious.n, value: fromPrevious.median_ms, p90: fromPrevious.p90_ms })
      }
      const odd = asked.who !== undefined
      const stars = facts.flatMap(({ event, properties, traits }) => (event === 'Bought' && properties.stars !== undefined && (!odd || traits.odd) ? [properties.stars] : [])) // prettier-ignore
      const mean = stars.reduce((sum, n) => sum + n, 0) / stars.length
      expect(measures.at(-1)!.n).toBe(stars.length)
      if (stars.length === 0) expect(measures.at(-1)!.value).toBeNull()
      else expect(measures.at(-1)!.value).toBeCloseTo(mean, 9)
    }),
    { numRuns: 12 },
  )
})

it('means by name what journeys of facts begin and end with', async () => {
  const { call, ids } = await workspaceWith([
    { who: 1, minute: 1, event: 1, stars: undefined },
    { who: 1, minute: 2, event: 0, stars: undefined },
    { who: 2, minute: 1, event: 1, stars: undefined },
  ])
  const by = { kind: 'person' as const }
  const { measures } = await measured(call, [{ kind: 'people', touchpoints: [ids[1]] }], { question: { steps: 'facts', by, start: { step: 'Seen' } } }) // prettier-ignore
  expect(measures).toMatchObject([{ n: 1, value: 0 }])
})

it('has an interval about a mean, and of one number none', async () => {
  const { call } = await workspaceWith([1, 2, 3, 4].map((stars, who) => ({ who, minute: who, event: who === 3 ? 0 : 2, stars })))
  const { measures } = await measured(call, [
    { kind: 'mean', of: { fact: 'Bought' }, property: 'stars' },
    { kind: 'mean', of: { fact: 'Seen' }, property: 'stars' },
    { kind: 'mean', of: { fact: 'Never' }, property: 'stars' },
  ])
  const half = 1.959963984540054 / Math.sqrt(3)
  expect(measures[0]).toMatchObject({ n: 3, value: 2, p90: null })
  expect(measures[0]!.low).toBeCloseTo(2 - half, 9)
  expect(measures[0]!.high).toBeCloseTo(2 + half, 9)
  expect(measures[1]).toEqual({ n: 1, value: 4, low: null, high: null, p90: null })
  expect(measures[2]).toEqual({ n: 0, value: null, low: null, high: null, p90: null })
})

it('outlives the segment and the touchpoints that a map names', async () => {
  const { call, ids } = await workspaceWith([{ who: 1, minute: 1, event: 0, stars: 5 }])
  const [a, b] = ids
  const rule = { version: 1, where: { trait: 'odd', op: 'equals', value: true } }
  const { segmentId } = await call<{ segmentId: number }>('POST', '/segments', { name: `S ${randomUUID()}`, rule })
  const bindings: CellBinding[] = [
    { kind: 'people', touchpoints: [a] },
    { kind: 'people', touchpoints: [b] },
    { kind: 'duration', from: [a], to: [b] },
    { kind: 'mean', of: { fact: 'Seen' }, property: 'stars' },
  ]
  await call('DELETE', `/touchpoints/${b}`)
  const nothing = { n: 0, value: null, low: null, high: null, p90: null }
  expect((await measured(call, bindings)).measures).toMatchObject([{ n: 1, value: 1 }, nothing, nothing, { n: 1, value: 5 }])
  const persona = { name: '', about: '', goals: '', segmentId }
  await call('DELETE', `/segments/${segmentId}`)
  const { mapId, measures } = await measured(call, bindings, { persona })
  expect(measures).toEqual([nothing, nothing, nothing, nothing])
  expect((await call<StoredMap>('GET', `/maps/${mapId}`)).document.persona.segmentId).toBe(segmentId)
})

it('knows of a persona how many they are, what they have in common, and where they are met', async () => {
  const { workspace, call, ids } = await workspaceWith([
    ...[1, 3, 5].flatMap((who) => [{ who, minute: 0, event: 0, stars: undefined }, { who, minute: who, event: 1, stars: undefined }]),
    { who: 1, minute: 9, event: 1, stars: undefined },
    ...[0, 2].map((who) => ({ who, minute: 0, event: 2, stars: undefined })),
  ]) // prettier-ignore
  const segment = async (value: boolean | string) => {
    const rule = { version: 1, where: { trait: 'odd', op: 'equals', value } }
    const { segmentId } = await call<{ segmentId: number }>('POST', '/segments', { name: `S ${randomUUID()}`, rule })
    await createFollowing(stores, workspace, NOW).work()
    return segmentId
  }
  const numbers = await call<PersonaNumbers>('GET', `/persona-numbers/${await segment(true)}`)
  expect(numbers).toMatchObject({ people: 3, ofAll: 0.6, n: 3, factsMedian: 2 })
  expect(numbers.touchpoints.map(({ touchpointId, name, people, share }) => [touchpointId, name, people, share])).toEqual([[ids[0], 'Seen', 3, 1], [ids[1], 'Visited', 3, 1]]) // prettier-ignore
  expect(numbers.traits).toMatchObject([{ trait: 'odd', value: 'true', people: 3, share: 1, high: 1 }])
  expect(numbers.traits[0]!.low).toBeCloseTo(0.4385, 4)
  const nobody = await call<PersonaNumbers>('GET', `/persona-numbers/${await segment('never')}`)
  expect(nobody).toEqual({ people: 0, ofAll: 0, n: 0, factsMedian: null, touchpoints: [], traits: [] })
  await expect(call('GET', '/persona-numbers/999999')).rejects.toThrow('no_such_segment')
})
