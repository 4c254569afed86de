import type { SegmentWhere } from '@percorso/contract'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../stores/index.ts'
import { buildWorkspace, idOf, recordFacts, testStores } from '../../testing/index.ts'
import { momentIn } from './calendar.ts'
import { findPeople } from './find-people.ts'
import type { FindScope } from './find-people.ts'
import { previewRule } from './preview.ts'
import type { PreviewLimits } from './preview.ts'
import { readProperties, readVocabulary } from './vocabulary.ts'

const at = momentIn('UTC', Date.parse('2026-06-15T12:00:00Z'))
const PEOPLE = 600

const stores = await testStores()
const world = await buildWorkspace(stores)
// Everybody viewed something, every third person ordered, every tenth is on the gold plan; the later the number, the later they were seen.
await recordFacts(
  stores,
  world,
  Array.from({ length: PEOPLE }, (_, n) => n).flatMap((n) => {
    const who = { user_id: `u${n}` }
    const time = new Date(at.now - (PEOPLE - n) * 60_000).toISOString()
    const viewed = { who, time, event: 'Viewed', properties: { page: { path: `/p/${n % 5}` }, tags: ['a'] }, accountId: 'acme' }
    const ordered = { who, time, event: 'Ordered', properties: { total: n } }
    return [{ who, time, traits: { plan: n % 10 === 0 ? 'gold' : 'free', born: '1990-05-01' } }, viewed, ...(n % 3 === 0 ? [ordered] : [])]
  }),
)

const within = <T>(work: (scope: FindScope) => Promise<T>): Promise<T> =>
  inWorkspace(stores.postgres, world.workspaceId, (db) => {
    const nobody = { segment: async () => new Set<string>(), set: async () => new Set<string>() }
    return work({ db, workspaceId: world.workspaceId, warehouse: stores.warehouse, lists: nobody })
  })
const preview = (where: SegmentWhere, limits?: PreviewLimits) =>
  within((scope) => previewRule(scope, where, { at, ...(limits && { limits }) }))

const ordered: SegmentWhere = { count: { fact: 'Ordered' }, op: 'atLeast', value: 1 }
const gold: SegmentWhere = { trait: 'plan', op: 'equals', value: 'gold' }

test('a preview counts exactly and shows those who were seen last', async () => {
  expect(await preview(ordered)).toMatchObject({ count: 200, exact: true, low: 200, high: 200, people: PEOPLE, warnings: [] })
  expect((await preview(ordered)).sample.map(({ head }) => head.value).slice(0, 3)).toEqual(['u597', 'u594', 'u591'])
  expect(await preview({ not: ordered })).toMatchObject({ count: 400, exact: true })
  expect((await preview({ not: ordered })).sample[0]!.profileId).toBe(idOf(world, 'user_id', 'u599'))
})

test('what is known of people is put together with what they did', async () => {
  expect(await preview(gold)).toMatchObject({ count: 60, exact: true })
  expect(await preview({ all: [gold, ordered] })).toMatchObject({ count: 20, exact: true })
  expect(await preview({ any: [gold, ordered] })).toMatchObject({ count: 240, exact: true })
  expect((await preview({ all: [gold, ordered] })).sample.map(({ head }) => head.value).slice(0, 2)).toEqual(['u570', 'u540'])
})

test('of many people some are asked, and the interval says what that is worth', async () => {
  const rules: [SegmentWhere, number][] = [[ordered, 200], [{ not: ordered }, 400], [gold, 60], [{ any: [gold, ordered] }, 240]] // prettier-ignore
  for (const [where, truth] of rules) {
    for (const limits of [
      { people: 100, asked: 200 },
      { people: 1_000, asked: 200 },
    ]) {
      const { exact, low, high, count, sample, people } = await preview(where, limits)
      expect(people).toBe(PEOPLE)
      expect(low - 20).toBeLessThanOrEqual(truth) // ids are fixed, and so is the sample
      expect(high + 20).toBeGreaterThanOrEqual(truth)
      expect(low <= count && count <= high).toBe(true)
      expect(exact).toBe(limits.people === 1_000 && !JSON.stringify(where).includes('trait'))
      const holds = await within((scope) => findPeople(scope, where, { at, ids: sample.map(({ profileId }) => profileId) }))
      expect(holds.length).toBe(sample.length)
    }
  }
})

test('a preview warns of what cannot be meant', async () => {
  const warned = async (where: SegmentWhere) => (await preview(where)).warnings
  const orders = (op: 'atLeast' | 'equals' | 'lessThan', value: number): SegmentWhere => ({ count: { fact: 'Ordered' }, op, value })
  expect(await warned({ count: {}, op: 'atLeast', value: 1 })).toEqual(['everybody'])
  expect(await warned(orders('lessThan', 0))).toEqual(['nobody', 'never'])
  expect(await warned(orders('atLeast', 0))).toEqual(['everybody', 'always'])
  expect(await warned({ all: [orders('atLeast', 1), orders('equals', 0)] })).toEqual(['nobody', 'never'])
  expect(await warned({ any: [gold, { not: gold }] })).toEqual(['everybody', 'always'])
  expect(await warned({ all: [gold, { trait: 'plan', op: 'equals', value: 'free' }] })).toEqual(['nobody', 'never'])
  expect(await warned({ all: [{ trait: 'plan', op: 'atLeast', value: 2 }, { trait: 'plan', op: 'lessThan', value: 2 }] })).toEqual(['nobody', 'never']) // prettier-ignore
  expect(await warned(orders('equals', 7))).toEqual(['nobody'])
  expect(await warned({ trait: 'plam', op: 'exists' })).toEqual(['nobody', 'unknown-trait'])
  expect(await warned({ count: { fact: 'Orderd' }, op: 'atLeast', value: 1 })).toEqual(['nobody', 'unknown-fact'])
  expect(await warned({ measure: 'sum', property: 'totl', of: { fact: 'Ordered' }, op: 'moreThan', value: 1 })).toEqual(['nobody', 'unknown-property']) // prettier-ignore
  expect(await warned({ count: { fact: 'Viewed', where: [{ property: 'page', op: 'exists' }] }, op: 'equals', value: 1 })).toEqual(['everybody']) // prettier-ignore
})

test('the vocabulary is what really came', async () => {
  const words = await within(readVocabulary)
  expect(words.facts).toEqual([
    { name: 'Viewed', type: 'track', facts: 600 },
    { name: 'identify', type: 'identify', facts: 600 },
    { name: 'Ordered', type: 'track', facts: 200 },
  ])
  expect(words.traits).toEqual([
    { key: 'born', type: 'date', samples: ['1990-05-01'] },
    { key: 'plan', type: 'string', samples: ['free', 'gold'] },
  ])
  expect(words.identifiers).toEqual(['user_id'])
  const { properties } = await within((scope) => readProperties(scope, 'Viewed'))
  expect(properties.map(({ path, type }) => [path, type])).toEqual([['page.path', 'string'], ['tags', 'list']]) // prettier-ignore
  expect((await within(readProperties)).properties.map(({ path }) => path).sort()).toEqual(['born', 'page.path', 'plan', 'tags', 'total'])
})
