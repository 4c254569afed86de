import { crc32 } from 'node:zlib'
import { funnelOf, graphOf, newcombe, orderColumns, sankeyOf, variantsOf } from '@percorso/maths'
import type { Durations, OrderedLog } from '@percorso/maths'
import { journeyFunnel, journeyQuestion, ms } from '@percorso/contract'
import type { JourneyQuestion } from '@percorso/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { publishMoves } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { compareJourneys } from './compare-journeys.ts'
import { listPeople } from './list-people.ts'
import { readFunnel } from './read-funnel.ts'
import { readGraph } from './read-graph.ts'
import type { Asking } from './read-journeys.ts'
import { readSankey } from './read-sankey.ts'
import { readSql } from './read-sql.ts'
import { readTraffic } from './read-traffic.ts'
import { readVariants } from './read-variants.ts'

const RUNS = 10
const MINUTE_MS = 60_000
const FROM = Date.parse('2026-03-01T10:00:00Z')
const NAMES = ['Viewed', 'Ordered', `Bob's \\ {p1:String} 'x' -- /*`, 'Łódź\n"ż"', 'Segment Entered', '0']
const STEPS = NAMES.filter((name) => name !== 'Segment Entered')

const stores = await testStores()

type Draft = { who: Record<string, string>; minute: number; event: string; order: string | number | undefined; bot: boolean }
type World = { asking: Asking; workspaceId: number; facts: Fact[] }
/** A fact as the reference knows it: `person` is whose it is now. */
type Fact = { person: string; time: number; tie: number; event: string; order: string | undefined }

const whos = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ user_id: `u${n}` })),
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ anonymous_id: `d${n}` })),
  fc.integer({ min: 0, max: 5 }).map((n): Record<string, string> => ({ user_id: `u${n}`, anonymous_id: `d${n % 4}` })),
)
const drafts: fc.Arbitrary<Draft> = fc.record({
  who: whos,
  minute: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 300 })),
  event: fc.constantFrom(...NAMES, 'Viewed', 'Ordered'),
  order: fc.constantFrom<(string | number | undefined)[]>('o1', 'o2', 7, undefined),
  bot: fc.integer({ min: 0, max: 15 }).map((n) => n === 0),
})

const matches = { viewed: { fact: 'Viewed' }, ordered: { fact: 'Ordered', where: [{ property: 'order', op: 'exists' as const }] } }
const questions: fc.Arbitrary<JourneyQuestion> = fc
  .record(
    {
      by: fc.constantFrom({ kind: 'person' }, { kind: 'session', gap_minutes: 30 }, { kind: 'property', property: 'order' }),
      only: fc.constantFrom(['Viewed', 'Ordered'], [NAMES[2]!, 'gone']),
      start: fc.constantFrom({ step: 'Viewed' }, { match: matches.viewed }, { step: 'Viewed' }, { step: 'gone' }),
      end: fc.constantFrom<unknown[]>({ outcome: { step: 'Ordered' } }, { outcome: { match: matches.ordered }, lastDays: 1 }, { timeout: { n: 45, unit: 'minutes' } }), // prettier-ignore
      from: fc.integer({ min: 0, max: 7 }).map((n) => (n === 0 ? '2030-01-01T00:00:00Z' : new Date(FROM).toISOString())),
      to: fc.constant(new Date(FROM + 100 * MINUTE_MS).toISOString()),
      settled: fc.constantFrom({ n: 60, unit: 'minutes' }, { n: 1, unit: 'hours' }),
    },
    { requiredKeys: [] },
  )
  .map((question) => journeyQuestion.parse({ ...question, steps: 'facts' }))

async function build(given: Draft[]): Promise<World> {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const moment = (minute: number) => new Date(FROM + minute * MINUTE_MS).toISOString()
  const written = given.map(({ minute, order, ...draft }, n) => ({
    ...draft,
    time: moment(minute),
    messageId: `m${workspaceId}-${n}`,
    properties: { ...(order !== undefined && { order }) },
  }))
  if (written.length > 0) await recordFacts(stores, workspace, written)
  if (given.length % 2 === 0) await publishMoves(stores) // else the warehouse knows of no merge yet
  const { rows } = await stores.postgres.system.query<{ value: string; profileId: string }>(
    `select value, profile_id as "profileId" from identifiers where workspace_id = $1`,
    [workspaceId],
  )
  const owners = new Map(rows.map(({ value, profileId }) => [value, profileId]))
  const facts = written
    .filter(({ bot, event }) => !bot && event !== 'Segment Entered')
    .map(({ who, time, messageId, event, properties }) => ({
      person: owners.get(who['user_id'] ?? who['anonymous_id']!)!,
      time: Date.parse(time),
      tie: crc32(messageId),
      event,
      order: properties.order?.toString(),
    }))
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as WorkspaceRequest
  return { asking: { warehouse: stores.warehouse, request }, workspaceId, facts }
}

