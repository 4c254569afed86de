import { expect, test } from 'vitest'
import { twoSidedP, Z_95 } from './normal.ts'

// Twice the upper tail as scipy.stats.norm.sf gives it.
const known: [number, number][] = [
  [0, 1],
  [0.5, 0.6170750774519738],
  [1, 0.31731050786291415],
  [2.999, 0.0027086730674542115],
  [3, 0.0026997960632601866],
  [5, 5.733031437583892e-7],
  [10, 1.5239706048320995e-23],
]

test.each(known)('what is beyond ±%d', (z, p) => {
  expect(twoSidedP(z) / p).toBeCloseTo(1, 9)
  expect(twoSidedP(-z)).toBe(twoSidedP(z))
})

test('five per cent are beyond the limits of a 95% interval', () => {
  expect(twoSidedP(Z_95)).toBeCloseTo(0.05, 14)
})
