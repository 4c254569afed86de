import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { ask, startLivingSystem } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'
import { watchMemory } from './memory.ts'

export const PEOPLE = 200_000
export const FACTS_EACH = 50
const LOT = 1_000_000
const RUNS = 5
const STEPS = ['Step 2', 'Step 5', 'Step 9', 'Step 14'].map((step) => ({ steps: [step] }))

const questions: Record<string, { path: string; body: object; bar?: number }> = {
  graph: { path: '/journeys/graph', body: {}, bar: 25 },
  variants: { path: '/journeys/variants', body: {}, bar: 15 },
  funnel: { path: '/journeys/funnel', body: { funnel: { stages: STEPS } }, bar: 5 },
  sankey: { path: '/journeys/sankey', body: {} },
  graph_by_session: { path: '/journeys/graph', body: { question: { by: { kind: 'session' } } } },
}

/**
 * Journeys over 10,000,000 facts of 200,000 people, a fifth of them with facts from before they signed in: through the API, as multiples of what it takes
 * the warehouse to count the same facts and whose they are, merges left aside, in turn.
 */
export async function benchJourneys(scale: number): Promise<Figure[]> {
  const server = await startLivingSystem()
  try {
    const people = Math.round(PEOPLE * scale)
    await buildJourneys(server, people)
    const taken = new Map<string, number[]>([['count', []], ...Object.keys(questions).map((name): [string, number[]] => [name, []])])
    const peak = watchMemory()
    for (let run = 0; run <= RUNS; run += 1) {
      const ms = await askAll(server)
      if (run > 0) for (const [name, time] of ms) taken.get(name)!.push(time) // the first run is everybody's first
    }
    const n = people * FACTS_EACH
    const medians = new Map([...taken].map(([name, times]) => [name, percentile(times, 0.5)]))
    return [
      judge({ figure: 'journeys.count', value: medians.get('count')!, unit: 'ms', n }),
      ...Object.entries(questions).flatMap(([name, { bar }]) => [
        judge({ figure: `journeys.${name}_ms`, value: medians.get(name)!, unit: 'ms', n }),
        judge({
          figure: `journeys.${name}`,
          value: medians.get(name)! / medians.get('count')!,
          unit: 'times the count',
          n,
          ...(bar !== undefined && { bar, rule: 'at most' }),
        }),
      ]),
      judge({ figure: 'journeys.memory_peak', value: peak().server / 1000, unit: 'GB', bar: 4, rule: 'at most', n }),
    ]
  } finally {
    await server.stop()
  }
}

async function askAll(server: LivingSystem): Promise<[string, number][]> {
  const { stores, workspaceId } = server
  const timed = async (name: string, work: () => Promise<unknown>): Promise<[string, number]> => {
    const from = performance.now()
    await work()
    return [name, performance.now() - from]
  }
  const count = `select count(), uniq(profile_id) from facts where workspace_id = {workspaceId:UInt32} and not bot`
  const times = [await timed('count', () => stores.warehouse.query(count, { workspaceId }))]
  for (const [name, { path, body }] of Object.entries(questions)) times.push(await timed(name, () => ask(server, path, body)))
  return times
}

/** Straight into the warehouse: 40 kinds of facts, some much commoner than others, over a year. A fifth of them is of devices, which belong to people. */
export async function buildJourneys({ stores: { warehouse }, workspaceId }: LivingSystem, people: number): Promise<void> {
  const facts = people * FACTS_EACH
  for (let from = 0; from < facts; from += LOT) {
    await warehouse.command(
      `insert into facts settings max_partitions_per_insert_block = 0
       with number % {people:UInt64} as n, intDiv(number, {people:UInt64}) as turn, cityHash64(n, turn) as h
       select {workspaceId:UInt32}, reinterpretAsUUID(sipHash128(if(turn % 5 = 0, 'device', 'person'), n)),
         toDateTime64('2025-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(h % 31000000), concat('built-', toString(number)), 'track',
         concat('Step ', toString(toUInt32(floor(40 * pow(h % 1000003 / 1000003, 2))))), 1, '', '', '', '{"price":2}'::JSON, '{}', now64(3), false, 0
       from numbers({from:UInt64}, {lot:UInt64})`,
      { workspaceId, people, from, lot: Math.min(LOT, facts - from) },
    )
  }
  await warehouse.command(
    `insert into merged_profiles select {workspaceId:UInt32}, reinterpretAsUUID(sipHash128('device', number)), reinterpretAsUUID(sipHash128('person', number)), 1
     from numbers({people:UInt64})`,
    { workspaceId, people },
  )
}
