import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computedKey } from './computed-traits-api.ts'
import { anyFormula } from './testing/any-sum.ts'
import { anything } from './testing/any-words.ts'
import { formulaLimits, readingsOf, traitFormula, typeOfFormula } from './trait-formulas.ts'
import type { TraitFormula } from './trait-formulas.ts'

const count: TraitFormula = { count: { fact: 'Order Completed' } }
const last: TraitFormula = { edge: 'last', property: 'shop', of: {} }
/** Sums of counts, so many levels deep with the counts. */
const deep = (levels: number): TraitFormula => (levels === 1 ? count : { op: 'add', parts: [deep(levels - 1), { number: 1 }] })
/** So many parts, an odd number, in pairs of pairs. */
const wide = (parts: number): TraitFormula => {
  if (parts === 1) return count
  const left = Math.floor((parts - 1) / 4) * 2 + 1
  return { op: 'add', parts: [wide(left), wide(parts - 1 - left)] }
}

const refusalOf = (value: unknown) =>
  traitFormula
    .safeParse(value)
    .error?.issues.map(({ message }) => message)
    .join('; ')

describe('a formula', () => {
  it('is stored as it was sent', () => {
    fc.assert(
      fc.property(anyFormula(anything), (formula) => {
        const text = JSON.stringify(formula)
        expect(JSON.stringify(traitFormula.parse(JSON.parse(text)))).toBe(text)
        expect(readingsOf(formula).length).toBeGreaterThan(0)
      }),
    )
  })

  it('is no deeper and no larger than its limits', () => {
    const { depth, parts } = formulaLimits
    expect(refusalOf(deep(depth))).toBeUndefined()
    expect(refusalOf(deep(depth + 1))).toContain(`${depth} levels`)
    expect(refusalOf(wide(parts - 1))).toBeUndefined()
    expect(refusalOf(wide(parts + 1))).toContain(`${parts} parts`)
  })

  it('is looked at no further than that, however large it is', () => {
    let abyss: unknown = count
    for (let level = 0; level < 100_000; level += 1) abyss = { op: 'add', parts: [abyss, abyss] }
    expect(refusalOf(abyss)).toContain('at most')
  })

  it.each<[string, unknown]>([
    ['numbers alone', { number: 7 }],
    ['numbers alone, added', { op: 'add', parts: [{ number: 7 }, { number: 8 }] }],
    ['a text divided', { op: 'divide', parts: [count, last] }],
    ['a date multiplied', { op: 'multiply', parts: [{ time: 'first', of: {} }, count] }],
    ['a text deeper in', { op: 'add', parts: [count, { op: 'add', parts: [count, { favourite: 'shop', of: {} }] }] }],
    ['one part', { op: 'add', parts: [count] }],
    ['three parts', { op: 'add', parts: [count, count, count] }],
    ['an operation that there is not', { op: 'power', parts: [count, count] }],
    ['two readings in one', { ...count, since: 'last', of: {}, unit: 'days' }],
    ['more than is known', { ...count, unless: 'raining' }],
    ['no number', { op: 'add', parts: [count, { number: Infinity }] }],
    ['minutes since', { since: 'last', of: {}, unit: 'minutes' }],
    ['a window of nothing', { ...count, within: { last: { n: 0, unit: 'days' } } }],
    ['a window of 10,000 years', { ...count, within: { last: { n: 10_000, unit: 'years' } } }],
    ['facts that depend on today', { count: { where: [{ property: 'due', op: 'withinLast', value: 3 }] } }],
    ['a text', 'count of orders'],
    ['nothing', null],
    ['a list', [count]],
  ])('is not %s', (_, value) => {
    expect(traitFormula.safeParse(value).success).toBe(false)
  })

  it('says what it comes to', () => {
    expect(
      [count, deep(3), { since: 'last', of: {}, unit: 'weeks' } as const, { usual: 'hour', of: {} } as const].map(typeOfFormula),
    ).toEqual(['number', 'number', 'number', 'number'])
    expect(typeOfFormula({ time: 'first', of: {} })).toBe('date')
    expect([last, { favourite: 'shop', of: {} }].map(typeOfFormula)).toEqual(['any', 'any'])
  })
})

it.each(['lifetime_value', 'A', 'a'.repeat(60)])('%s is a name of a computed trait', (key) => {
  expect(computedKey.safeParse(key).success).toBe(true)
})

it.each(['', '7days', '_score', 'days since', 'città', 'a.b', 'a'.repeat(61), '__proto__', "a'--", 'a\n'])('%j is none', (key) => {
  expect(computedKey.safeParse(key).success).toBe(false)
})
