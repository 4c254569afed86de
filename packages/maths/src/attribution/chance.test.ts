import { expect, test } from 'vitest'
import { createChance, xoshiro128 } from './chance.ts'

test('the numbers of xoshiro128++ from the state 1, 2, 3, 4', () => {
  // As its reference implementation in C prints them.
  const known = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420]
  const next = xoshiro128([1, 2, 3, 4])
  expect(known.map(next)).toEqual(known)
})

test('a seed gives its numbers again, another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, createChance(seed))
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('numbers are spread evenly', () => {
  const chance = createChance(0)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let i = 0; i < 100_000; i += 1) counts[Math.floor(10 * chance())]! += 1
  // Five standard deviations of a binomial count.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475)
})
