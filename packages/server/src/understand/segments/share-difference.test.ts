import { expect, it } from 'vitest'
import { shareDifference } from './share-difference.ts'

// Newcombe 1998, table II, method 10.
it.each([
  { a: { people: 56, of: 70 }, b: { people: 48, of: 80 }, low: 0.0524, high: 0.3339 },
  { a: { people: 9, of: 10 }, b: { people: 3, of: 10 }, low: 0.1705, high: 0.809 },
  { a: { people: 10, of: 10 }, b: { people: 0, of: 20 }, low: 0.6791, high: 1 },
])('gives the published interval for $a and $b', ({ a, b, low, high }) => {
  const found = shareDifference(a, b)
  expect(found.low).toBeCloseTo(low, 4)
  expect(found.high).toBeCloseTo(high, 4)
})
