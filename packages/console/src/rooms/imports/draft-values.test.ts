import { expect, it } from 'vitest'
import { kindOf, sourceOf, valueFrom } from './draft-values.ts'

it.each([
  ['{total}', 'number', { column: 'total', as: 'number' }],
  ['{first} {last}', 'string', '{first} {last}'],
  ['42', 'number', 42],
  ['42', 'string', '42'],
  ['', 'number', ''],
  ['true', 'boolean', true],
  ['{__proto__}', 'string', { column: '__proto__', as: 'string' }],
] as const)('%j as a %s is %j, and shown as it was written', (source, kind, value) => {
  expect(valueFrom(source, kind)).toEqual(value)
  expect(sourceOf(value)).toBe(source)
})

it('knows the kind of what is stored', () => {
  expect([7, false, 'x', { column: 'a' }, { column: 'a', as: 'date' as const }].map(kindOf)).toEqual([
    'number',
    'boolean',
    'string',
    'string',
    'date',
  ])
})
