import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eValueOf, riskRatioFrom } from './e-value.ts'

// The examples of VanderWeele and Ding (2017): smoking and lung cancer, and bottles and infant deaths; and a ratio below 1 by their formula.
test.each([
  [{ value: 10.73, low: 8.02, high: 14.36 }, 20.9, 15.5],
  [{ value: 3.9, low: 1.8, high: 8.7 }, 7.3, 3.0],
  [{ value: 0.8, low: 0.71, high: 0.91 }, 1.8, 1.4],
])('the E-value of %o', (ratio, point, bound) => {
  const found = eValueOf(ratio)
  expect(Number(found.point.toFixed(1))).toBe(point)
  expect(Number(found.bound.toFixed(1))).toBe(bound)
})

test('of no association nothing needs explaining', () => {
  expect(eValueOf({ value: 1, low: 0.9, high: 1.1 })).toEqual({ point: 1, bound: 1 })
  expect(eValueOf({ value: 1.3, low: 0.9, high: 1.9 }).bound).toBe(1)
  expect(eValueOf({ value: 0, low: 0, high: 0.5 })).toEqual({ point: Infinity, bound: 2 + Math.SQRT2 })
})

test('a ratio and its inverse need the same, a stronger one more', () => {
  const ratio = fc.double({ min: 1, max: 1_000, noNaN: true })
  fc.assert(
    fc.property(ratio, ratio, (a, b) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)]
      const found = eValueOf({ value: most, low: least, high: 2_000 })
      const inverse = eValueOf({ value: 1 / most, low: 1 / 2_000, high: 1 / least })
      expect(inverse.point / found.point).toBeCloseTo(1, 9)
      expect(inverse.bound / found.bound).toBeCloseTo(1, 6)
      expect(found.bound).toBeLessThanOrEqual(found.point)
    }),
  )
})

test('an odds ratio is a risk ratio where the outcome is rare, and its square where it is common', () => {
  const odds = { value: 4, low: 2.25, high: 9 }
  expect(riskRatioFrom(odds, 0.02)).toEqual(odds)
  expect(riskRatioFrom(odds, 0.4)).toEqual({ value: 2, low: 1.5, high: 3 })
})
