import type { Duration, FactMatch, FactWindow, SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import type { AnyRuleOptions } from '../../../../contract/src/testing/any-rule.ts'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { anything } from '../../../../contract/src/testing/any-words.ts'
import { publishMoves, undoMerge } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { naiveHolds } from '../../testing/naive-rule.ts'
import type { NaivePerson } from '../../testing/naive-rule.ts'
import { readNaivePeople } from '../../testing/naive-people.ts'
import { momentIn } from './calendar.ts'
import { findPeople } from './find-people.ts'
import type { FindScope, Lists } from './find-people.ts'

const SEED = inject('seed')
const RUNS = 300
const NOW = Date.parse('2026-06-15T12:00:00Z')
const TIME_ZONE = 'Europe/Warsaw'
const HOUR_MS = 3_600_000

const stores = await testStores()
const at = momentIn(TIME_ZONE, NOW)

/** The middle of the night of a change of the clock, the edges of windows, and moments that several facts share. */
const times = fc.oneof(
  fc.constantFrom(NOW, NOW - 24 * HOUR_MS, NOW - 7 * 24 * HOUR_MS, NOW - 7 * 24 * HOUR_MS + 1, NOW + HOUR_MS, NOW - 2 * HOUR_MS),
  fc.constantFrom('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-06-14T22:00:00Z', '2026-06-14T21:59:59.999Z').map(Date.parse),
  fc.integer({ min: 0, max: 40 }).map((days) => NOW - days * 12 * HOUR_MS),
  fc.integer({ min: Date.parse('2024-02-01T00:00:00Z'), max: NOW + 10 * 24 * HOUR_MS }),
)
const DATES = ['2026-06-15', '2026-06-14T22:00:00Z', '2026-06-15 12:00', '2024-02-29', '1899-12-31T23:00:00-01:00', '2026-02-30', '0000-01-01', '2026-06-15T24:00:00Z', '2026-05-01T10:00:00.1239+0200'] // prettier-ignore
const TEXTS = ['gold', 'Łódź', 'LODZ', 'z\u0307elazo', '7', 'true', '', 'ﬁne', 'a\nb', "it's", '{p1:String}', 'Σας', ...DATES]
const NUMBERS = [0, 1, 7, 7.5, -3, 0.1, 0.2, 0.3, 1e11, 1e300, 2 ** 53]
const usual = fc.constantFrom<string | number | boolean>('gold', 'Łódź', '2026-06-14T22:00:00Z', 7, 7.5, true)
const scalars = fc.oneof(usual, fc.constantFrom<string | number | boolean>(...TEXTS, ...NUMBERS, true, false))
const lists = fc.array(fc.oneof(scalars, fc.constant(null)), { maxLength: 3 })
const PROPERTIES = ['a', 'a.b', 'a.b.c', 'we`ird', "it's.{p1:String}", 'ü', 'null', 'size0', '^x', 'x.:`Int64`', 'l[]', 'b\\', 'no such']
const inner = fc.oneof(scalars, lists, fc.constantFrom(null, { c: 7 }, {}))
const values = fc.oneof(
  { arbitrary: usual, weight: 6 },
  { arbitrary: scalars, weight: 2 },
  { arbitrary: lists, weight: 2 },
  { arbitrary: fc.constant(null), weight: 1 },
  { arbitrary: fc.dictionary(fc.constantFrom('b', 'size0', '{p1:String}', ':`Int64`'), inner, { noNullPrototype: true }), weight: 2 },
)
const strange = fc.dictionary(fc.constantFrom('ü', 'we`ird', "it's", 'null', 'size0', '^x', 'x', 'l[]', 'b\\', 'a.b'), values, { maxKeys: 3, noNullPrototype: true }) // prettier-ignore
const documents = fc.tuple(values, strange).map(([a, others]): Record<string, unknown> => ({ ...(a !== 7.5 && { a }), ...others }))

const whos = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map((n): Record<string, string> => ({ user_id: `u${n}` })),
  fc.integer({ min: 0, max: 30 }).map((n): Record<string, string> => ({ anonymous_id: `d${n}` })),
  fc.integer({ min: 0, max: 30 }).map((n): Record<string, string> => ({ user_id: `u${n}`, anonymous_id: `d${n % 25}` })),
  fc.integer({ min: 0, max: 9 }).map((n): Record<string, string> => ({ user_id: `u${n}`, email: `Łu${n}@example.com`.toLowerCase() })),
)
const EVENTS = ['Viewed', 'Ordered', 'Read', 'Segment Entered']
const drafts = fc.record(
  {
    who: whos,
    time: times.map((ms) => new Date(ms).toISOString()),
    event: fc.constantFrom(...EVENTS, ...EVENTS.slice(0, 2)),
    properties: documents,
    traits: documents,
    accountId: fc.constantFrom('acme', 'ACME', 'home'),
    accountTraits: documents,
    bot: fc.constantFrom(false, false, false, true),
  },
  { requiredKeys: ['who', 'time'], noNullPrototype: true },
)

