import { expect, test } from 'vitest'
import { shareOf } from './wilson.ts'

// The examples of Newcombe (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d', (count, n, ...limits) => {
  const share = shareOf(count, n)
  expect([share.low, share.high].map((limit) => Number(limit.toFixed(4)))).toEqual(limits)
  expect(share).toMatchObject({ share: count / n, n })
})

test('of nobody nothing is known', () => {
  expect(shareOf(0, 0)).toEqual({ share: NaN, n: 0, low: 0, high: 1 })
})