/** The journeys of a question as anyone would find them by hand. */
function naiveJourneys(facts: Fact[], { by, only, start, end, from, to, settled }: JourneyQuestion): { person: string; facts: Fact[] }[] {
  const isOrder = by.kind === 'property'
  const since = from === undefined ? -Infinity : Date.parse(from)
  const until = to === undefined ? Infinity : Date.parse(to)
  const meant = facts.filter((fact) => fact.time >= since && fact.time < until && (!isOrder || fact.order !== undefined))
  const isStep = (fact: Fact) => only === undefined || only.includes(fact.event)
  const starts = (fact: Fact) => start !== undefined && fact.event === ('step' in start ? start.step : 'Viewed')
  const ends = (fact: Fact) => {
    if (!end || !('outcome' in end)) return false
    return fact.event === 'Ordered' && ('step' in end.outcome || fact.order !== undefined)
  }
  const looked = meant.filter((fact) => isStep(fact) || starts(fact) || ends(fact))
  const groups = Map.groupBy(looked, ({ person, order }) => JSON.stringify([person, isOrder && order]))
  const gap = Math.min(by.kind === 'session' ? by.gap_minutes * MINUTE_MS : Infinity, end && 'timeout' in end ? ms(end.timeout) : Infinity)
  return [...groups.values()].flatMap((group) => {
    const ordered = group.toSorted((x, y) => x.time - y.time || x.tie - y.tie)
    const pieces: Fact[][] = []
    for (const [place, fact] of ordered.entries()) {
      const before = ordered[place - 1]
      if (!before || ends(before) || fact.time - before.time > gap) pieces.push([])
      pieces.at(-1)!.push(fact)
    }
    return pieces.map((piece) => ({ person: group[0]!.person, facts: trimmed(piece) })).filter((journey) => journey.facts.length > 0)
  })

  function trimmed(piece: Fact[]): Fact[] {
    const began = start ? piece.findIndex(starts) : 0
    let left = began < 0 ? [] : piece.slice(began)
    if (end && 'outcome' in end && end.lastDays !== undefined) {
      const last = left.at(-1)
      left = last && ends(last) ? left.filter(({ time }) => time >= last.time - end.lastDays! * 1440 * MINUTE_MS) : []
    }
    const latest = settled && until - ms(settled)
    return latest !== undefined && left[0] && left[0].time > latest ? [] : left.filter(isStep)
  }
}

function logOf(journeys: ReturnType<typeof naiveJourneys>, names: string[]): OrderedLog {
  const people = [...new Set(journeys.map(({ person }) => person))]
  const events = journeys.flatMap(({ facts }, c) => facts.map((fact) => ({ ...fact, c })))
  return orderColumns({
    activities: names,
    cases: journeys.map((_, c) => String(c)),
    caseOf: events.map(({ c }) => c),
    activityOf: events.map(({ event }) => names.indexOf(event)),
    timeOf: events.map(({ time }) => time),
    personOf: journeys.map(({ person }) => people.indexOf(person)),
  })
}

const shown = ({ n, medianMs, p90Ms }: Durations) => ({ n, median_ms: close(medianMs ?? null), p90_ms: close(p90Ms ?? null) })
const close = (value: number | null) => (value === null ? null : (expect.closeTo(value, 5) as number))
const byName = <Item extends { step: string }>(items: Item[]) => items.toSorted((a, b) => (a.step < b.step ? -1 : 1))
const byEnds = <Item extends { from: string; to: string }>(items: Item[]) =>
  items.toSorted((a, b) => (JSON.stringify([a.from, a.to]) < JSON.stringify([b.from, b.to]) ? -1 : 1))

const SLOW = { timeout: 180_000 }

