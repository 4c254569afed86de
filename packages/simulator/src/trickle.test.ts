import { expect, test } from 'vitest'
import { HOUR } from './calendar.ts'
import { createWorld, trickle, trueProfiles } from './index.ts'
import { identifiersOf } from './ground-truth.ts'
import type { Told } from './index.ts'

const world = createWorld({ seed: 5, customers: 2_000, days: 60, endsAt: Date.UTC(2026, 10, 20, 9) })

function until(from: number, to: number): Told[] {
  const told: Told[] = []
  for (const one of trickle(world, from)) {
    if (one.at >= to) return told
    told.push(one)
  }
  return told
}

const from = world.endsAt
const evening = Date.UTC(2026, 10, 20, 18)

test('goes on in the order of time, at a rate that follows day and night', () => {
  const busy = until(evening, evening + HOUR)
  expect(busy.map(({ at }) => at)).toEqual(busy.map(({ at }) => at).sort((a, b) => a - b))
  expect(new Set(busy.map(({ fact }) => fact.messageId)).size).toBe(busy.length)
  const perSecond = (busy.length / 3600) * (5_000 / world.customers)
  expect(perSecond).toBeGreaterThan(1)
  expect(perSecond).toBeLessThan(6)
  const night = Date.UTC(2026, 10, 21, 2)
  expect(until(night, night + HOUR).length).toBeLessThan(busy.length / 5)
})

test('whoever begins again tells the same facts of the minutes to come', () => {
  const again = new Map(until(from + 90_000, from + HOUR / 2).map((one) => [one.fact.messageId, one]))
  const first = until(from, from + HOUR / 2).filter(({ fact }) => Number(fact.messageId.split('-')[2]) * 60_000 >= from + 60_000)
  expect(first.length).toBeGreaterThan(20)
  for (const one of first) expect(again.get(one.fact.messageId)).toEqual(one)
})

test('only people of the world live on, known as history left them', () => {
  const known = new Set([...trueProfiles(world)].flatMap((person) => [...person.devices, ...person.sharedDevices, person.userId, person.email, person.card, person.phone])) // prettier-ignore
  const ids = until(evening, evening + HOUR).flatMap(({ fact }) => identifiersOf(fact).map((id) => id.slice(id.indexOf('/') + 1)))
  expect(ids.length).toBeGreaterThan(100)
  expect(ids.filter((id) => !known.has(id))).toEqual([])
})
