import type { Rule, TraitLeaf } from '@percorso/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import type { Db } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import type { FactDraft } from '../../testing/people.ts'
import { countPeople, estimate } from './count-people.ts'
import { CANDIDATES_MAX } from './find-candidates.ts'
import { listPeople } from './list-people.ts'
import type { PeopleInput } from './list-people.ts'
import { walkPeople } from './people-tables.ts'
import { suggestTraits } from './suggest-traits.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

const stores = await testStores()

function requestOf({ workspaceId }: { workspaceId: number }): WorkspaceRequest {
  const by = { kind: 'user', id: 'eve', name: 'Eve', network: null, userAgent: null } as const
  return { workspaceId, actor: 'Eve', by, permissions: new Set(), inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work) }
}

type Asked = Partial<Omit<PeopleInput, 'filter'>> & { where?: Rule }

function ask({ where, ...input }: Asked): PeopleInput {
  return { sort: 'lastSeen', limit: 50, ...input, filter: where && { version: 1, where } }
}

/** Everybody whom a list shows, page by page. */
async function everybody(world: { workspaceId: number }, asked: Asked): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPeople(requestOf(world), ask({ ...asked, cursor }))
    found.push(...page.items.map(({ head }) => head.value))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return found
}

const world = await buildWorkspace(stores)
const other = await buildWorkspace(stores)

await recordFacts(stores, world, [
  { who: { anonymous_id: 'browser-1' }, time: '2024-01-01T10:00:00Z', event: 'Page Seen' },
  { who: { user_id: 'ada', anonymous_id: 'browser-1' }, time: '2024-01-02T10:00:00Z', traits: { plan: 'pro', seats: 3, born: '1815-12-10', name: 'Ada Łukasiewicz-Óbalska' } },
  { who: { user_id: 'ada', email: 'Ada@Example.com' }, time: '2024-01-03T10:00:00Z', traits: { plan: 'team', tags: ['a', 7] }, accountId: 'acme', accountTraits: { size: 12 } },
  { who: { user_id: 'bob' }, time: '2024-01-05T10:00:00Z', traits: { plan: '7', firstName: 'Bob', lastName: 'محمد' }, accountId: 'acme' },
  { who: { user_id: 'cyd' }, time: '2024-01-04T10:00:00Z', traits: { plan: 7, name: '<b>Cyd</b>' }, accountId: 'apex' },
  { who: { user_id: 'crawler' }, time: '2024-02-04T10:00:00Z', event: 'Page Seen', bot: true },
]) // prettier-ignore

