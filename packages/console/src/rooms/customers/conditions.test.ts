import type { Rule } from '@percorso/contract'
import { peopleRule } from '@percorso/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromRule, inputOf, opsOf, subjects, toRule } from './conditions.ts'
import type { Condition } from './conditions.ts'

const condition = fc.constantFrom(...subjects).chain((subject) =>
  fc.constantFrom(...opsOf[subject]).chain((op) => {
    const type = fc.constantFrom<Condition['type'][]>('text', 'number', 'boolean')
    return type.chain((of): fc.Arbitrary<Condition> => {
      const input = inputOf({ op, subject, type: of })
      const value =
        input === 'number'
          ? fc.integer({ min: 1, max: 999 }).map(String)
          : input === 'date'
            ? fc.constant('2024-02-29')
            : fc.constantFrom('a', 'true', '7 ')
      return fc.record({ value, not: fc.boolean() }).map((rest) => ({ subject, key: 'email', op, type: of, ...rest }))
    })
  }),
)

it('whatever is written is a rule that the server takes, and is read back as the same', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 6 }), fc.constantFrom('all', 'any'), (conditions, match) => {
      const rule = toRule(conditions, match)
      expect(rule === undefined).toBe(conditions.length === 0)
      if (rule === undefined) return
      expect(peopleRule.safeParse({ version: 1, where: rule }).error).toBeUndefined()
      const read = fromRule(rule)!
      expect(toRule(read.conditions, read.match)).toEqual(rule)
    }),
  )
})

it('leaves out what is not complete', () => {
  const line: Condition = { subject: 'trait', key: ' ', op: 'equals', value: 'x', type: 'text', not: false }
  expect(toRule([line, { ...line, key: 'a', value: '' }, { ...line, key: 'n', op: 'atLeast', value: 'many' }], 'all')).toBeUndefined()
})

it('does not touch what it cannot show', () => {
  const leaf: Rule = { trait: 'a', op: 'exists' }
  expect(fromRule({ all: [leaf, { any: [leaf, leaf] }] })).toBeUndefined()
  expect(fromRule({ not: { not: leaf } })).toBeUndefined()
})