test('graphs, variants and Sankeys are those of the reference, whatever the question', SLOW, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(drafts, { maxLength: 60, size: 'max' }),
      fc.array(questions, { minLength: 3, maxLength: 3 }),
      async (given, asked) => {
        const world = await build(given)
        for (const question of asked) await holdAgainstReference(world, question)
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
})

async function holdAgainstReference({ asking, facts }: World, question: JourneyQuestion): Promise<void> {
  const journeys = naiveJourneys(facts, question)
  const log = logOf(journeys, STEPS)
  const wanted = graphOf(log)
  const found = await readGraph(asking, { question, minShare: 0 })
  expect(found).toMatchObject({ events: wanted.events, cases: wanted.cases, people: journeys.length === 0 ? 0 : wanted.people, steps: 'facts' })
  expect(byName(found.nodes)).toMatchObject(
    byName(wanted.nodes.filter(({ events }) => events > 0).map(({ activity, dropOff: _, ...node }) => ({ step: STEPS[activity]!, ...without(node) }))),
  )
  const edges = wanted.edges.map(({ from, to, durations, ...edge }) => ({ from: STEPS[from]!, to: STEPS[to]!, ...edge, durations: shown(durations) }))
  expect(byEnds(found.edges)).toEqual(byEnds(edges))
  expect(found.throughput).toEqual(shown(wanted.throughput))
  expect(found.edges.reduce((sum, { count }) => sum + count, found.cases)).toBe(found.events)

  const variants = await readVariants(asking, { question, limit: 500 })
  const known = variantsOf(log).variants.map(({ sequence, count }) => [Array.from(sequence, (activity) => STEPS[activity]!), count])
  const key = (entry: unknown) => JSON.stringify(entry)
  expect(variants.items.map(({ steps, cases }) => key([steps, cases])).sort()).toEqual(known.map(key).sort())
  expect(variants).toMatchObject({ cases: log.cases.length, distinct: known.length })
  if (known.length > 0) expect(variants.items.at(-1)!.cumulative).toBe(1)

  const ranked = found.nodes.map(({ step }) => step)
  const sankey = await readSankey(asking, { question, places: 3, top: 2 })
  const unrolled = sankeyOf(logOf(journeys, ranked), { steps: 3, top: 2 })
  expect(sankey.nodes.map(({ place, step, cases, ended }) => ({ place, step, cases, ended }))).toEqual(
    unrolled.nodes.map(({ step, activity, cases, ended }) => ({ place: step, step: activity === undefined ? null : ranked[activity], cases, ended })),
  )
  expect(sankey.links).toEqual(unrolled.links)
  const period = { from: question.from ?? new Date(FROM - 60 * MINUTE_MS).toISOString(), to: question.to ?? new Date(FROM + 600 * MINUTE_MS).toISOString() }
  const traffic = await readTraffic(asking, { question: { ...question, ...period }, frames: 7 })
  if (question.from && question.to) expect(byEnds(traffic.items.map(({ from, to, counts }) => ({ from, to, count: counts.reduce((a, b) => a + b, 0) })))).toEqual(byEnds(edges.map(({ from, to, count }) => ({ from, to, count }))))
  await holdSteps(asking, { question, journeys })
  await holdPeople(asking, { question, journeys, sequences: variants.items })
} // prettier-ignore

const without = ({ events, cases, people, starts, ends, reworkCases, repetitions, selfLoops }: Record<string, unknown>) => ({ events, cases, people, starts, ends, reworkCases, repetitions, selfLoops }) // prettier-ignore

type Held = { question: JourneyQuestion; journeys: ReturnType<typeof naiveJourneys>; sequences: { variant: string; steps: string[] }[] }

/** The statement for analysts gives the very journeys. */
async function holdSteps(asking: Asking, { question, journeys }: Pick<Held, 'question' | 'journeys'>): Promise<void> {
  const { sql } = await readSql(asking, question)
  type Row = { person_id: string; journey: number; place: number; step: string; name: string; time: string }
  const rows = await asking.warehouse.query<Row>(`select * from (${sql}) order by person_id, journey, place`, {})
  const found = Map.groupBy(rows, ({ person_id, journey }) => `${person_id} ${journey}`)
  const key = (person: string, steps: string[]) => JSON.stringify([person, steps])
  expect([...found.values()].map((steps) => key(steps[0]!.person_id, steps.map(({ step }) => step))).sort()).toEqual(
    journeys.map(({ person, facts }) => key(person, facts.map(({ event }) => event))).sort(),
  )
  expect(rows.every(({ name, step }) => name === step)).toBe(true)
  const times = new Set(journeys.flatMap(({ facts }) => facts.map(({ time }) => time)))
  expect(rows.every(({ time }) => times.has(Date.parse(`${time.replace(' ', 'T')}Z`)))).toBe(true)
} // prettier-ignore

