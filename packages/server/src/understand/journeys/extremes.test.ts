import { journeyFunnel, journeyQuestion } from '@percorso/contract'
import { expect, test } from 'vitest'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { ask as askWarehouse } from './ask-facts.ts'
import { readFunnel } from './read-funnel.ts'
import { readGraph } from './read-graph.ts'
import type { Asking } from './read-journeys.ts'
import { readSankey } from './read-sankey.ts'
import { readTraffic } from './read-traffic.ts'
import { readVariants } from './read-variants.ts'

const SLOW = { timeout: 120_000 }
const STEPS = 1_000_000
const NAMES = 5_000
const stores = await testStores()

async function build(): Promise<Asking & { workspaceId: number; sourceId: number }> {
  const { workspaceId, sourceId } = await buildWorkspace(stores)
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as WorkspaceRequest
  return { warehouse: stores.warehouse, request, workspaceId, sourceId }
}

/** Straight into the warehouse: as many facts of one person as there are in `time`, an expression of `number`. */
async function live(workspaceId: number, [facts, names]: [number, number], time: string): Promise<void> {
  await stores.warehouse.command(
    `insert into facts settings max_partitions_per_insert_block = 0
     select {workspaceId:UInt32}, reinterpretAsUUID(sipHash128('one')), ${time}, concat('x-', toString(number)), 'track',
       concat('Step ', toString(number % {names:UInt32})), 1, '', '', '', '{}'::JSON, '{}', now64(3), false, 0 from numbers({facts:UInt32})`,
    { workspaceId, facts, names },
  )
}

const ask = (question: object = {}) => journeyQuestion.parse(question)

test('a journey of a million steps of five thousand kinds is one journey, told in full', SLOW, async () => {
  const asking = await build()
  await live(asking.workspaceId, [STEPS, NAMES], `toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(number)`)
  const graph = await readGraph(asking, { question: ask(), minShare: 0 })
  expect(graph).toMatchObject({ cases: 1, people: 1, events: STEPS, throughput: { median_ms: (STEPS - 1) * 1000 } })
  expect(graph.nodes).toHaveLength(NAMES)
  expect(graph.edges).toHaveLength(NAMES)
  expect(graph.edges.reduce((sum, { count }) => sum + count, 0)).toBe(STEPS - 1)
  const variants = await readVariants(asking, { question: ask(), limit: 10 })
  expect(variants.items).toMatchObject([{ length: STEPS, cases: 1, share: 1 }])
  expect(variants.items[0]!.steps).toHaveLength(200)
  const stages = [{ steps: ['Step 0'] }, { steps: ['Step 4999'] }, { steps: ['Step 17'] }]
  const funnel = await readFunnel(asking, { question: ask(), funnel: journeyFunnel.parse({ stages }) })
  expect(funnel.stages.map(({ reached }) => reached)).toEqual([1, 1, 1])
  const strict = await readFunnel(asking, { question: ask(), funnel: journeyFunnel.parse({ stages, order: 'strict' }) })
  expect(strict.stages.map(({ reached }) => reached)).toEqual([1, 0, 0])
  expect((await readSankey(asking, { question: ask(), places: 12, top: 20 })).nodes).toHaveLength(12)
  const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
  const { items } = await readTraffic(asking, { question: { ...ask(period), ...period }, frames: 500 })
  expect(items).toHaveLength(400)
})

test('facts that all happened at the same moment have one order, whatever is asked', SLOW, async () => {
  const asking = await build()
  await live(asking.workspaceId, [200, 7], `toDateTime64('2026-01-01 00:00:00', 3, 'UTC')`)
  const [first, second] = [
    await readVariants(asking, { question: ask(), limit: 1 }),
    await readVariants(asking, { question: ask(), limit: 1 }),
  ]
  expect(first.items).toEqual(second.items)
  const graph = await readGraph(asking, { question: ask(), minShare: 0 })
  const pairs = first.items[0]!.steps.slice(1).map((step, place) => `${first.items[0]!.steps[place]} ${step}`)
  expect(new Map(graph.edges.map(({ from, to, count }) => [`${from} ${to}`, count]))).toEqual(
    new Map([...Map.groupBy(pairs, (pair) => pair)].map(([pair, times]) => [pair, times.length])),
  )
  expect(graph.throughput.median_ms).toBe(0)
})

test('a clock that went backwards leaves no time below nothing, and who did one thing lived one step', async () => {
  const asking = await build()
  const times = ['2026-03-05T10:00:00Z', '1970-01-01T00:00:00Z', '2026-03-05T09:00:00Z']
  const facts = times.map((time, n) => ({ who: { user_id: 'a' }, event: `Step ${n}`, time, messageId: `b${asking.workspaceId}-${n}` }))
  const once = { who: { user_id: 'b' }, event: 'Once', time: '2026-03-05T09:00:00Z', messageId: `b${asking.workspaceId}-once` }
  await recordFacts(stores, asking, [...facts, once])
  const { items } = await readVariants(asking, { question: ask(), limit: 10 })
  expect(items.map(({ steps }) => steps)).toEqual(expect.arrayContaining([['Once'], ['Step 1', 'Step 2', 'Step 0']]))
  expect(items.every(({ durations }) => durations.median_ms! >= 0)).toBe(true)
})

test('in an empty period there is nothing, and that is said in numbers', async () => {
  const asking = await build()
  const question = ask({ from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' })
  expect(await readGraph(asking, { question, minShare: 0 })).toMatchObject({
    cases: 0,
    nodes: [],
    edges: [],
    throughput: { n: 0, median_ms: null },
  })
  expect(await readVariants(asking, { question, limit: 10 })).toMatchObject({ cases: 0, distinct: 0, items: [] })
  const funnel = journeyFunnel.parse({ stages: [{ steps: ['Step 1'] }, { steps: ['Step 2'] }] })
  expect((await readFunnel(asking, { question, funnel })).stages[1]).toMatchObject({
    reached: 0,
    ofFirst: { share: null, n: 0, low: 0, high: 1 },
  })
  expect(await readSankey(asking, { question, places: 6, top: 6 })).toMatchObject({ cases: 0, nodes: [], links: [] })
})

test('a question that needs more than it may have is told so', SLOW, async () => {
  const { warehouse } = await build()
  const greedy = 'select length(groupArray(number)) as n from numbers(2000000000)'
  await expect(askWarehouse(warehouse, greedy, {})).rejects.toMatchObject({ code: 'too_much', status: 422 })
})
