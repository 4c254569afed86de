import fc from 'fast-check'
import { expect, test } from 'vitest'
import { engagementOf, roundedScore } from './engagement.ts'
import { nextChange } from './next-change.ts'
import { steadyUntil } from './steady-until.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const DAY_MS = 86_400_000

const rules = fc.record(
  {
    points: fc.integer({ min: -40, max: 60 }).filter((points) => points !== 0),
    halfLifeDays: fc.constantFrom(0.5, 3, 14, 90),
    cap: fc.constantFrom(20, 70),
  },
  { requiredKeys: ['points'] },
)
const lives = fc.record({
  target: fc.constantFrom(20, 100, 333),
  rules: fc.array(fc.tuple(rules, fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -120 * DAY_MS, max: 3 * DAY_MS })), { maxLength: 8 })), { minLength: 1, maxLength: 4 }),
}) // prettier-ignore

function engagementIn({ target, rules: counted }: typeof lives extends fc.Arbitrary<infer Life> ? Life : never) {
  return engagementOf({ target, rules: counted.map(([rule]) => rule) }, counted.map(([, ago]) => ago.map((ms) => NOW + ms))) // prettier-ignore
}

test('tells the rounded score, and never promises longer than it stays', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const engagement = engagementIn(life)
      const { score, until } = steadyUntil(engagement, NOW)
      expect(score).toBe(roundedScore(engagement, NOW))
      expect(until).toBeGreaterThan(NOW)
      const change = nextChange(engagement, NOW)
      if (change !== undefined) expect(until).toBeLessThanOrEqual(change)
    }),
    { numRuns: 2000 },
  )
})

test('finds the change in a few looks where all points fade', () => {
  const fading = engagementOf({ target: 100, rules: [{ points: 10, halfLifeDays: 14 }] }, [
    [0, 1, 2, 5, 9].map((days) => NOW - days * DAY_MS),
  ])
  let at = NOW
  let looks = 0
  const { score } = steadyUntil(fading, NOW)
  while (steadyUntil(fading, at).score === score) {
    at = steadyUntil(fading, at).until
    looks += 1
  }
  expect(looks).toBeLessThanOrEqual(3)
  expect(Math.abs(at - nextChange(fading, NOW)!)).toBeLessThanOrEqual(2)
})

test('what does not fade stays for ever, and what is to come begins to fade then', () => {
  const lasting = engagementOf({ target: 100, rules: [{ points: 10 }] }, [[NOW - DAY_MS]])
  expect(steadyUntil(lasting, NOW)).toEqual({ score: 10, until: Infinity })
  const ahead = engagementOf({ target: 100, rules: [{ points: 10, halfLifeDays: 1 }] }, [[NOW + DAY_MS]])
  expect(steadyUntil(ahead, NOW)).toEqual({ score: 10, until: NOW + DAY_MS })
})
