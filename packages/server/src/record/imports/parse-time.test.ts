import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallClock } from './local-time.ts'
import { timeReader } from './parse-time.ts'

const rome = timeReader({ timeZone: 'Europe/Rome' })

test.each([
  ['2024-07-01T12:00:00Z', '2024-07-01T12:00:00.000Z'],
  ['2024-07-01T12:00:00.123456+02:00', '2024-07-01T10:00:00.123Z'],
  ['2024-07-01 12:00:00-0330', '2024-07-01T15:30:00.000Z'],
  ['2024-07-01 12:00:00+01', '2024-07-01T11:00:00.000Z'],
  ['2024-07-01 12:00:00 UTC', '2024-07-01T12:00:00.000Z'],
  ['2024-07-01 12:00:00', '2024-07-01T10:00:00.000Z'],
  ['2024-01-01 12:00', '2024-01-01T11:00:00.000Z'],
  [' 2024-07-01 ', '2024-06-30T22:00:00.000Z'],
  ['20240701', '2024-06-30T22:00:00.000Z'],
  ['2024-02-29', '2024-02-28T23:00:00.000Z'],
  ['2024-07-01 24:00', '2024-07-01T22:00:00.000Z'],
  ['1719828000', '2024-07-01T10:00:00.000Z'],
  ['1719828000.5', '2024-07-01T10:00:00.500Z'],
  ['1719828000123', '2024-07-01T10:00:00.123Z'],
  ['1719828000123456', '2024-07-01T10:00:00.123Z'],
])('reads %s', (text, time) => {
  expect(rome(text)).toBe(time)
})

test.each(['', 'yesterday', '2023-02-29', '2024-13-01', '2024-07-01 25:00', '2024-07-01 12:60', '2024', '01/02/2024', '12:30', '99999999'])(
  'does not take %j for a time',
  (text) => {
    expect(rome(text)).toBeUndefined()
  },
)

test('reads the order of day and month only where it is said', () => {
  expect(timeReader({ timeZone: 'UTC', dateOrder: 'dmy' })('3/4/2024 9:05')).toBe('2024-04-03T09:05:00.000Z')
  expect(timeReader({ timeZone: 'UTC', dateOrder: 'mdy' })('3/4/2024')).toBe('2024-03-04T00:00:00.000Z')
  expect(timeReader({ timeZone: 'UTC', dateOrder: 'mdy' })('13/4/2024')).toBeUndefined()
})

test('a midnight that daylight saving skips is one o’clock, a time that comes twice is the first', () => {
  const saoPaulo = timeReader({ timeZone: 'America/Sao_Paulo' })
  expect(saoPaulo('2017-10-15 00:00:00')).toBe('2017-10-15T03:00:00.000Z')
  expect(saoPaulo('2018-02-17 23:30:00')).toBe('2018-02-18T01:30:00.000Z')
})

type Temporal = { PlainDateTime: { from: (text: string) => { toZonedDateTime: (zone: string) => { epochMilliseconds: number } } } }
const temporal = (globalThis as unknown as { Temporal?: Temporal }).Temporal

test.skipIf(!temporal)('wall clocks agree with Temporal, the hours around clock changes included', () => {
  const zones = [
    'Europe/Rome',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/New_York',
    'Pacific/Apia',
    'Africa/Casablanca',
  ]
  const clocks = new Map(zones.map((zone) => [zone, wallClock(zone)]))
  const quarter = fc.integer({ min: Date.UTC(1995, 0) / 900_000, max: Date.UTC(2035, 0) / 900_000 })
  // Clocks change on Sundays at night nearly everywhere, so half of the tries go there.
  const sundayNight = quarter.map((at) => {
    const date = new Date(at * 900_000)
    return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - date.getUTCDay()) / 900_000) + (at % 16)
  })
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.oneof(quarter, sundayNight), (zone, at) => {
      const wall = new Date(at * 900_000).toISOString().slice(0, 19)
      expect(clocks.get(zone)!(at * 900_000)).toBe(temporal!.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds)
    }),
    { numRuns: 3000 },
  )
})
