import { expect, test } from 'vitest'
import { importMapping } from './import-mapping.ts'

const visit = { type: 'page', time: '{at}' }
const smallest = { person: { userId: '{id}' }, facts: [visit] }

test('the smallest mapping says who and when; the rest has defaults', () => {
  expect(importMapping.parse(smallest)).toMatchObject({ format: 'auto', encoding: 'auto', timeZone: 'UTC', missing: [''], join: [] })
})

test.each([
  ['nobody', { ...smallest, person: {} }],
  ['no facts', { ...smallest, facts: [] }],
  ['a fact without a time', { ...smallest, facts: [{ type: 'page' }] }],
  ['a place that is no time zone', { ...smallest, timeZone: 'Europe/Atlantis' }],
  ['a join to a lookup that is not there', { ...smallest, join: [{ lookup: 'constructor', on: 'id', prefix: 'x.' }] }],
  ['a condition that says two things', { ...smallest, facts: [{ ...visit, when: { column: 'a', present: true, equals: 'x' } }] }],
  ['a condition that says nothing', { ...smallest, facts: [{ ...visit, when: { column: 'a' } }] }],
  ['a misspelt key', { ...smallest, timezone: 'Europe/Rome' }],
])('refuses %s', (_, mapping) => {
  expect(importMapping.safeParse(mapping).success).toBe(false)
})
