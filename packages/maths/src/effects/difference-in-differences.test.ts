import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newcombe } from '../probability/newcombe.ts'
import { differenceInDifferences } from './difference-in-differences.ts'

const counted = fc.integer({ min: 1, max: 500 }).chain((n) => fc.record({ count: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
const group = fc.record({ before: counted, after: counted })

test('the other way round is the same with the sign changed; the difference lies within, and says what its parts say', () => {
  fc.assert(
    fc.property(group, group, (a, b) => {
      const [there, back] = [differenceInDifferences(a, b), differenceInDifferences(b, a)]
      const [own, other] = [newcombe(a.after, a.before), newcombe(b.after, b.before)]
      expect(there.difference).toBeCloseTo(own.difference - other.difference, 12)
      expect(back.low).toBeCloseTo(-there.high, 12)
      expect(there.low).toBeLessThanOrEqual(there.difference)
      expect(there.high).toBeGreaterThanOrEqual(there.difference)
      // Of two differences, the interval of Newcombe is recovered from each alone.
      expect((there.difference - there.low) ** 2).toBeCloseTo((own.difference - own.low) ** 2 + (other.high - other.difference) ** 2, 12)
    }),
  )
})

test('of nobody nothing is known', () => {
  const known = { before: { count: 1, n: 2 }, after: { count: 1, n: 2 } }
  expect(differenceInDifferences(known, { ...known, before: { count: 0, n: 0 } })).toEqual({ difference: NaN, low: -2, high: 2 })
})

/** The probability of each count of n. */
function binomial(n: number, p: number): number[] {
  const chances = [(1 - p) ** n]
  for (let k = 1; k <= n; k += 1) chances.push((chances[k - 1]! * (n - k + 1) * p) / (k * (1 - p)))
  return chances
}

type Shares = [number, number, number, number]

/** How often the interval holds the truth: exactly, over everything that can happen. */
function coverage(n: Shares, [aBefore, aAfter, bBefore, bAfter]: Shares): number {
  const truth = aAfter - aBefore - (bAfter - bBefore)
  const [w, x, y, z] = [binomial(n[0], aBefore), binomial(n[1], aAfter), binomial(n[2], bBefore), binomial(n[3], bAfter)]
  let covered = 0
  for (const [i, pi] of w.entries())
    for (const [j, pj] of x.entries())
      for (const [k, pk] of y.entries())
        for (const [l, pl] of z.entries()) {
          const a = { before: { count: i, n: n[0] }, after: { count: j, n: n[1] } }
          const b = { before: { count: k, n: n[2] }, after: { count: l, n: n[3] } }
          const { low, high } = differenceInDifferences(a, b)
          if (low <= truth && truth <= high) covered += pi * pj * pk * pl
        }
  return covered
}

test.each<[Shares, Shares]>([
  [
    [15, 15, 15, 15],
    [0.5, 0.5, 0.5, 0.5],
  ],
  [
    [12, 18, 20, 10],
    [0.3, 0.1, 0.3, 0.28],
  ],
  [
    [20, 20, 20, 20],
    [0.05, 0.1, 0.05, 0.05],
  ],
  [
    [10, 20, 10, 20],
    [0.9, 0.6, 0.85, 0.95],
  ],
])('even of few, the interval holds the truth about as often as it says: %j at %j', (n, shares) => {
  const found = coverage(n, shares)
  expect(found).toBeGreaterThan(0.93)
  expect(found).toBeLessThan(0.995)
})
