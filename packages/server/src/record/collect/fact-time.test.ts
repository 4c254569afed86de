import { describe, expect, it } from 'vitest'
import { factTime } from './fact-time.ts'

const received = Date.UTC(2026, 0, 15, 12)
const at = (iso: string) => Date.parse(iso)
const time = (timestamp: unknown, sentAt?: unknown) => factTime({ timestamp, sentAt }, received)

describe('factTime', () => {
  it('is the time of receipt when nothing is said', () => {
    expect(time(undefined)).toEqual({ time: received, clamped: false })
    expect(time(null)).toEqual({ time: received, clamped: false })
  })

  it('takes the sender’s clock for wrong, and the time between for right', () => {
    expect(time('2026-01-15T10:59:50Z', '2026-01-15T11:00:00Z')).toEqual({ time: received - 10_000, clamped: false })
    expect(time('2031-05-01T00:00:00Z', '2031-05-01T00:01:00Z')).toEqual({ time: received - 60_000, clamped: false })
    expect(time('1970-01-01T00:00:10Z', '1970-01-01T00:00:20Z')).toEqual({ time: received - 10_000, clamped: false })
  })

  it.each([
    ['milliseconds', 1_700_000_000_000],
    ['seconds', 1_700_000_000],
    ['seconds with a fraction', 1_700_000_000.0],
    ['milliseconds as text', '1700000000000'],
    ['seconds as text', '1700000000'],
    ['a date made of seconds as if they were milliseconds', new Date(1_700_000_000).toISOString()],
    ['ISO 8601 with a zone', '2023-11-14T23:13:20+01:00'],
    ['ISO 8601 without one: UTC, wherever this runs', '2023-11-14T22:13:20'],
    ['a date in words without a zone', 'Nov 14 2023 22:13:20'],
    ['a date of the browser', 'Tue Nov 14 2023 23:13:20 GMT+0100 (Central European Standard Time)'],
  ])('understands %s', (_name, timestamp) => {
    expect(time(timestamp)).toEqual({ time: at('2023-11-14T22:13:20Z'), clamped: false })
  })

  it.each([
    ['1970', '1970-01-01T00:00:00Z'],
    ['0', 0],
    ['2999', '2999-01-01T00:00:00Z'],
    ['microseconds', 1_700_000_000_000_000],
    ['1e300', 1e300],
    ['words', 'yesterday'],
    ['an empty text', ''],
    ['an object', {}],
    ['a very long text', '2026-01-01T00:00:00 '.repeat(20_000)],
  ])('is the time of receipt, and says so, for %s', (_name, timestamp) => {
    expect(time(timestamp)).toEqual({ time: received, clamped: true })
  })

  it('forgives a clock that is a second ahead', () => {
    expect(time('2026-01-15T12:00:00.900Z')).toEqual({ time: received, clamped: false })
    expect(time('2026-01-15T12:00:02Z')).toEqual({ time: received, clamped: true })
  })
})
