import { dirname } from 'node:path'
import { importMapping, type ImportMappingInput } from '@percorso/contract'
import { expect, test } from 'vitest'
import { loadLookups } from './lookups.ts'
import { compileMapping } from './map-row.ts'
import { scratchFile } from './scratch-file.ts'

const base: ImportMappingInput = {
  lookups: { orders: { file: 'orders.csv', key: 'order_id' }, customers: { file: 'customers.csv', key: 'customer_id' } },
  join: [
    { lookup: 'orders', on: 'order_id', prefix: 'order.' },
    { lookup: 'customers', on: 'order.customer_id', prefix: 'customer.' },
  ],
  person: { userId: '{customer.person}' },
  facts: [{ type: 'track', event: 'Paid', time: '{order.time}' }],
}
const orders = 'order_id,customer_id,time,unused\no1,c1,2024-01-01,x\no2,c9,2024-01-02,x\n'
const customers = 'customer_id,person\nc1,p1\n'

const folderWith = (orderRows = orders, customerRows = customers) =>
  dirname(scratchFile(['orders.csv', orderRows], ['customers.csv', customerRows]))

test('joins follow each other, and a row whose key is not found is about nobody', async () => {
  const mapping = importMapping.parse(base)
  const lookups = await loadLookups(mapping, folderWith())
  const mapRow = compileMapping(mapping, { importName: 'a', fileName: 'payments.csv', lookups, columns: ['order_id'] })
  expect(mapRow({ number: 1, values: { order_id: 'o1' } })).toMatchObject([
    { fact: { userId: 'p1', timestamp: '2024-01-01T00:00:00.000Z' } },
  ])
  expect(mapRow({ number: 2, values: { order_id: 'o2' } })).toEqual([{ refused: 'The row is about nobody: {customer.person} is missing' }])
  expect(Object.keys(lookups['orders']!.get('o1')!).sort()).toEqual(['customer_id', 'time'])
})

test('a key that occurs twice is an error unless the mapping says which row counts', async () => {
  const folder = folderWith(orders, `${customers}c1,p2\n`)
  await expect(loadLookups(importMapping.parse(base), folder)).rejects.toMatchObject({ code: 'import_lookup_double' })
  for (const [keep, person] of [
    ['first', 'p1'],
    ['last', 'p2'],
  ] as const) {
    // prettier-ignore
    const mapping = importMapping.parse({ ...base, lookups: { ...base.lookups, customers: { file: 'customers.csv', key: 'customer_id', keep } } })
    expect((await loadLookups(mapping, folder))['customers']!.get('c1')).toMatchObject({ person })
  }
})

test('lookups that do not fit in memory are refused', async () => {
  const mapping = importMapping.parse(base)
  await expect(loadLookups(mapping, folderWith(), { lookupRows: 2, lookupBytes: 1e6 })).rejects.toMatchObject({
    code: 'import_lookup_too_large',
  })
  await expect(loadLookups(mapping, folderWith(), { lookupRows: 99, lookupBytes: 99 })).rejects.toMatchObject({
    code: 'import_lookup_too_large',
  })
})

test('a lookup without the columns that the mapping wants is refused', async () => {
  await expect(loadLookups(importMapping.parse(base), folderWith(orders, 'customer_id,name\n'))).rejects.toThrow('has no column person')
})

test.each(['../secrets.csv', '/etc/passwd', '..', 'a\\b.csv'])('a lookup cannot lie at %s', (file) => {
  expect(importMapping.safeParse({ ...base, lookups: { ...base.lookups, customers: { file, key: 'customer_id' } } }).success).toBe(false)
})