/** A number and the people behind it are the same, page by page. */
async function holdPeople(asking: Asking, { question, journeys, sequences }: Held): Promise<void> {
  const all = async (of: Parameters<typeof listPeople>[1]['of']) => {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = await listPeople(asking, { question, of, limit: 2, cursor })
      ids.push(...items.map(({ profileId }) => profileId))
      cursor = next ?? undefined
    } while (cursor !== undefined)
    return ids.sort()
  }
  const who = (is: (steps: string[]) => boolean) =>
    [...new Set(journeys.filter(({ facts }) => is(facts.map(({ event }) => event))).map(({ person }) => person))].sort()
  expect(await all({ step: 'Viewed' })).toEqual(who((steps) => steps.includes('Viewed')))
  expect(await all({ step: 'Viewed', only: 'starts' })).toEqual(who((steps) => steps[0] === 'Viewed'))
  expect(await all({ from: 'Viewed', to: 'Ordered' })).toEqual(who((steps) => steps.some((step, k) => step === 'Viewed' && steps[k + 1] === 'Ordered')))
  expect(await all({ place: 2, step: 'Ordered' })).toEqual(who((steps) => steps[1] === 'Ordered'))
  expect(await all({ place: 2, except: ['Ordered', 'Viewed', 'gone'] })).toEqual(who((steps) => steps[1] !== undefined && !['Ordered', 'Viewed'].includes(steps[1])))
  expect(await all({ place: 1, except: ['Viewed'], next: { step: 'Viewed' } })).toEqual(who((steps) => steps[0] !== 'Viewed' && steps[1] === 'Viewed'))
  expect(await all({ place: 1, step: 'Viewed', next: { except: ['Viewed'] } })).toEqual(who((steps) => steps[0] === 'Viewed' && steps[1] !== undefined && steps[1] !== 'Viewed'))
  const [first] = sequences
  if (first) expect(await all({ variant: first.variant })).toEqual(who((steps) => JSON.stringify(steps) === JSON.stringify(first.steps)))
} // prettier-ignore

const funnels = fc
  .record({
    stages: fc.array(fc.record({ steps: fc.uniqueArray(fc.constantFrom(...STEPS, 'Viewed', 'Ordered', 'gone'), { minLength: 1, maxLength: 2 }), optional: fc.boolean() }), { minLength: 1, maxLength: 4 }), // prettier-ignore
    order: fc.constantFrom('loose', 'strict'),
    within: fc.constantFrom(undefined, undefined, { n: 20, unit: 'minutes' }),
  })
  .map(({ stages: [first, ...others], ...rules }) => journeyFunnel.parse({ ...rules, stages: [{ ...first!, optional: false }, ...others] }))

test('funnels are those of the reference, and so are the people who drop out', SLOW, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drafts, { maxLength: 60, size: 'max' }), fc.array(fc.tuple(questions, funnels), { minLength: 8, maxLength: 8 }), async (given, asked) => {
      const { asking, facts } = await build(given)
      for (const [question, funnel] of asked) {
        const journeys = naiveJourneys(facts, question)
        const stages = funnel.stages.map(({ steps, optional }) => ({ activities: steps, optional }))
        const wanted = funnelOf(logOf(journeys, STEPS), stages, { order: funnel.order, ...(funnel.within && { withinMs: ms(funnel.within) }) })
        const found = await readFunnel(asking, { question, funnel })
        expect(found.cases).toBe(wanted.cases)
        expect(found.stages).toEqual(
          wanted.stages.map(({ reached, dropped, fromPrevious, fromFirst, eventOf, ofFirst }) => ({
            reached,
            people: peopleIn(journeys, (c) => eventOf[c]! >= 0).length,
            dropped,
            ofFirst: ofFirst.n === 0 ? { share: null, n: 0, low: 0, high: 1 } : ofFirst,
            ofPrevious: expect.anything() as unknown,
            fromPrevious: shown(fromPrevious),
            fromFirst: shown(fromFirst),
          })),
        )
        const next = stages.findIndex(({ optional }, stage) => stage > 0 && !optional)
        const left = peopleIn(journeys, (c) => wanted.stages[0]!.eventOf[c]! >= 0 && (next < 0 || wanted.stages[next]!.eventOf[c]! < 0))
        const { items } = await listPeople(asking, { question, of: { funnel, stage: 0, dropped: true }, limit: 200 })
        expect(items.map(({ profileId }) => profileId).sort()).toEqual(left)
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
}) // prettier-ignore

