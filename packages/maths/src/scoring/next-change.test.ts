import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, engagementOf, roundedScore } from './engagement.ts'
import type { Engagement, EngagementRule } from './engagement.ts'
import { nextChange } from './next-change.ts'

const at = Date.UTC(2026, 5, 1)
const daysAgo = (days: number) => at - days * DAY_MS
const of = (target: number, ...rules: (EngagementRule & { times: number[] })[]) =>
  engagementOf(
    { target, rules },
    rules.map(({ times }) => times),
  )

/** All changes by time alone. */
function changesFrom(engagement: Engagement, from: number): [days: number, score: number][] {
  const next = nextChange(engagement, from)
  return next === undefined ? [] : [[(next - at) / DAY_MS, roundedScore(engagement, next)], ...changesFrom(engagement, next)]
}

test('80 points of 100 with a half-life of 10 days show 79 when they are below 79.5', () => {
  const next = nextChange(of(100, { points: 80, halfLifeDays: 10, times: [at] }), at)!
  expect((next - at) / DAY_MS).toBeCloseTo(10 * Math.log2(80 / 79.5), 7)
})

test('what sinks passes every score, down to 0, and then nothing changes', () => {
  const changes = changesFrom(of(100, { points: 20, halfLifeDays: 7, times: [at] }), at)
  expect(changes.map(([, score]) => score)).toEqual(Array.from({ length: 20 }, (_, i) => 19 - i))
  expect(changes.at(-1)![0]).toBeCloseTo(7 * Math.log2(20 / 0.5), 6)
})

test('nothing changes by time without a half-life or without events', () => {
  expect(nextChange(of(100, { points: 20, times: [at] }), at)).toBeUndefined()
  expect(nextChange(of(100, { points: 20, halfLifeDays: 3, times: [] }), at)).toBeUndefined()
})

test('a cap holds until the points have sunk to it', () => {
  const next = nextChange(of(100, { points: 50, halfLifeDays: 10, cap: 50, times: [at, at] }), at)!
  expect((next - at) / DAY_MS).toBeCloseTo(10 * Math.log2(100 / 49.5), 7)
})

test('points above the target are clamped until they have sunk to it', () => {
  const next = nextChange(of(50, { points: 100, halfLifeDays: 10, times: [at] }), at)!
  expect((next - at) / DAY_MS).toBeCloseTo(10 * Math.log2(100 / 49.75), 7)
})

test('a score that rises as a penalty fades, and falls again, is followed both ways', () => {
  const changes = changesFrom(
    of(100, { points: 40, halfLifeDays: 100, times: [daysAgo(0)] }, { points: -30, halfLifeDays: 5, times: [daysAgo(0)] }),
    at,
  ).map(([, score]) => score)
  const top = Math.max(...changes)
  expect(changes[0]).toBe(11)
  expect(top).toBeGreaterThan(30)
  expect(changes.slice(changes.indexOf(top)).at(-1)).toBe(0)
  expect(new Set(changes).size).toBe(Math.max(...changes) + 1)
})

test('an event to come holds its worth until it happens', () => {
  const next = nextChange(of(100, { points: 80, halfLifeDays: 10, times: [at + 3 * DAY_MS] }), at)!
  expect((next - at) / DAY_MS).toBeCloseTo(3 + 10 * Math.log2(80 / 79.5), 7)
})

test('it is the first change, to the millisecond', () => {
  const rule = fc.record({
    points: fc.integer({ min: -60, max: 60 }),
    halfLifeDays: fc.option(fc.constantFrom(0.5, 1, 7, 30, 90, 365), { nil: undefined }),
    cap: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
    times: fc.array(fc.integer({ min: daysAgo(100), max: at + 20 * DAY_MS }), { maxLength: 6 }),
  })
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
      const engagement = of(100, ...rules)
      const now = roundedScore(engagement, at)
      const next = nextChange(engagement, at)
      const until = next ?? daysAgo(-4000)
      if (next !== undefined) expect(roundedScore(engagement, next)).not.toBe(now)
      expect(roundedScore(engagement, until - 1)).toBe(now)
      const inBetween = Array.from({ length: 400 }, (_, i) => Math.floor(at + (until - 1 - at) * (i / 400) ** 3))
      expect(inBetween.filter((moment) => roundedScore(engagement, moment) !== now)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
