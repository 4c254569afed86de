import { expect, test } from 'vitest'
import { wilson } from './wilson.ts'

// Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
test.each([
  { hits: 81, of: 263, low: 0.2553, high: 0.3662 },
  { hits: 15, of: 148, low: 0.0624, high: 0.1605 },
  { hits: 0, of: 20, low: 0, high: 0.1611 },
  { hits: 1, of: 29, low: 0.0061, high: 0.1718 },
])('$hits of $of', ({ hits, of, low, high }) => {
  const found = wilson(hits, of)
  expect(found[0]).toBeCloseTo(low, 4)
  expect(found[1]).toBeCloseTo(high, 4)
})