/** Taken for one person until somebody says that they are two. */
const ONCE_ONE = [{ user_id: 'bo' }, { anonymous_id: 'tablet' }, { user_id: 'bo', anonymous_id: 'tablet' }].map(
  (who: Record<string, string>) => ({
    who,
    time: '2026-06-01T00:00:00Z',
    event: 'Viewed',
  }),
)

const words: AnyRuleOptions = {
  facts: fc.constantFrom('Viewed', 'Ordered', 'Viewed', 'Ordered', 'Read', 'identify', 'Segment Entered', 'Nothing'),
  types: fc.constantFrom('track', 'identify', 'page'),
  properties: fc.oneof(fc.constantFrom('a', 'a.b'), fc.constantFrom(...PROPERTIES)),
  traits: fc.constantFrom('a', 'ü', 'we`ird', 'null'),
  accountTraits: fc.constantFrom('a', 'ü'),
  identifiers: fc.constantFrom('user_id', 'email', 'anonymous_id'),
  values: scalars,
  texts: fc.constantFrom('gold', 'lodz', 'Ó', 'ź', 'GOLD', '7', 'u1', 'łu1@example.com', 'ac', 'fi', 'σ', "it's"),
  patterns: fc.constantFrom('^g', 'a.b', 'Ł', '(.*)*x', '\\d+', '(?i)GOLD', '7$', '\\bit'),
  numbers: fc.constantFrom(...NUMBERS, 1e11 * 2, 1.05),
  counts: fc.integer({ min: 0, max: 4 }),
  days: fc.constantFrom(1, 7, 36_500),
  durations: fc.constantFrom(
    { n: 1, unit: 'days' as const },
    { n: 7, unit: 'days' as const },
    { n: 90, unit: 'minutes' as const },
    { n: 1, unit: 'years' as const },
    { n: 100, unit: 'years' as const },
  ),
  instants: fc.constantFrom('2026-03-29', '2026-03-30', '2026-06-15', '2026-06-15T12:00:00Z', '2026-06-14T12:00:00+02:00', '0001-01-01', '9999-12-31'),
  ops: [...anything.ops, 'exists', 'exists', 'equals', 'equals', 'anyOf', 'contains', 'atLeast', 'atLeast', 'atMost', 'atMost', 'hasAny', 'after'],
  segments: fc.constantFrom(1, 2),
  sets: fc.constantFrom(1, 2),
  salts: fc.constantFrom('a', 'Łódź'),
} // prettier-ignore
const rules = anyRule({ ...words, depth: 2 }).map(loosened)
const deeds = anyRule({ ...words, depth: 1, leaves: ['count', 'measure', 'edge', 'time', 'sequence', 'stopped', 'regularly'] }).map(
  loosened,
)

const ways = anyRule({ ...words, depth: 0, leaves: ['sequence', 'edge', 'measure', 'regularly'] }).map(bare)

/** With fewer tests of facts, so that rules mean some people and not others. */
function loosened(where: SegmentWhere): SegmentWhere {
  return JSON.parse(JSON.stringify(where), (key, value: unknown) => {
    if (key === 'where' && Array.isArray(value)) return value.length === 1 ? value : undefined
    return value === 'page' ? undefined : value
  }) as SegmentWhere
}

/** Without any. */
function bare(where: SegmentWhere): SegmentWhere {
  return JSON.parse(JSON.stringify(where), (key, value: unknown) => (key === 'where' || key === 'type' ? undefined : value)) as SegmentWhere
}

async function buildWorld(): Promise<{ scope: Omit<FindScope, 'db'>; people: NaivePerson[] }> {
  const world = await buildWorkspace(stores, { timeZone: TIME_ZONE })
  const some = [...fc.sample(drafts, { seed: SEED, numRuns: 800 }), ...ONCE_ONE].map((draft, index) => ({
    ...draft,
    messageId: `m${index}`,
  }))
  const half = some.length / 2
  await recordFacts(stores, world, some.slice(0, half))
  await publishMoves(stores)
  await recordFacts(stores, world, some.slice(half)) // of these moves the warehouse is not told
  await inWorkspace(stores.postgres, world.workspaceId, (db) =>
    undoMerge({ db, workspaceId: world.workspaceId }, { a: idOf(world, 'user_id', 'bo'), b: idOf(world, 'anonymous_id', 'tablet') }, 'ada'),
  )
  const people = await readNaivePeople(stores, world, some)
  const members = (list: number): ReadonlySet<string> => new Set(people.map(({ state }) => state.profileId).filter((_, place) => place % 3 === list)) // prettier-ignore
  for (const { state } of people) {
    for (const list of [1, 2]) if (members(list).has(state.profileId)) [state.segments, state.sets].forEach((in_) => (in_ as Set<number>).add(list))
  } // prettier-ignore
  const lists: Lists = { segment: async (id) => members(id), set: async (id) => members(id) }
  return { scope: { workspaceId: world.workspaceId, warehouse: stores.warehouse, lists }, people }
}

