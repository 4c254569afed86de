import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationsOf, quantileOf } from './quantile.ts'

// numpy.quantile([15, 20, 35, 40, 50], …), whose default is definition 7.
test.each([
  [0, 15],
  [0.05, 16],
  [0.3, 23],
  [0.4, 29],
  [0.5, 35],
  [0.9, 46],
  [1, 50],
])('a share of %d', (share, value) => {
  expect(quantileOf(Float64Array.of(40, 15, 50, 20, 35), share)).toBeCloseTo(value, 12)
})

test('of nothing there is none', () => {
  expect(durationsOf(new Float64Array())).toEqual({ n: 0, medianMs: undefined, p90Ms: undefined })
})

test('it is what sorting gives, whatever the order, and nothing is lost', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
      const sorted = Float64Array.from(some).sort()
      const place = (some.length - 1) * share
      const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
      const shuffled = Float64Array.from(some)
      expect(quantileOf(shuffled, share)).toBe(below + (above - below) * (place - Math.floor(place)))
      expect(shuffled.sort()).toEqual(sorted)
    }),
  )
})

test('long runs of one value, and values made against it, are no trouble', () => {
  const rising = Float64Array.from({ length: 300_000 }, (_, k) => k)
  const organPipes = Float64Array.from({ length: 300_001 }, (_, k) => Math.min(k, 300_000 - k))
  expect(durationsOf(rising.map(() => 7))).toEqual({ n: 300_000, medianMs: 7, p90Ms: 7 })
  expect(durationsOf(rising)).toMatchObject({ medianMs: 149_999.5 })
  expect(durationsOf(organPipes)).toMatchObject({ medianMs: 75_000, p90Ms: 135_000 })
})
