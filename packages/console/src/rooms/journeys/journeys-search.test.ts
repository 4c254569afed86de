import { expect, it } from 'vitest'
import { readJourneysSearch } from './journeys-search.ts'

it('keeps what an address may say, and nothing else', () => {
  const search = {
    tab: 'funnel',
    days: 30,
    segment: '7',
    detail: 12,
    table: true,
    stages: ['Viewed', 7, '', null],
    part: { step: 'Viewed' },
  }
  expect(readJourneysSearch(search)).toMatchObject({ ...search, segment: 7, stages: ['Viewed', '7'] })
  const odd = readJourneysSearch({
    tab: 'no',
    days: 31,
    detail: 101,
    table: 'yes',
    stages: 'Viewed',
    part: [1],
    steps: 'pages',
    by: 'person',
  })
  expect(Object.values(odd).every((value) => value === undefined)).toBe(true)
})