const world = await buildWorld()

const find = (where: SegmentWhere, ids?: string[]) =>
  inWorkspace(stores.postgres, world.scope.workspaceId, (db) => findPeople({ ...world.scope, db }, where, { at, ...(ids && { ids }) }))
const expected = (where: SegmentWhere, among = world.people) =>
  among.filter((person) => naiveHolds(where, person, at)).map(({ state }) => state.profileId).sort() // prettier-ignore

test(`whom the stores find is whom a literal reading of the rule finds (seed ${SEED})`, async () => {
  let telling = 0
  await fc.assert(
    fc.asyncProperty(fc.oneof(rules, deeds, ways), async (where) => {
      const wanted = expected(where)
      if (wanted.length > 0 && wanted.length < world.people.length) telling += 1
      expect((await find(where)).sort()).toEqual(wanted)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  expect(telling).toBeGreaterThan(RUNS / 6) // rules that mean everybody or nobody tell little
}, 240_000)

test('only those who are asked about are found', async () => {
  const some = world.people.slice(0, 5)
  const ids = some.map(({ state }) => state.profileId)
  for (const where of fc.sample(rules, { seed: SEED, numRuns: 10 })) expect((await find(where, ids)).sort()).toEqual(expected(where, some))
})

test('times are held to the millisecond, as the language says', async () => {
  const alone = await buildWorkspace(stores)
  const who = { user_id: 'ada' }
  const DAY_MS = 24 * HOUR_MS
  const deed = (event: string, ms: number) => ({ who, event, time: new Date(ms).toISOString(), messageId: `${event} ${ms}` })
  const week = NOW - 7 * DAY_MS
  const facts = [deed('A', week), deed('B', week + HOUR_MS), deed('C', NOW), deed('D', NOW), deed('E', week + HOUR_MS - 1)]
  await recordFacts(stores, alone, facts)
  const [ada] = await readNaivePeople(stores, alone, facts)
  const some = (fact: string, within: FactWindow): SegmentWhere => ({ count: { fact }, within, op: 'atLeast', value: 1 })
  const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((fact) => ({ fact })) as [FactMatch, FactMatch, FactMatch, FactMatch, FactMatch]
  const [minutes, hours, days] = [60, 1, 7].map((n, place) => ({ n, unit: (['minutes', 'hours', 'days'] as const)[place]! })) as [Duration, Duration, Duration] // prettier-ignore
  const from = new Date(week).toISOString()
  const rules: [SegmentWhere, boolean][] = [
    [some('A', { last: days }), false],
    [some('A', { last: { n: 7 * 24 * 60 + 1, unit: 'minutes' } }), true],
    [some('A', { from }), true],
    [some('A', { to: from }), false],
    [some('A', { after: a, for: minutes }), true],
    [some('B', { after: a, for: hours }), false],
    [some('E', { after: a, for: hours }), true],
    [{ sequence: [a, b], in: hours }, true],
    [{ sequence: [a, b], in: { n: 59, unit: 'minutes' } }, false],
    [{ sequence: [c, d] }, false],
    [{ sequence: [a, b], without: b }, true],
    [{ sequence: [a, b], without: e }, false],
    [{ stopped: a, for: days }, true],
    [{ stopped: e, for: days }, false],
    [{ time: 'last', of: a, op: 'withinLast', value: days }, false],
    [{ time: 'last', of: a, op: 'after', value: from }, false],
    [{ regularly: {}, weeks: 2, atLeast: 2 }, true],
    [{ regularly: a, weeks: 1, atLeast: 1 }, false],
  ]
  const scope = { ...world.scope, workspaceId: alone.workspaceId }
  for (const [where, holds] of rules) {
    const found = await inWorkspace(stores.postgres, alone.workspaceId, (db) => findPeople({ ...scope, db }, where, { at }))
    expect([where, found.length === 1, naiveHolds(where, ada!, at)]).toEqual([where, holds, holds])
  }
})
