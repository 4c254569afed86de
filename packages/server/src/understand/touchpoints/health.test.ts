import { expect, test } from 'vitest'
import { RHYTHM_WEEKS, alertsOf } from './health.ts'

const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 5, 15, 12)
const HOUR_NOW = NOW / HOUR_MS

/** One fact every so many hours for thirteen weeks, until so many hours ago. */
const every = (step: number, until: number) => Array.from({ length: Math.floor((RHYTHM_WEEKS * 168) / step) }, (_, n) => HOUR_NOW - until - n * step).reverse() // prettier-ignore
const rhythm = (hours: number[], weeks: number[]) => ({ hours, weeks, lastSeen: hours.at(-1)! * HOUR_MS })
const even = Array.from({ length: RHYTHM_WEEKS }, () => 100)

test('silence is what is twice as long as a usual gap', () => {
  expect(alertsOf(rhythm(every(24, 48), even), NOW)).toEqual([])
  expect(alertsOf(rhythm(every(24, 49), even), NOW)).toEqual([
    { kind: 'silent', since: new Date(NOW - 49 * HOUR_MS).toISOString(), quiet_hours: 49, usual_hours: 24, n: 90 },
  ])
})

test('a shop that is closed at the week’s end is not silent on Sunday', () => {
  const open = every(1, 0).filter((hour) => hour % 168 < 100 && hour <= HOUR_NOW - 60)
  expect(alertsOf(rhythm(open, even), NOW)).toEqual([])
  expect(alertsOf(rhythm(open, even), NOW + 80 * HOUR_MS)).toMatchObject([{ kind: 'silent', usual_hours: 69 }])
})

test('of less than ten gaps nothing is said, nor of less than six weeks', () => {
  expect(alertsOf(rhythm(every(1, 500).slice(-10), even), NOW)).toEqual([])
  expect(alertsOf(rhythm(every(1, 0), [0, 100, 100, 100, 100, 100, 7]), NOW)).toEqual([])
})

test('fewer is what is three deviations below the weeks before; at least what chance makes vary', () => {
  const weeks = (last: number, before: number[]) => alertsOf(rhythm(every(1, 0), [last, ...before, 3]), NOW)
  const steady = [100, 100, 100, 100, 100, 100]
  expect(weeks(70, steady)).toEqual([])
  expect(weeks(69, steady)).toEqual([{ kind: 'fewer', facts: 69, usual: 100, low: 70, n: 6 }])
  const wild = [40, 160, 40, 160, 40, 160] // a deviation of 65.7
  expect(weeks(1, wild)).toEqual([])
})
