import fc from 'fast-check'
import { expect, test } from 'vitest'
import { naivePasses } from '../../testing/naive-value.ts'
import { testStores } from '../../testing/index.ts'
import { timeOfText } from './calendar.ts'
import { dateSql } from './date-facts.ts'

const { warehouse } = await testStores()

const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'))
const days = fc
  .tuple(fc.oneof(fc.constantFrom('0000', '1900', '1969', '2000', '2024', '9999'), fc.integer({ min: 1000, max: 9999 })), two(13), two(32))
  .map((parts) => parts.join('-'))
const clocks = fc
  .tuple(fc.constantFrom('T', ' '), two(25), two(60), fc.constantFrom('', ':00', ':59', ':60', ':07.1', ':07.1239', ':07.'))
  .map(([mark, hour, minute, rest]) => `${mark}${hour}:${minute}${rest}`)
const zones = fc.constantFrom('', 'Z', '+02:00', '-0930', '+14:00', 'z', '+2')
const texts = fc.oneof(
  days,
  fc.tuple(days, clocks, zones).map((parts) => parts.join('')),
  fc.constantFrom('', 'x', '2026-1-1', '2026-01-01\n', ' 2026-01-01', '2026-01-01T', '20260101', '2026-06-15T12:00:00Z'),
)

test('the warehouse reads a date as we do', async () => {
  const some = fc.sample(texts, 3_000)
  const rows = await warehouse.query<{ found: number | null }>(
    `select ${dateSql('text')} as found from (select arrayJoin({some:Array(String)}) as text)`,
    { some },
  )
  const found = rows.map((row) => row.found)
  const at = { now: 0, timeZone: 'UTC' }
  expect(found.filter((time) => time !== null).length).toBeGreaterThan(500)
  for (const [place, text] of some.entries()) {
    expect([text, found[place]]).toEqual([text, timeOfText(text) ?? null])
    const passes = (op: 'before' | 'after', value: string) => naivePasses(text, { trait: 'any', op, value }, at)
    expect([text, passes('before', '2026-01-01') || passes('after', '2025-01-01')]).toEqual([text, found[place] !== null])
  }
})
