import { expect, it } from 'vitest'
import { readEditorSearch, readModelSearch } from './scores-search.ts'

it('takes of an address what it understands', () => {
  const trial = { at: '2026-01-31', outcome: { fact: 'Order Completed' }, within: { n: 30, unit: 'days' }, newOnly: false }
  expect(readModelSearch({ tab: 'people', grade: 'A1', stage: 'Lead', trial })).toEqual({
    tab: 'people',
    grade: 'A1',
    stage: 'Lead',
    person: undefined,
    trial,
  })
  expect(readModelSearch({ tab: 'nowhere', grade: 'E5', stage: '', trial: { at: 'yesterday' } })).toEqual({})
  expect(readModelSearch({ trial: { ...trial, within: { n: 30, unit: 'moons' } } })).toEqual({})
})

it('shows those seen last unless people are chosen, and at most ten of these', () => {
  expect(readEditorSearch({ people: [] }).people).toBeUndefined()
  expect(readEditorSearch({ people: [1, 'a'], template: 'prosumer' })).toEqual({ template: 'prosumer', people: ['a'] })
  expect(readEditorSearch({ people: Array.from({ length: 20 }, String) }).people).toHaveLength(10)
})
