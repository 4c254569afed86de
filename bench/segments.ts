import { setTimeout as sleep } from 'node:timers/promises'
import type { SegmentWhere } from '../packages/contract/src/index.ts'
import { buildPeople } from './build-people.ts'
import { judge, percentile } from './figure.ts'
import type { Figure } from './figure.ts'
import { ask, beginSending, send, startLivingSystem, untilIdle } from './living-system.ts'
import type { LivingSystem } from './living-system.ts'
import { benchModel, benchRule, namedRule } from './segment-rules.ts'

const SEGMENTS = 100
const MODELS = 5
const PEOPLE = 100_000
const STEADY = { requestsPerSecond: 200, factsPerRequest: 10, connections: 0, path: '/v1/batch' }
const SECONDS = 60
const PAST_PEOPLE = 500_000
const FULL = { factsPerRequest: 100, connections: 8, path: '/v1/batch' }
const FULL_FACTS = 300_000
const FULL_PEOPLE = 20_000
const ROUNDS = 3
const TIMED_SECONDS = 20
/** So many facts each, people have lived before they are measured: nobody enters for the first time all the time. */
const FACTS_BEFORE = 15

/** Rules that are true the moment they become true: how soon, at what cost to the pipeline, and how much they remember. */
export async function benchSegments(scale: number): Promise<Figure[]> {
  return [...(await benchLive(scale)), ...(await benchThroughput(scale)), ...(await benchUntouched(scale))]
}

/** 100 segments over 100,000 people at a steady 2,000 facts/s: from a fact's answer to its person's membership, and how late what time turns is. */
async function benchLive(scale: number): Promise<Figure[]> {
  const server = await startLivingSystem()
  try {
    const people = PEOPLE * scale
    for (let n = 0; n < SEGMENTS; n += 1) await define(server, `Segment ${n}`, benchRule(n))
    const probed = await define(server, 'Probed', namedRule('Probed'))
    const fleeting = await define(server, 'Just probed', {
      count: { fact: 'Probed' },
      within: { last: { n: 1, unit: 'minutes' } },
      op: 'atLeast',
      value: 1,
    })
    await untilLive(server)
    await send(server, { ...FULL, prefix: 'before', people, requests: Math.round((people * FACTS_BEFORE) / FULL.factsPerRequest) })
    await untilIdle(server)
    const probing = { on: true }
    const entering = probe(server, probing, probed)
    await send(server, {
      ...STEADY,
      prefix: 'steady',
      people,
      requests: Math.round(SECONDS * Math.max(0.2, scale)) * STEADY.requestsPerSecond,
    })
    probing.on = false
    const waits = await entering
    const late = await lateness(server, fleeting)
    const bytes = await stateBytes(server)
    return [
      judge({ figure: 'segments.enter_p50', value: percentile(waits, 0.5), unit: 'ms', bar: 150, rule: 'at most', n: waits.length }),
      judge({ figure: 'segments.enter_p99', value: percentile(waits, 0.99), unit: 'ms', bar: 500, rule: 'at most', n: waits.length }),
      judge({ figure: 'segments.turn_late_max', value: Math.max(...late), unit: 'ms', bar: 1000, rule: 'at most', n: late.length }),
      judge({ figure: 'segments.state_per_profile', value: bytes.state, unit: 'bytes', bar: 2048, rule: 'at most', n: bytes.people }),
      judge({ figure: 'segments.members_per_profile', value: bytes.members, unit: 'rows', n: bytes.people }),
    ]
  } finally {
    await server.stop()
  }
}

/** The same facts with 100 segments and five score models, with the segments alone, and with none, in one run. */
async function benchThroughput(scale: number): Promise<Figure[]> {
  const rules = Array.from({ length: SEGMENTS }, (_, n) => benchRule(n))
  const ways = [
    { rules: [], models: 0 },
    { rules, models: 0 },
    { rules, models: MODELS },
  ]
  const [none, some, all] = (await ratesWith(ways, scale)) as [number, number, number]
  return [
    judge({ figure: 'segments.rate_without', value: none, unit: 'facts/s', n: FULL_FACTS * scale }),
    judge({ figure: 'segments.rate_with_100', value: some, unit: 'facts/s', n: FULL_FACTS * scale }),
    judge({ figure: 'segments.throughput_without_models', value: some / none, unit: 'ratio', n: FULL_FACTS * scale }),
    judge({ figure: 'segments.throughput', value: all / none, unit: 'ratio', bar: 0.6, n: FULL_FACTS * scale }),
  ]
}

/** What 1,000 segments cost of which 10 are about what comes, against those 10 alone. */
async function benchUntouched(scale: number): Promise<Figure[]> {
  const touching = Array.from({ length: 10 }, (_, n) => benchRule(n))
  const untouched = Array.from({ length: 990 }, (_, n) => namedRule(`Nobody does this ${n}`))
  const ways = [
    { rules: touching, models: 0 },
    { rules: [...touching, ...untouched], models: 0 },
  ]
  const [few, many] = (await ratesWith(ways, scale)) as [number, number]
  return [
    judge({ figure: 'segments.cost_of_990_untouched', value: few / many, unit: 'ratio', bar: 1.3, rule: 'at most', n: FULL_FACTS * scale }),
  ]
}