describe('the list of people', () => {
  it('begins with who was seen last, leaves out crawlers, and names each person once', async () => {
    expect(await everybody(world, {})).toEqual(['bob', 'cyd', 'ada'])
    expect(await everybody(world, { limit: 1 })).toEqual(['bob', 'cyd', 'ada'])
    expect(await everybody(other, {})).toEqual([])
  })

  it.each([
    ['the start of an e-mail address, in any case', 'ADA@exa', ['ada']],
    ['the start of an identifier that is not the foremost', 'browser-', ['ada']],
    ['the start of a name', 'cy', ['cyd']],
    ['words of a name without accents', 'obal lukas', ['ada']],
    ['a name in another script', 'محم', ['bob']],
    ['one letter', 'b', ['bob', 'cyd', 'ada']],
    ['nobody', 'nobody', []],
    ['signs that mean something to a query', `' | !:*&`, []],
    ['wild cards', '%', []],
  ])('finds people by %s', async (_, search, found) => {
    expect(await everybody(world, { search })).toEqual(found)
    expect(await countPeople(requestOf(world), ask({ search }))).toMatchObject({ count: found.length, exact: true })
    expect(await everybody(other, { search })).toEqual([])
  })

  it.each<[string, Rule, string[]]>([
    ['a text is no number', { trait: 'plan', op: 'equals', value: '7' }, ['bob']],
    ['a number is no text', { trait: 'plan', op: 'equals', value: 7 }, ['cyd']],
    ['any of', { trait: 'plan', op: 'anyOf', value: [7, 'team'] }, ['cyd', 'ada']],
    ['a part of a text', { trait: 'name', op: 'contains', value: 'ÓBAL' }, ['ada']],
    ['a list', { trait: 'tags', op: 'has', value: 7 }, ['ada']],
    ['a date', { trait: 'born', op: 'before', value: '1815-12-11' }, ['ada']],
    ['not a date', { not: { trait: 'plan', op: 'before', value: '2100-01-01' } }, ['bob', 'cyd', 'ada']],
    ['when somebody was seen', { profile: 'lastSeen', op: 'after', value: '2024-01-04T09:00:00Z' }, ['bob', 'cyd']],
    ['how often', { profile: 'facts', op: 'atLeast', value: 3 }, ['ada']],
    ['a kind of identifier', { identifier: 'email', op: 'exists' }, ['ada']],
    ['an identifier as people write it', { identifier: 'email', op: 'equals', value: ' ADA@example.com ' }, ['ada']],
    ['an account', { account: 'id', op: 'startsWith', value: 'ac' }, ['bob', 'ada']],
    ['a trait of an account', { accountTrait: 'size', op: 'moreThan', value: 11.5 }, ['bob', 'ada']],
    [
      'all but',
      {
        not: {
          any: [
            { trait: 'plan', op: 'equals', value: 7 },
            { account: 'id', op: 'equals', value: 'acme' },
          ],
        },
      },
      [],
    ],
    ['a trait with a quote in its name', { trait: `a'b"c\\`, op: 'exists' }, []],
  ])('filters by %s', async (_, where, found) => {
    expect(await everybody(world, { where })).toEqual(found)
    expect(await everybody(world, { where: { any: [where] } })).toEqual(found) // no index serves what may be
    expect(await everybody(other, { where })).toEqual([])
  })

  it.each<[Asked['sort'], Asked['order'], string[]]>([
    ['firstSeen', 'asc', ['ada', 'cyd', 'bob']],
    ['facts', 'desc', ['ada']],
    ['name', undefined, ['cyd', 'ada', 'bob']],
    ['trait:plan', 'asc', ['bob', 'ada', 'cyd']],
    ['trait:seats', 'desc', ['ada']],
  ])('sorts by %s', async (sort, order, first) => {
    const asked = { ...(sort && { sort }), ...(order && { order }) }
    const found = await everybody(world, { ...asked, limit: 1 })
    expect(found.slice(0, first.length)).toEqual(first)
    expect(found.toSorted()).toEqual(['ada', 'bob', 'cyd'])
    expect(await everybody(world, { ...asked, search: 'nobody' })).toEqual([])
  })

  it('shows the traits that were asked for, and cuts what is long', async () => {
    const vast = await buildWorkspace(stores)
    const traits = { ...Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`t${n}`, n])), story: 'x'.repeat(200_000), name: 'V' }
    await recordFacts(stores, vast, [{ who: { user_id: 'v' }, time: '2024-01-01T00:00:00Z', traits }])
    const [person] = (await listPeople(requestOf(vast), ask({ columns: ['story', 't7', 'none'] }))).items
    expect(person?.traits).toEqual({ story: `${'x'.repeat(300)}…`, t7: 7 })
    expect((await suggestTraits(requestOf(vast))).keys.length).toBe(300)
  })

  it.each(['nonsense', Buffer.from('["lastSeen","desc","some","x"]').toString('base64url')])(
    'refuses cursors that are none',
    async (cursor) => {
      await expect(listPeople(requestOf(world), ask({ cursor }))).rejects.toMatchObject({ status: 400, code: 'bad_cursor' })
    },
  )

  it('refuses the cursor of another order', async () => {
    const { next } = await listPeople(requestOf(world), ask({ limit: 1 }))
    await expect(listPeople(requestOf(world), ask({ sort: 'facts', cursor: next! }))).rejects.toMatchObject({ code: 'bad_cursor' })
  })
})

type Simple = { id: string; at: number; traits: Record<string, unknown> }

/** What a rule means, said once more and plainly. */
function holds(where: Rule, person: Simple): boolean {
  if ('all' in where) return where.all.every((part) => holds(part, person))
  if ('any' in where) return where.any.some((part) => holds(part, person))
  if ('not' in where) return !holds(where.not, person)
  if (!('trait' in where)) throw new Error('not in this test')
  return holdsOf(where, person)
}

function holdsOf(where: TraitLeaf, person: Simple): boolean {
  const value = Object.hasOwn(person.traits, where.trait) ? person.traits[where.trait] : undefined
  if (where.op === 'exists') return value !== undefined
  if (where.op === 'equals') return value === where.value
  if (where.op === 'anyOf') return where.value.includes(value as string)
  if (where.op === 'startsWith') return typeof value === 'string' && value.startsWith(where.value)
  if (where.op === 'atLeast') return typeof value === 'number' && value >= where.value
  throw new Error('not in this test')
}

const value = fc.constantFrom('a', 'ab', 'b', 1, 2, 2.5, true)
const leaf = fc
  .record({
    trait: fc.constantFrom('x', 'y', '__proto__'),
    value,
    op: fc.constantFrom('exists', 'equals', 'anyOf', 'startsWith', 'atLeast'),
  })
  .map(({ trait, op, value: wanted }): Rule => {
    if (op === 'exists') return { trait, op }
    if (op === 'anyOf') return { trait, op, value: [wanted, 'b'] }
    if (op === 'startsWith') return { trait, op, value: String(wanted) }
    return op === 'atLeast' ? { trait, op, value: Number(wanted) || 0 } : { trait, op: 'equals', value: wanted }
  })
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
}))

