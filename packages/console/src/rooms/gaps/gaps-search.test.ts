import { expect, test } from 'vitest'
import { readGapsSearch, readNewInitiativeSearch } from './gaps-search.ts'

test('an address is read for what it means, and nothing else', () => {
  const whole = { days: 90, segment: 3, outcome: 'fact:Bought', all: true, with: [1, 2], gap: { kind: 'missing', step: 'a1' } } as const
  expect(readGapsSearch(whole)).toEqual(whole)
  const odd = { days: 91, segment: 'x', with: [1, 1, 'b', 2, 3, 4, 5, 6, 7], gap: { kind: 'missing', touchpointId: 3 }, all: 'yes' }
  expect(readGapsSearch(odd)).toEqual({ days: undefined, segment: undefined, outcome: undefined, all: undefined, with: [1, 2, 3, 4, 5, 6], gap: undefined })
  expect(readNewInitiativeSearch({ touchpoint: '7', gap: { kind: 'adHoc', touchpointId: 7, more: 1 } })).toEqual({
    map: undefined,
    gap: { kind: 'adHoc', touchpointId: 7 },
    touchpoint: 7,
    segment: undefined,
    name: undefined,
  })
}) // prettier-ignore
