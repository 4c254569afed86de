import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombe } from './newcombe.ts'

// Newcombe (1998), table II, method 10.
test.each([
  [{ count: 56, n: 70 }, { count: 48, n: 80 }, 0.0524, 0.3339],
  [{ count: 9, n: 10 }, { count: 3, n: 10 }, 0.1705, 0.809],
  [{ count: 6, n: 7 }, { count: 2, n: 7 }, 0.0582, 0.8062],
  [{ count: 5, n: 56 }, { count: 0, n: 29 }, -0.0381, 0.1926],
  [{ count: 0, n: 10 }, { count: 0, n: 20 }, -0.1611, 0.2775],
  [{ count: 0, n: 10 }, { count: 0, n: 10 }, -0.2775, 0.2775],
  [{ count: 10, n: 10 }, { count: 0, n: 20 }, 0.6791, 1],
  [{ count: 10, n: 10 }, { count: 0, n: 10 }, 0.6075, 1],
])('%o against %o', (a, b, ...limits) => {
  const found = newcombe(a, b)
  expect([found.low, found.high].map((limit) => Number(limit.toFixed(4)))).toEqual(limits)
  expect(found.difference).toBe(a.count / a.n - b.count / b.n)
})

test('against nobody nothing is known', () => {
  expect(newcombe({ count: 1, n: 2 }, { count: 0, n: 0 })).toEqual({ difference: NaN, low: -1, high: 1 })
})

const counted = fc.integer({ min: 1, max: 1000 }).chain((n) => fc.record({ count: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))

test('the other way round is the same with the sign changed, and the difference lies within', () => {
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      const [there, back] = [newcombe(a, b), newcombe(b, a)]
      expect(back.low).toBeCloseTo(-there.high, 12)
      expect(back.high).toBeCloseTo(-there.low, 12)
      expect(there.low).toBeLessThanOrEqual(there.difference)
      expect(there.high).toBeGreaterThanOrEqual(there.difference)
    }),
  )
})
