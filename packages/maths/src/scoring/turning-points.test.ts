import fc from 'fast-check'
import { expect, test } from 'vitest'
import { turningPoints } from './turning-points.ts'

test('one decay never turns, and neither do several of one sign', () => {
  expect(turningPoints([{ weight: 3, rate: 1 }], 10)).toEqual([])
  const falling = [1, 2, 3].map((rate) => ({ weight: 5, rate }))
  expect(turningPoints(falling, 10)).toEqual([])
})

test('2·e^(−t) − e^(−2t)·3 turns where 2·e^(−t) = 6·e^(−2t)', () => {
  const turns = turningPoints(
    [
      { weight: 2, rate: 1 },
      { weight: -3, rate: 2 },
    ],
    10,
  )
  expect(turns).toHaveLength(1)
  expect(turns[0]).toBeCloseTo(Math.log(3), 10)
})

test('with roots of its slope planted at ln 2, ln 3 and ln 4 all three are found', () => {
  // The slope is −(x − 1/2)(x − 1/3)(x − 1/4)·x with x = e^(−t): coefficients of x⁴, x³, x², x, integrated.
  const slope = [-1, 13 / 12, -9 / 24, 1 / 24]
  const turns = turningPoints(
    slope.map((value, i) => ({ weight: value / -(4 - i), rate: 4 - i })),
    10,
  )
  expect(turns).toHaveLength(3)
  for (const [i, turn] of turns.entries()) expect(turn).toBeCloseTo(Math.log(i + 2), 7)
})

test('between turning points a sum goes one way only', () => {
  const decay = fc.record({ weight: fc.integer({ min: -9, max: 9 }), rate: fc.integer({ min: 1, max: 12 }).map((tenths) => tenths / 10) })
  fc.assert(
    fc.property(fc.array(decay, { maxLength: 6 }), (decays) => {
      const value = (t: number) => decays.reduce((sum, { weight, rate }) => sum + weight * Math.exp(-rate * t), 0)
      const cuts = [0, ...turningPoints(decays, 20), 20]
      for (const [i, to] of cuts.slice(1).entries()) {
        const values = Array.from({ length: 50 }, (_, k) => value(cuts[i]! + ((to - cuts[i]!) * k) / 49))
        const ways = new Set(values.slice(1).map((next, k) => (Math.abs(next - values[k]!) < 1e-12 ? 0 : Math.sign(next - values[k]!))))
        expect(ways.has(1) && ways.has(-1)).toBe(false)
      }
    }),
  )
})
