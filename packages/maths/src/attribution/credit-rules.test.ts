import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditsOf } from './credit-rules.ts'

test('ten conversions by each rule', () => {
  const credits = creditsOf([{ steps: ['ad', 'mail', 'ad', 'shop'], converted: 10, lost: 90 }], 1)
  // Halved for each step before the end: 1/8, 1/4, 1/2 and 1, of 15/8.
  const about = (value: number) => expect.closeTo(value, 12) as number
  expect(Object.fromEntries(credits)).toEqual({
    ad: { first: 10, last: 0, linear: 5, timeDecay: about(50 / 15), positionBased: about(5) },
    mail: { first: 0, last: 0, linear: 2.5, timeDecay: about(20 / 15), positionBased: about(1) },
    shop: { first: 0, last: 10, linear: 2.5, timeDecay: about(80 / 15), positionBased: about(4) },
  })
})

test('ages decide how much time-decay gives, however long ago all of it was', () => {
  const path = { steps: ['ad', 'shop'], converted: 3, lost: 0 }
  for (const ages of [
    [7, 0],
    [7_007, 7_000],
    [700_007, 700_000],
  ]) {
    const credits = creditsOf([{ ...path, ages }], 7)
    expect(credits.get('ad')!.timeDecay).toBeCloseTo(1, 12)
    expect(credits.get('shop')!.timeDecay).toBeCloseTo(2, 12)
  }
})

test('one or two steps share by position equally', () => {
  const credits = creditsOf(
    [
      { steps: ['ad'], converted: 1, lost: 0 },
      { steps: ['ad', 'shop'], converted: 1, lost: 0 },
    ],
    1,
  )
  expect(credits.get('ad')!.positionBased).toBe(1.5)
  expect(credits.get('shop')!.positionBased).toBe(0.5)
})

test('each rule shares all conversions out', () => {
  const path = fc.record({
    steps: fc.array(fc.constantFrom('ad', 'call', 'mail'), { minLength: 1, maxLength: 8 }),
    converted: fc.nat(50),
    lost: fc.nat(50),
  })
  fc.assert(
    fc.property(fc.array(path, { maxLength: 8 }), (paths) => {
      const converted = paths.reduce((sum, one) => sum + one.converted, 0)
      const credits = [...creditsOf(paths, 2).values()]
      for (const rule of ['first', 'last', 'linear', 'timeDecay', 'positionBased'] as const)
        expect(credits.reduce((sum, credit) => sum + credit[rule], 0)).toBeCloseTo(converted, 9)
    }),
  )
})
