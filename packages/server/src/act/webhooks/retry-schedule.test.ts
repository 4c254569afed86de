import fc from 'fast-check'
import { expect, it } from 'vitest'
import { waitAfter } from './retry-schedule.ts'

const HOUR = 3_600_000
const waits = (chance: number) => {
  const all: number[] = []
  for (let wait = waitAfter(1, chance); wait !== undefined; wait = waitAfter(all.length + 1, chance)) all.push(wait)
  return all
}

it('tries ten times within three days, if chance does not take sides', () => {
  const all = waits(0.5)
  expect(all).toHaveLength(9)
  const total = all.reduce((sum, wait) => sum + wait, 0)
  expect(total).toBeGreaterThan(70 * HOUR)
  expect(total).toBeLessThan(72 * HOUR)
})

it('waits longer each time, whatever chance says, and never twice as long for one as for another', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), chance, chance, (tries, one, other) => {
      expect(waitAfter(tries + 1, one)!).toBeGreaterThan(waitAfter(tries, other)!)
      expect(waitAfter(tries, one)!).toBeLessThan(2 * waitAfter(tries, other)!)
    }),
  )
})
