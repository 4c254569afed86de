import { expect, test } from 'vitest'
import { DAY, atHour, hourOf, monthOf, offsetOf } from './calendar.ts'
import { createWorld, history, identifiersOf, nulls, sizeOf, sources, storiesOf, trueMeanings, trueProfiles } from './index.ts'
import type { SampleFact, Told, World } from './index.ts'

const wish = { seed: 3, customers: 400, days: 365, endsAt: Date.UTC(2026, 10, 20, 9) }
const world = createWorld(wish)
const everything = (of: World): Told[] => [...history(of)].flatMap(({ told }) => told)
const told = everything(world)

test('the same wish gives the same facts, another seed gives others', () => {
  expect(everything(createWorld(wish))).toEqual(told)
  const other = everything(createWorld({ ...wish, seed: 4 }))
  expect(other[100]?.fact).not.toEqual(told[100]?.fact)
  const ids = new Set(told.map(({ fact }) => fact.messageId))
  expect(other.filter(({ fact }) => ids.has(fact.messageId))).toEqual([])
})

test('every fact has a message id of its own, lies within history, and comes in the order of time', () => {
  expect(new Set(told.map(({ fact }) => fact.messageId)).size).toBe(told.length)
  expect(told.every(({ at, fact }) => at >= world.startsAt && at < world.endsAt && fact.timestamp === new Date(at).toISOString())).toBe(
    true,
  )
  for (const story of history(createWorld({ ...wish, customers: 40 }))) {
    expect(story.told.map(({ at }) => at)).toEqual(story.told.map(({ at }) => at).sort((a, b) => a - b))
  }
})

test('a world is as large as wished for, in proportion', () => {
  const buyers = (of: World) => [...history(of)].filter((story) => story.told.some(({ fact }) => fact.event === 'Order Completed')).length
  expect(Math.abs(buyers(createWorld({ ...wish, customers: 4000 })) / 4000 - 1)).toBeLessThan(0.05)
  expect(told.length / wish.customers).toBeGreaterThan(85)
  expect(told.length / wish.customers).toBeLessThan(125)
})

test('facts come from every kind of touchpoint, in three languages and currencies', () => {
  expect(new Set(told.map(({ source }) => source))).toEqual(new Set(sources))
  const values = (key: string) => new Set(told.flatMap(({ fact }) => fact.properties?.[key] ?? []))
  expect(values('language')).toEqual(new Set(['it', 'pl', 'en']))
  expect(values('currency')).toEqual(new Set(['EUR', 'PLN', 'GBP']))
  expect(new Set(told.map(({ fact }) => fact.type))).toEqual(new Set(['track', 'identify', 'page', 'screen', 'group']))
})

test('what has no effect has none: with it drawn anew, nothing else changes', () => {
  const again = everything({ ...world, nullKey: 'another' })
  expect(again).not.toEqual(told)
  expect(again.map(withoutNulls)).toEqual(told.map(withoutNulls))
  const names = new Set(told.flatMap(({ fact }) => Object.keys({ ...fact.properties, ...fact.traits })))
  expect(nulls.filter(({ name }) => !names.has(name))).toEqual([])
})

function withoutNulls({ fact, ...rest }: Told): object {
  const strip = (values: object | undefined) => Object.entries(values ?? {}).filter(([key]) => !nulls.some(({ name }) => name === key))
  return { ...rest, fact: { ...fact, properties: strip(fact.properties), traits: strip(fact.traits) } }
}

test('no identifier is of two people, except a tablet that a household shares', () => {
  const owners = new Map<string, string>()
  const shared = new Set([...trueProfiles(world)].flatMap(({ sharedDevices }) => sharedDevices))
  for (const { person, told: theirs } of history(world)) {
    for (const id of theirs.flatMap(({ fact }) => identifiersOf(fact))) {
      if (shared.has(id.replace('anonymous_id/', ''))) continue
      expect(owners.get(id) ?? person.userId).toBe(person.userId)
      owners.set(id, person.userId)
    }
  }
  expect(shared.size).toBeGreaterThan(5)
})

test('identifiers in facts are those that the truth names', () => {
  for (const household of [0, 50, 200]) {
    for (const { person, told: theirs } of storiesOf(world, household)) {
      const truth = [...trueProfiles(world)].find(({ userId }) => userId === person.userId)!
      const { userId, email, phone, card, devices, sharedDevices } = truth
      const known = [`user_id/${userId}`, `email/${email}`, `phone/${phone}`, `card/${card}`, ...[...devices, ...sharedDevices].map((id) => `anonymous_id/${id}`)] // prettier-ignore
      expect(theirs.flatMap(({ fact }) => identifiersOf(fact)).filter((id) => !known.includes(id))).toEqual([])
    }
  }
  const { facts, profiles } = sizeOf(world)
  expect(facts).toBe(told.length)
  expect(profiles).toBeGreaterThan(world.households)
})

test('what people write agrees with the stars they give, is never the same for long, and speaks of them as they would', () => {
  const texts = told.flatMap(({ fact, truth }) => (truth ? [{ fact, truth, text: textOf(fact) }] : []))
  expect(texts.length).toBe([...trueMeanings(world)].length)
  for (const { fact, truth } of texts) {
    const stars = fact.properties?.['rating']
    if (typeof stars !== 'number') continue
    expect(truth.sentiment).toBe(stars <= 2 ? 'negative' : stars === 3 ? 'neutral' : 'positive')
  }
  expect(texts.filter(({ text }) => /[[\]{}|]/u.test(text))).toEqual([])
  expect(new Set(texts.map(({ text }) => text)).size / texts.length).toBeGreaterThan(0.75)
})

function textOf({ properties = {} }: SampleFact): string {
  return String(properties['review_body'] ?? properties['comment'])
}

test('nights are quiet where people live, and October is busier than August', () => {
  const visits = [...history(world)].flatMap((story) =>
    story.told.filter(({ fact }) => fact.type === 'page').map(({ at }) => hourOf(at, story.person.country.zone)),
  )
  const share = (from: number, to: number) => visits.filter((hour) => hour >= from && hour < to).length / visits.length
  expect(share(2, 6)).toBeLessThan(0.03)
  expect(share(19, 23)).toBeGreaterThan(0.25)
  const orders = told.filter(({ fact, at }) => fact.event === 'Order Completed' && at > world.startsAt + 120 * DAY)
  const inMonth = (month: number) => orders.filter(({ at }) => monthOf(at, 'Europe/Rome') === month).length
  expect(inMonth(9)).toBeGreaterThan(inMonth(7))
})

test('clocks change as they do in Europe', () => {
  const hours = (time: string, zone: 'Europe/Rome' | 'Europe/London') => offsetOf(Date.parse(time), zone) / 3_600_000
  expect(hours('2026-03-29T00:59:59Z', 'Europe/Rome')).toBe(1)
  expect(hours('2026-03-29T01:00:00Z', 'Europe/Rome')).toBe(2)
  expect(hours('2026-10-25T00:59:59Z', 'Europe/London')).toBe(1)
  expect(hours('2026-10-25T01:00:00Z', 'Europe/London')).toBe(0)
  for (let day = Date.UTC(2026, 0, 1, 12); day < Date.UTC(2027, 0, 1); day += DAY) {
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', hour: '2-digit', minute: '2-digit' }).format(
      atHour(day, 18.5, 'Europe/Warsaw'),
    )
    expect(shown).toBe('18:30')
  }
})
