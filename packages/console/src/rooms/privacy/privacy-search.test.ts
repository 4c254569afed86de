import { expect, it } from 'vitest'
import { readPrivacySearch } from './privacy-search.ts'

it('takes what it understands of an address, and nothing else', () => {
  const person = '0b1e7f6a-3c1d-8aa1-a13d-da1477ce305b'
  expect(readPrivacySearch({ tab: 'person', status: 'open', q: 4711, person })).toEqual({
    tab: 'person',
    status: 'open',
    q: '4711',
    person,
  })
  expect(readPrivacySearch({ tab: '__proto__', status: ['open'], q: {}, person: `${person}/../x` })).toEqual({})
  expect(readPrivacySearch({ q: 'x'.repeat(999) }).q).toHaveLength(200)
})