/** Over 10,000,000 facts of 500,000 people: how long the preview of a rule takes, and how long until a segment is filled from them. */
export async function benchPast(scale: number): Promise<Figure[]> {
  const server = await startLivingSystem()
  try {
    const people = Math.round(PAST_PEOPLE * scale)
    await buildPeople(server, people)
    const previews: number[] = []
    for (let n = 0; n < 30; n += 1) {
      const { took_ms } = await ask<{ took_ms: number }>(server, '/rules/preview', { rule: { version: 1, where: benchRule(n) } })
      previews.push(took_ms)
    }
    const from = performance.now()
    await define(server, 'Filled', {
      count: { fact: 'Order Completed' },
      within: { last: { n: 90, unit: 'days' } },
      op: 'atLeast',
      value: 2,
    })
    await untilLive(server)
    const fill_s = (performance.now() - from) / 1000
    return [
      judge({
        figure: 'segments.preview_p50',
        value: percentile(previews, 0.5),
        unit: 'ms',
        bar: 1000,
        rule: 'at most',
        n: previews.length,
      }),
      judge({ figure: 'segments.preview_max', value: Math.max(...previews), unit: 'ms', n: previews.length }),
      judge({ figure: 'segments.fill', value: fill_s, unit: 's', bar: 10, rule: 'at most', n: people * 20 }),
    ]
  } finally {
    await server.stop()
  }
}

type Way = { rules: SegmentWhere[]; models: number }

/** The median rate of each way, measured in turn: what else the machine does meanwhile hits all of them alike. */
async function ratesWith(ways: Way[], scale: number): Promise<number[]> {
  const rates = ways.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, way] of ways.entries()) rates[place]!.push(await rateWith(way, scale))
  }
  return rates.map((measured) => percentile(measured, 0.5))
}

async function rateWith({ rules, models }: Way, scale: number): Promise<number> {
  const server = await startLivingSystem()
  try {
    for (const [n, rule] of rules.entries()) await define(server, `Segment ${n}`, rule)
    for (let n = 0; n < models; n += 1) await ask(server, '/scores', { key: `model_${n}`, name: `Model ${n}`, model: benchModel(n) })
    await untilLive(server)
    const facts = Math.round((FULL_FACTS * scale) / 100) * 100
    const people = FULL_PEOPLE * scale
    await send(server, { ...FULL, prefix: 'before', people, requests: facts / 100 }) // they are known, and in their first segments
    await untilIdle(server)
    const { account } = await beginSending(server, { ...FULL, prefix: 'full', people, requests: facts / 100 })
    const from = performance.now()
    await account
    await untilIdle(server) // what segments tell of who entered and left is work as well
    return facts / ((performance.now() - from) / 1000)
  } finally {
    await server.stop()
  }
}

async function define(server: LivingSystem, name: string, where: SegmentWhere): Promise<number> {
  const { segmentId } = await ask<{ segmentId: number }>(server, '/segments', { name, rule: { version: 1, where } })
  return segmentId
}

async function untilLive(server: LivingSystem): Promise<void> {
  for (;;) {
    const { items: segments } = await ask<{ items: { state: string }[] }>(server, '/segments')
    const { items: models } = await ask<{ items: { state: string }[] }>(server, '/scores')
    if ([...segments, ...models].every(({ state }) => state === 'live')) return
    await sleep(100)
  }
}

/** Lets somebody enter now and then: how long after the answer to the second fact they are in. */
async function probe(server: LivingSystem, probing: { on: boolean }, segmentId: number): Promise<number[]> {
  const waits: number[] = []
  for (let index = 0; probing.on; index += 1) {
    const userId = `probed-${index}`
    await track(server, userId)
    await track(server, userId)
    const accepted = performance.now()
    while (!(await isIn(server, segmentId, userId))) await sleep(3)
    waits.push(performance.now() - accepted)
    await sleep(100)
  }
  return waits
}

async function track({ url, writeKey }: LivingSystem, userId: string): Promise<void> {
  const headers = { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' }
  await fetch(`${url}/v1/track`, { method: 'POST', headers, body: JSON.stringify({ userId, event: 'Probed' }) })
}

async function isIn({ stores, workspaceId }: LivingSystem, segmentId: number, userId: string): Promise<boolean> {
  const { rowCount } = await stores.postgres.system.query(
    `select 1 from identifiers i join segment_members m using (workspace_id, profile_id)
     where i.workspace_id = $1 and i.kind = 'user_id' and i.value = $3 and m.segment_id = $2`,
    [workspaceId, segmentId, userId],
  )
  return rowCount === 1
}

/** How much later than their moment people leave whom time alone takes out, each in ms. */
async function lateness({ stores, workspaceId }: LivingSystem, segmentId: number): Promise<number[]> {
  await sleep(TIMED_SECONDS * 1000 + 60_000)
  const rows = await stores.warehouse.query<{ late: number }>(
    `select toUnixTimestamp64Milli(left.time) - toUnixTimestamp64Milli(probed.time) - 60000 as late
     from (select user_id, time from facts where workspace_id = {workspaceId:UInt32} and name = 'Segment Left' and properties.segmentId = {segmentId:Int64}) as left
     join (select user_id, max(time) as time from facts where workspace_id = {workspaceId:UInt32} and name = 'Probed' group by user_id) as probed using (user_id)`,
    { workspaceId, segmentId },
  )
  return rows.map(({ late }) => Number(late))
}

async function stateBytes({ stores, workspaceId }: LivingSystem): Promise<{ people: number; state: number; members: number }> {
  const { rows } = await stores.postgres.system.query<{ people: number; bytes: number; members: number }>(
    `select count(*) filter (where members is not null)::int as people, sum(pg_column_size(packed) + coalesce(pg_column_size(members), 0))::float8 as bytes,
       (select count(*)::int from segment_members where workspace_id = $1) as members from rule_states where workspace_id = $1`,
    [workspaceId],
  )
  const { people, bytes, members } = rows[0]!
  return { people, state: bytes / people, members: members / people }
}
