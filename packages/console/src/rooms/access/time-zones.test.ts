import { expect, it } from 'vitest'
import { timeZoneOptions } from './time-zones.ts'

it('offers every time zone once, UTC first, the present one even if the browser calls it otherwise', () => {
  const values = timeZoneOptions('Europe/Somewhere').map(({ value }) => value)
  expect(values[0]).toBe('UTC')
  expect(values).toEqual(expect.arrayContaining(['Europe/Rome', 'Europe/Somewhere', 'Europe/Warsaw']))
  expect(new Set(values).size).toBe(values.length)
  expect(timeZoneOptions('UTC').filter(({ value }) => value === 'UTC')).toHaveLength(1)
  expect(timeZoneOptions('UTC')).toContainEqual({ value: 'America/New_York', label: 'America/New York' })
})
