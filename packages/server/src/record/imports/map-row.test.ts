import { importMapping, type ImportMappingInput } from '@percorso/contract'
import { expect, test } from 'vitest'
import { compileMapping, type Mapped, type MappingContext } from './map-row.ts'

type Facts = ImportMappingInput['facts']
const userOnly = { userId: '{id}' }

function map(values: Record<string, unknown>, facts: Facts, rest: Partial<ImportMappingInput> = {}): Mapped[] {
  const mapping = importMapping.parse({ person: userOnly, facts, ...rest })
  return compileMapping(mapping, { importName: 'test', fileName: 'file.csv' })({ number: 1, values })
}

test('one row yields several facts, each with its own time and only where its conditions hold', () => {
  const order = { id: 'u1', order: 'o1', placed: '2024-01-01 10:00', shipped: '', city: 'Roma', total: '12.50', status: 'paid' }
  const when = { column: 'shipped', present: true }
  const mapped = map(
    order,
    [
      { type: 'identify', time: '{placed}', traits: { city: '{city}', gone: '{shipped}' }, messageId: 'order-{order}-identify' },
      {
        type: 'track',
        event: 'Order {status}',
        time: '{placed}',
        messageId: 'order-{order}',
        properties: { total: { column: 'total', as: 'number' }, vip: true },
      },
      { type: 'track', event: 'Shipped', time: '{shipped}', when },
      { type: 'group', groupId: 'city-{city}', time: '{placed}', when: [{ column: 'status', equals: 'paid' }, { column: 'city', not: 'Milano' }] }, // prettier-ignore
    ],
    { timeZone: 'Europe/Rome' },
  )
  const timestamp = '2024-01-01T09:00:00.000Z'
  expect(mapped).toEqual([
    { fact: { type: 'identify', messageId: 'order-o1-identify', timestamp, userId: 'u1', traits: { city: 'Roma' } } },
    {
      fact: { type: 'track', messageId: 'order-o1', timestamp, userId: 'u1', event: 'Order paid', properties: { total: 12.5, vip: true } },
    },
    {
      fact: {
        type: 'group',
        messageId: expect.stringMatching(/^import-[0-9a-f]{32}$/),
        timestamp,
        userId: 'u1',
        groupId: 'city-Roma',
        traits: {},
      },
    },
  ])
})

test('email and phone are traits of an identify and context of everything else', () => {
  const person = { email: '{mail}', phone: '{tel}', external: { loyalty: '{card}' } }
  const values = { mail: 'a@example.com', tel: '', card: 'L1', time: '2024-01-01' }
  const mapped = map(
    values,
    [
      { type: 'identify', time: '{time}' },
      { type: 'page', name: 'Home', time: '{time}' },
    ],
    { person },
  )
  const externalIds = [{ type: 'loyalty', id: 'L1', collection: 'users', encoding: 'none' }]
  expect(mapped).toMatchObject([
    { fact: { traits: { email: 'a@example.com' }, context: { externalIds } } },
    { fact: { name: 'Home', context: { externalIds, traits: { email: 'a@example.com' } } } },
  ])
  expect(mapped[0]).not.toHaveProperty('fact.context.traits')
})

test('a row about nobody is refused once; what is wrong in one fact leaves the others alone', () => {
  const facts: Facts = [
    { type: 'track', event: 'A', time: '{time}' },
    { type: 'track', event: 'B', time: '2024-01-01', properties: { n: { column: 'n', as: 'number' } } },
    { type: 'track', event: '{name}', time: '2024-01-01' },
    { type: 'track', event: 'D', time: '2024-01-01', messageId: 'd-{name}' },
    { type: 'track', event: 'E', time: '2024-01-01' },
  ]
  expect(map({ id: '', time: 'x', n: '1', name: '' }, facts)).toEqual([{ refused: 'The row is about nobody: {id} is missing' }])
  const mapped = map({ id: 'u1', time: 'soon', n: 'many', name: '' }, facts)
  expect(mapped.map((result) => ('fact' in result ? result.fact.event : result.refused))).toEqual([
    '"soon" is no time that can be read; use ISO 8601 or set dateOrder',
    'n: "many" is no number',
    'There is no event',
    'There is no message id in d-{name}',
    'E',
  ])
})

test('values are read as what the mapping says', () => {
  const values = {
    id: 'u1',
    n: '1.234,5',
    yes: 'Yes',
    no: 0,
    day: '31.12.2024',
    json: '{"a":[1]}',
    list: 'a; b;;c',
    deep: { er: 'x' },
    zip: '00123',
    na: 'NA',
  }
  const as = (column: string, as: 'number' | 'boolean' | 'date' | 'json' | 'list') => ({ column, as })
  const traits = {
    n: as('n', 'number'),
    yes: as('yes', 'boolean'),
    no: as('no', 'boolean'),
    day: as('day', 'date'),
    json: as('json', 'json'),
    list: { ...as('list', 'list'), separator: ';' },
    deep: '{deep.er}',
    zip: '{zip}',
    na: '{na}',
    naNumber: as('na', 'number'),
  }
  const [mapped] = map(values, [{ type: 'identify', time: '2024-01-01', traits }], { decimal: ',', dateOrder: 'dmy', missing: ['', 'NA'] })
  expect(mapped).toHaveProperty('fact.traits', {
    n: 1234.5,
    yes: true,
    no: false,
    day: '2024-12-31T00:00:00.000Z',
    json: { a: [1] },
    list: ['a', 'b', 'c'],
    deep: 'x',
    zip: '00123',
  })
})

test('the default message id depends on import, file, row and fact, and on nothing else', () => {
  const mapping = importMapping.parse({ person: userOnly, facts: [1, 2].map(() => ({ type: 'page' as const, time: '2024-01-01' })) })
  const idsOf = (context: MappingContext, number: number, id = 'u1') =>
    compileMapping(mapping, context)({ number, values: { id } }).map((result) => ('fact' in result ? result.fact.messageId : ''))
  const context = { importName: 'a', fileName: 'f' }
  const first = idsOf(context, 1)
  expect(idsOf(context, 1, 'u2')).toEqual(first)
  const others = [idsOf({ ...context, importName: 'b' }, 1), idsOf({ ...context, fileName: 'g' }, 1), idsOf(context, 2)]
  expect(new Set([first, ...others].flat()).size).toBe(8)
})

test('a mapping that speaks of unknown columns is refused before the first row', () => {
  const mapping = importMapping.parse({
    person: userOnly,
    facts: [{ type: 'track', event: 'A', time: '{when}', properties: { x: { column: 'y' } } }],
  })
  expect(() => compileMapping(mapping, { importName: 'a', fileName: 'f', columns: ['id', 'x'] })).toThrow(/speaks of when, y/)
})
