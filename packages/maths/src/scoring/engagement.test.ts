import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY_MS, engagementOf, scoreEngagement } from './engagement.ts'
import type { EngagementRule } from './engagement.ts'

const at = Date.UTC(2026, 5, 1)
const daysAgo = (days: number) => at - days * DAY_MS
const oneRule = (rule: EngagementRule, times: number[]) => scoreEngagement(engagementOf({ target: 100, rules: [rule] }, [times]), at)

test('an event is worth half after each half-life', () => {
  const rule = { points: 8, halfLifeDays: 30 }
  const scored = oneRule(rule, [daysAgo(0), daysAgo(30), daysAgo(60), daysAgo(15)])
  expect(scored.rules[0]).toMatchObject({ undecayed: 32, events: 4, withheld: 0, last: at })
  expect(scored.points).toBeCloseTo(8 + 4 + 2 + 8 / Math.SQRT2, 12)
  expect(scored.rules[0]!.decayed).toBeCloseTo(32 - scored.points, 12)
})

test('without a half-life nothing decays', () => {
  expect(oneRule({ points: 3 }, [0, at]).rules[0]).toMatchObject({ points: 6, decayed: 0, last: at })
})

test('a cap holds back what is above it, in either direction, and decay shows only below it', () => {
  const rule = { points: 10, halfLifeDays: 30, cap: 25 }
  const times = [daysAgo(30), daysAgo(30), daysAgo(30), daysAgo(30), daysAgo(30), daysAgo(30)]
  expect(oneRule(rule, times).rules[0]).toMatchObject({ points: 25, undecayed: 25, decayed: 0, withheld: 5 })
  expect(oneRule(rule, times.slice(2)).rules[0]).toMatchObject({ points: 20, undecayed: 25, decayed: 5, withheld: 0 })
  expect(oneRule({ points: -10, cap: 25 }, times).rules[0]).toMatchObject({ points: -25, withheld: -35 })
})

test('of several events in one period the earliest counts', () => {
  const hour = 3_600_000
  const times = [at + 2 * hour - 1, at + 5, at + hour, at - 1]
  const { counted } = engagementOf({ target: 100, rules: [{ points: 1, coolDownMs: hour }] }, [times])
  expect(counted[0]!.times).toEqual([at - 1, at + 5, at + hour])
})

test('the total stays between 0 and the target, and is a percentage of it', () => {
  const rules = [{ points: 30 }, { points: -10 }]
  const score = (...times: number[][]) => scoreEngagement(engagementOf({ target: 40, rules }, times), at).score
  expect(score([at], [])).toBe(75)
  expect(score([at, at], [])).toBe(100)
  expect(score([at, at], [at, at])).toBe(100)
  expect(score([at], [at, at, at, at])).toBe(0)
  expect(score()).toBe(0)
})

test('an event dated after the moment is worth all of its points', () => {
  expect(oneRule({ points: 7, halfLifeDays: 1 }, [at + DAY_MS]).points).toBe(7)
})

test('the order of arrival changes nothing, to the last bit', () => {
  const times = fc.array(fc.integer({ min: daysAgo(400), max: at + DAY_MS }), { maxLength: 30 })
  const rule = fc.record({
    points: fc.integer({ min: -20, max: 20 }),
    halfLifeDays: fc.option(fc.double({ min: 0.01, max: 400, noNaN: true }), { nil: undefined }),
    cap: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    coolDownMs: fc.option(fc.integer({ min: 1, max: 40 * DAY_MS }), { nil: undefined }),
  })
  const shuffled = times.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(rule, shuffled, (one, [first, second]) => {
      expect(oneRule(one, second)).toEqual(oneRule(one, first))
    }),
  )
})