const peopleIn = (journeys: ReturnType<typeof naiveJourneys>, is: (c: number) => boolean) =>
  [...new Set(journeys.filter((_, c) => is(c)).map(({ person }) => person))].sort()

const fact = (user_id: string, minute: number, event: string): Draft => ({ who: { user_id }, minute, event, order: undefined, bot: false })
const ask = (question: object = {}) => journeyQuestion.parse(question)

test('what few people do is hidden, and counted', async () => {
  const { asking } = await build([fact('a', 0, 'Viewed'), fact('a', 1, 'Ordered'), fact('b', 0, 'Viewed'), fact('b', 1, '0'), fact('c', 0, 'Viewed'), fact('c', 1, '0')]) // prettier-ignore
  const graph = await readGraph(asking, { question: ask(), minShare: 0.5 })
  expect(graph.nodes.map(({ step }) => step)).toEqual(['Viewed', '0'])
  expect(graph.edges.map(({ from, to }) => [from, to])).toEqual([['Viewed', '0']])
  expect(graph.hidden).toEqual({ nodes: 1, edges: 1, passages: 1 })
})

test('two questions are compared edge by edge', async () => {
  const { asking } = await build([fact('a', 0, 'Viewed'), fact('a', 1, 'Ordered'), fact('b', 200, 'Viewed'), fact('b', 201, '0')])
  const noon = new Date(FROM + 100 * MINUTE_MS).toISOString()
  const { cases, items } = await compareJourneys(asking, { a: ask({ to: noon }), b: ask({ from: noon }) })
  expect(cases).toEqual({ a: 1, b: 1 })
  expect(items).toHaveLength(2)
  const bought = items.find(({ to }) => to === 'Ordered')!
  expect(bought).toMatchObject({ from: 'Viewed', a: { share: 1, n: 1, median_ms: MINUTE_MS }, b: { share: 0, n: 1, median_ms: null } })
  expect(bought).toMatchObject(newcombe({ count: 1, n: 1 }, { count: 0, n: 1 }))
})

test('a segment’s journeys are those of its people, and one that is not there is said to be missing', async () => {
  const { asking, workspaceId } = await build([fact('a', 0, 'Viewed'), fact('b', 0, 'Ordered')])
  const { rows } = await stores.postgres.system.query<{ id: number }>(
    `insert into segments (workspace_id, name, rule, state, created_at, created_by, changed_at, changed_by) values ($1, 'S', '{}', 'live', now(), 't', now(), 't') returning segment_id as id`,
    [workspaceId],
  )
  await stores.postgres.system.query(
    `insert into segment_members (workspace_id, segment_id, profile_id, since, because)
     select workspace_id, $2, profile_id, now(), '{}' from identifiers where workspace_id = $1 and value = 'a'`,
    [workspaceId, rows[0]!.id],
  )
  const graph = await readGraph(asking, { question: ask({ segmentId: rows[0]!.id }), minShare: 0 })
  expect(graph.nodes.map(({ step }) => step)).toEqual(['Viewed'])
  await expect(readGraph(asking, { question: ask({ segmentId: 999_999 }), minShare: 0 })).rejects.toMatchObject({ code: 'no_such_segment' })
})

