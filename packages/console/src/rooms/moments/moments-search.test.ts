import { momentsQuestion } from '@percorso/contract'
import { expect, test } from 'vitest'
import { questionOf, searchOf } from './asked-question.ts'
import { readMomentsSearch } from './moments-search.ts'

test('an address that means nothing asks nothing', () => {
  expect(questionOf(readMomentsSearch({ outcome: 'Ordered', landmark: 'x', traits: 'plan', days: 3, kind: 'maybe' }), 0)).toBeUndefined()
  expect(questionOf(readMomentsSearch({ outcome: 'fact:Ordered', kind: 'worth' }), 0)).toBeUndefined()
})

test('what the form can ask goes into an address and back', () => {
  const searches = [
    { outcome: 'step:12', reached: 'fact:Signed Up', landmark: 7, horizon: 30, traits: ['plan'] },
    { kind: 'stopped', outcome: 'fact:Opened: twice', landmark: 30, horizon: 90, steps: 'facts', segment: 4 },
    { kind: 'worth', outcome: 'fact:Ordered', property: 'total', atLeast: 12.5, landmark: 1, horizon: 365 },
  ]
  for (const search of searches) {
    const question = momentsQuestion.parse(questionOf(readMomentsSearch(search), 0))
    expect(JSON.parse(JSON.stringify(searchOf(question)))).toEqual(search)
  }
})

test('a question that the form cannot say has no address', () => {
  const marker = { match: { fact: 'Ordered', type: 'track' } }
  expect(searchOf(momentsQuestion.parse({ outcome: { kind: 'did', marker } }))).toBeUndefined()
})

test('a period ends with the hour', () => {
  const question = questionOf(readMomentsSearch({ outcome: 'step:1', days: 90 }), Date.UTC(2026, 3, 1))
  expect(question).toMatchObject({ from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z', landmarkDays: 30, horizonDays: 90 })
})
