import { expect, test } from 'vitest'
import { createChance } from './chance.ts'
import { drawPoisson } from './poisson.ts'

const DRAWS = 40_000

test.each([0.3, 4, 9.99, 10, 25, 4_000])('mean, spread and skew of counts with a mean of %d', (mean) => {
  const chance = createChance(1)
  const counts = Array.from({ length: DRAWS }, () => drawPoisson(mean, chance))
  const moment = (power: number) => counts.reduce((sum, count) => sum + (count - mean) ** power, 0) / DRAWS
  // Within five standard errors; the second and third central moments of a Poisson number are its mean too.
  expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(mean / DRAWS))
  expect(Math.abs(moment(2) - mean)).toBeLessThan(5 * Math.sqrt((2 * mean ** 2 + mean) / DRAWS))
  expect(Math.abs(moment(3) - mean)).toBeLessThan(5 * Math.sqrt((15 * mean ** 3 + 24 * mean ** 2 + mean) / DRAWS))
})

test.each([3, 12])('how often each count comes, with a mean of %d', (mean) => {
  const chance = createChance(2)
  const seen = new Map<number, number>()
  for (let i = 0; i < DRAWS; i += 1) {
    const count = drawPoisson(mean, chance)
    seen.set(count, (seen.get(count) ?? 0) + 1)
  }
  for (let count = 0, probability = Math.exp(-mean); count < 3 * mean; probability *= mean / (count += 1)) {
    const off = Math.abs((seen.get(count) ?? 0) - DRAWS * probability)
    expect(off).toBeLessThan(5 * Math.sqrt(DRAWS * probability) + 1)
  }
})
