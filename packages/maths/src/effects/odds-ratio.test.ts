import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oddsRatioOf } from './odds-ratio.ts'

test('smoking men with and without lung cancer (Doll and Hill 1950)', () => {
  const { value, low, high, p } = oddsRatioOf({ count: 647, n: 1269 }, { count: 2, n: 29 })
  expect([value, low, high].map((one) => Number(one.toFixed(2)))).toEqual([14.04, 3.33, 59.3])
  expect(p).toBeCloseTo(0.00032, 5)
})

test('an empty cell gets half a person, as do the others', () => {
  const { value, low, high } = oddsRatioOf({ count: 0, n: 10 }, { count: 5, n: 10 })
  expect(value).toBeCloseTo((0.5 * 5.5) / (10.5 * 5.5), 12)
  expect(low).toBeGreaterThan(0)
  expect(high).toBeLessThan(Infinity)
})

test('those exposed and the others, changed over, give the inverse', () => {
  const group = fc.nat(50).chain((n) => fc.record({ count: fc.nat(n), n: fc.constant(n) }))
  fc.assert(
    fc.property(group, group, (a, b) => {
      const [there, back] = [oddsRatioOf(a, b), oddsRatioOf(b, a)]
      expect(there.value * back.value).toBeCloseTo(1, 9)
      expect(there.low * back.high).toBeCloseTo(1, 9)
      expect(there.p).toBeCloseTo(back.p, 9)
    }),
  )
})
