import { expect, it } from 'vitest'
import { readJourneysSearch } from './journeys-search.ts'

it('keeps what an address may say, and nothing else', () => {
  const search = {
    tab: 'funnel',
    days: 30,
    segment: '7',
    detail: 12,
    table: true,
    stages: ['Viewed', { steps: [7, 'Seen', 7, null], optional: true }, { steps: 'no', optional: 'no' }, null],
    start: 'Viewed',
    last: 7,
    account: 'acme',
    part: { step: 'Viewed' },
  }
  const stages = [{ steps: ['Viewed'] }, { steps: ['7', 'Seen'], optional: true }, { steps: [] }, { steps: [] }]
  expect(readJourneysSearch(search)).toMatchObject({ ...search, segment: 7, stages })
  const odd = readJourneysSearch({
    tab: 'no',
    days: 31,
    detail: 101,
    table: 'yes',
    stages: 'Viewed',
    part: [1],
    steps: 'pages',
    by: 'person',
    last: 0,
    within: 10_000,
    outcome: {},
  })
  expect(Object.values(odd).every((value) => value === undefined)).toBe(true)
})
