import { expect, it } from 'vitest'
import { fromPlace, liveQuery, readLiveSearch, toPlace } from './live-search.ts'

it('takes what it understands of an address, and nothing else', () => {
  expect(readLiveSearch({ source: 3, type: 'track', name: 42, mine: true, test: 'equals', path: 'a.b', value: 0, fact: 'x' })).toEqual({
    source: 3,
    type: 'track',
    name: '42',
    person: undefined,
    mine: true,
    path: 'a.b',
    test: 'equals',
    value: '0',
    fact: 'x',
  })
  const hostile = readLiveSearch({ source: '1e999', type: '__proto__', name: {}, mine: 'true', person: ['x'], path: 'x'.repeat(9_999) })
  expect(hostile).toMatchObject({ source: undefined, type: undefined, name: undefined, mine: undefined, person: undefined })
  expect(hostile.path).toHaveLength(1_000)
})

it('asks the server for what is filtered only: not for the fact that is open, nor for a test of no property', () => {
  expect(liveQuery({})).toBe('')
  expect(liveQuery({ name: 'A&B', fact: 'x', test: 'equals', value: '1' })).toBe('name=A%26B')
  expect(liveQuery({ path: 'a.b', test: 'equals', value: 'x y' })).toBe('path=a.b&test=equals&value=x+y')
})

it('finds its way back to a fact, whatever its message id', () => {
  const place = { profileId: 'p', time: '2024-01-01T00:00:00.000Z', messageId: 'a/b//c d%2F' }
  expect(fromPlace(toPlace(place))).toEqual(place)
})
