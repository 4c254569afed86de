import { expect, it } from 'vitest'
import { buildWorkspace, recordFacts, testStores } from '../../testing/index.ts'
import { readNames, readSchema } from './read-schema.ts'
import { selectMinutes } from './source-facts.ts'

const stores = await testStores()
const { warehouse } = stores
const at = '2024-01-01T00:00:00Z'
const ada = { user_id: 'ada' }

it('says what the facts of a name are made of, and what does not go together', async () => {
  const world = await buildWorkspace(stores)
  const bought = (properties: Record<string, unknown>) => ({ who: ada, time: at, event: 'Bought', properties })
  await recordFacts(stores, world, [
    bought({ price: 5, tags: ['a'], gift: true, by: { city: 'Rome' }, due: '2024-02-01', note: null, basket: { id: 1 } }),
    bought({ price: 'five', due: 'soon', by: { city: '<b>Łódź</b>' }, basket: 'none', __proto__x: 1 }),
    bought({ price: 2.5, long: 'x'.repeat(500) }),
    { who: ada, time: at, event: 'Seen', properties: { price: true } },
  ])
  const { looked, of, properties } = await readSchema(warehouse, { ...world, type: 'track', name: 'Bought' })
  expect({ looked, of }).toEqual({ looked: 3, of: 3 })
  const found = Object.fromEntries(properties.map(({ path, ...property }) => [path, property]))
  expect(found['price']).toMatchObject({
    facts: 3,
    drifts: true,
    types: [
      { type: 'number', facts: 2 },
      { type: 'text', facts: 1 },
    ],
  })
  expect(found['price']!.samples.toSorted()).toEqual(['"five"', '2.5', '5'])
  expect(found['by.city']).toMatchObject({ facts: 2, drifts: false, types: [{ type: 'text', facts: 2 }] })
  expect(found['by.city']!.samples).toContain('"<b>Łódź</b>"')
  expect(found['due']).toMatchObject({ facts: 2, drifts: false })
  expect(found['basket']).toMatchObject({ facts: 1, drifts: true })
  expect(found['tags']).toMatchObject({ types: [{ type: 'list', facts: 1 }], samples: ['["a"]'] })
  expect(found['gift']).toMatchObject({ types: [{ type: 'boolean', facts: 1 }] })
  expect(found['long']!.samples[0]!.length).toBeLessThan(130)
  expect(found['note']).toBeUndefined()
})

it('lists the names that a source sends, and when; nothing of others', async () => {
  const [world, other] = [await buildWorkspace(stores), await buildWorkspace(stores)]
  await recordFacts(stores, world, [
    { who: ada, time: at, event: 'Seen' },
    { who: ada, time: '2024-03-01T00:00:00Z', event: 'Seen' },
    { who: ada, time: at, traits: { name: 'Ada' } },
  ])
  expect(await readNames(warehouse, world)).toEqual({
    isWhole: true,
    items: [
      { type: 'track', name: 'Seen', facts: 2, firstAt: '2024-01-01T00:00:00.000Z', lastAt: '2024-03-01T00:00:00.000Z' },
      { type: 'identify', name: 'identify', facts: 1, firstAt: '2024-01-01T00:00:00.000Z', lastAt: '2024-01-01T00:00:00.000Z' },
    ],
  })
  expect((await readNames(warehouse, { ...world, sourceId: world.sourceId + 1 })).items).toEqual([])
  expect((await readNames(warehouse, { ...other, sourceId: world.sourceId })).items).toEqual([])
  expect(await selectMinutes(warehouse, world, new Date(at))).toEqual([
    { at: Date.parse(at), facts: 2, bots: 0 },
    { at: Date.parse('2024-03-01T00:00:00Z'), facts: 1, bots: 0 },
  ])
})