it('any rule, in any order and by pages of any size, shows exactly those whom it means', { timeout: 120_000 }, async () => {
  const crowd = await buildWorkspace(stores)
  const start = Date.parse('2023-01-01T00:00:00Z')
  const values = [undefined, 'a', 'ab', 'b', 1, 2, 2.5, true]
  const people: Simple[] = Array.from({ length: 200 }, (_, n) => {
    const [x, y] = [values[n % 8], values[(n * 7 + (n >> 3)) % 8]]
    return {
      id: `p${String(n).padStart(3, '0')}`,
      at: start + (n % 50) * 60_000,
      traits: { ...(x !== undefined && { x }), ...(y !== undefined && { y }) },
    }
  })
  await recordFacts(
    stores,
    crowd,
    people.map(({ id, at, traits }) => ({ who: { user_id: id }, time: new Date(at).toISOString(), traits })),
  )
  const byTime = (a: Simple, b: Simple) => b.at - a.at || (idOf(crowd, 'user_id', a.id) < idOf(crowd, 'user_id', b.id) ? 1 : -1)
  await fc.assert(
    fc.asyncProperty(rule, fc.integer({ min: 7, max: 200 }), fc.constantFrom('lastSeen', 'name', 'trait:x'), async (where, limit, sort) => {
      const meant = people.filter((person) => holds(where, person))
      const found = await everybody(crowd, { where, limit, sort: sort as 'name' })
      const expected = sort === 'lastSeen' ? meant.sort(byTime) : meant.sort((a, b) => (a.id < b.id ? -1 : 1))
      expect(sort === 'trait:x' ? found.toSorted() : found).toEqual(expected.map(({ id }) => id))
      expect(await countPeople(requestOf(crowd), ask({ where }))).toMatchObject({ count: meant.length })
    }),
    { numRuns: 150 },
  )
})

it.each(['lastSeen', 'firstSeen', 'facts', 'name'] as const)(
  'goes on by %s from its place in the index, not from the beginning',
  async (sort) => {
    const plans = await inWorkspace(stores.postgres, world.workspaceId, async (db) => {
      // what is few is read in any way; of many, only this one will do
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await db.query(`set local enable_${way} = off`)
      const found: string[] = []
      const explaining: Db = {
        query: async (sql: string, values?: unknown[]) => {
          const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, values)
          found.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
          return { rows: [] } as never
        },
      }
      const wanted = { where: undefined, prefix: undefined, words: undefined }
      const after = { key: '1', profileId: idOf(world, 'user_id', 'ada') }
      await walkPeople({ db: explaining, workspaceId: world.workspaceId }, { sort, descending: true, wanted, columns: [], after, limit: 9 })
      return found
    })
    expect(plans.join()).toMatch(/Index Cond: .*ROW\(/u) // under row-level security, only if all in it is leakproof
  },
)

describe('a list of more people than are worth sorting', () => {
  it('is walked through in its order, and meets everybody once', { timeout: 120_000 }, async () => {
    const crowd = await buildWorkspace(stores)
    const start = Date.parse('2023-01-01T00:00:00Z')
    const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
    const size = CANDIDATES_MAX + 1_000
    const seen = Array.from({ length: size }, (_, n): FactDraft => ({
      who: { user_id: `p-${n}` },
      time: at(n),
      traits: { team: n % 100 === 0 ? 'red' : 'blue', name: `Person ${n}` },
    }))
    // Every tenth was seen by a second identifier too, of which some facts came later.
    const again = seen.filter((_, n) => n % 10 === 0).map(({ who }, n) => ({ who: { ...who, email: `p-${n}@example.com` }, time: at(n) }))
    const later = again.filter((_, n) => n % 2 === 0).map(({ who }, n) => ({ who: { email: who.email }, time: at(size + 1_000 + n) }))
    await recordFacts(stores, crowd, [...seen, ...again, ...later])
    const expected = [
      ...later.map((_, n) => `p-${n * 20}`).toReversed(),
      ...seen
        .map(({ who }) => who['user_id']!)
        .filter((_, n) => n % 20 !== 0)
        .toReversed(),
    ]
    expect(await everybody(crowd, { search: 'p-', limit: 200 })).toEqual(expected)
    expect(await everybody(crowd, { search: 'person', limit: 200 })).toEqual(expected)
    const blue: Rule = { trait: 'team', op: 'equals', value: 'blue' }
    expect(await everybody(crowd, { where: blue, limit: 200 })).toEqual(expected.filter((id) => Number(id.slice(2)) % 100 !== 0))
    expect(await everybody(crowd, { where: { not: blue }, limit: 7 })).toEqual(expected.filter((id) => Number(id.slice(2)) % 100 === 0))
    const until: Rule = { all: [blue, { profile: 'firstSeen', op: 'before', value: at(3) }] }
    const early = await everybody(crowd, { where: { all: [blue, until] }, sort: 'firstSeen', order: 'asc' })
    expect(early.toSorted()).toEqual(['p-1', 'p-10', 'p-2', 'p-20'])
    expect((await countPeople(requestOf(crowd), {})).count).toBeGreaterThan(0)
  })
})

it('an estimate says how sure it is', () => {
  expect(estimate(400, 0.01)).toEqual({ count: 40_000, exact: false, low: 36_100, high: 43_900 })
  expect(estimate(0, 0.01)).toEqual({ count: 0, exact: false, low: 0, high: 300 })
})