test('touchpoints are the steps as soon as there are any', async () => {
  const { asking, workspaceId } = await build([fact('a', 0, 'Viewed'), fact('a', 1, '0'), fact('a', 2, 'Ordered')])
  const touchpoint = `insert into touchpoints (workspace_id, name, description, channel, physical, stage, sub_stage, owner, matches, providers, modules, importance,
    place, created_at, created_by, changed_at, changed_by) values ($1, $2, '', 'web', false, 'before', '', '', $3, '{}', '{}', 3, $4, now(), 't', now(), 't')`
  await stores.postgres.system.query(touchpoint, [workspaceId, 'Shop', JSON.stringify([{ fact: 'Viewed' }]), 1])
  await stores.postgres.system.query(touchpoint, [workspaceId, 'Till', JSON.stringify([{ fact: 'Ordered' }]), 2])
  const graph = await readGraph(asking, { question: ask(), minShare: 0 })
  expect(graph.nodes.map(({ name, stage }) => [name, stage])).toEqual([['Shop', 'before'], ['Till', 'before']]) // prettier-ignore
  expect(graph.edges.map(({ count, durations }) => [count, durations.median_ms])).toEqual([[1, 2 * MINUTE_MS]])
  expect((await readGraph(asking, { question: ask({ steps: 'facts' }), minShare: 0 })).nodes).toHaveLength(3)
})

test('a variant is still itself after other steps have come', async () => {
  const { asking, workspaceId } = await build([fact('a', 0, 'Viewed'), fact('a', 1, 'Ordered')])
  const { items } = await readVariants(asking, { question: ask(), limit: 1 })
  const who = { user_id: 'b' }
  const later = ['New', 'New', 'New'].map((event, minute) => ({
    who,
    event,
    time: new Date(FROM + minute).toISOString(),
    messageId: `n${workspaceId}-${minute}`,
  }))
  await recordFacts(stores, { workspaceId, sourceId: 1 }, later)
  const people = await listPeople(asking, { question: ask(), of: { variant: items[0]!.variant }, limit: 10 })
  expect(people.items.map(({ head }) => head.value)).toEqual(['a'])
})

test('journeys are of accounts, of everybody of one account, or of those of whom a rule is true', async () => {
  const workspace = await buildWorkspace(stores)
  const { workspaceId } = workspace
  const lived = (user_id: string, accountId: string | undefined, [minute, event]: [number, string]) => ({
    who: { user_id },
    event,
    time: new Date(FROM + minute * MINUTE_MS).toISOString(),
    messageId: `a${workspaceId}-${minute}`,
    ...(accountId !== undefined && { accountId }),
  })
  await recordFacts(stores, workspace, [
    lived('ann', 'acme', [0, 'Viewed']),
    lived('bob', 'acme', [1, 'Called']),
    lived('ann', undefined, [2, 'Ordered']),
    lived('cid', 'home', [3, 'Viewed']),
    lived('cid', 'home', [4, 'Ordered']),
    lived('dot', undefined, [5, 'Viewed']),
  ])
  const request = { workspaceId, inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) } as WorkspaceRequest
  const asking = { warehouse: stores.warehouse, request }
  const byAccount = ask({ by: { kind: 'account' } })
  const { items, cases } = await readVariants(asking, { question: byAccount, limit: 10 })
  expect(cases).toBe(2)
  expect(items.map(({ steps }) => steps)).toEqual(expect.arrayContaining([['Viewed', 'Called', 'Ordered'], ['Viewed', 'Ordered']])) // prettier-ignore
  const names = async (question: JourneyQuestion, of: Parameters<typeof listPeople>[1]['of']) =>
    (await listPeople(asking, { question, of, limit: 10 })).items.map(({ head }) => head.value).sort()
  expect(await names(byAccount, { from: 'Viewed', to: 'Called' })).toEqual(['ann', 'bob'])
  const funnel = journeyFunnel.parse({ stages: [{ steps: ['Viewed'] }, { steps: ['Ordered'] }], order: 'strict' })
  expect((await readFunnel(asking, { question: byAccount, funnel })).stages.map(({ people }) => people)).toEqual([2, 1])
  expect(await names(byAccount, { funnel, stage: 1, dropped: false })).toEqual(['cid'])

  const acme = { version: 1, where: { account: 'id', op: 'equals', value: 'acme' } }
  expect(await names(ask({ who: acme }), { step: 'Viewed' })).toEqual(['ann'])
  expect((await readGraph(asking, { question: ask({ who: { version: 1, where: { not: acme.where } } }), minShare: 0 })).people).toBe(2)
  const missing = { version: 1, where: { segment: 999_999 } }
  await expect(readGraph(asking, { question: ask({ who: missing }), minShare: 0 })).rejects.toMatchObject({ status: 422 })
})
