import type { StoredFact } from '@percorso/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byDay } from './by-day.ts'

const at = (time: number) => ({ time: new Date(time).toISOString() }) as StoredFact

it('keeps every fact in its order, one group a day', () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 * 86_400_000 }))
  fc.assert(
    fc.property(times, (unsorted) => {
      const facts = unsorted.toSorted((a, b) => b - a).map(at)
      const days = byDay(facts)
      expect(days.flatMap((day) => day.facts)).toEqual(facts)
      expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
      for (const { day, facts: ofDay } of days) for (const { time } of ofDay) expect(new Date(time).toDateString()).toBe(day)
    }),
  )
})
