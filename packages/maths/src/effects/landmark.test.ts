import { expect, test } from 'vitest'
import { atRiskOf, exposureTo } from './landmark.ts'

const steps = (...some: [string, number][]) => some.map(([touchpoint, at]) => ({ touchpoint, at }))

test('exposure counts until the landmark, which stands at a time after the stage', () => {
  const journeys = [{ steps: steps(['web', 0], ['shop', 10], ['call', 14], ['call', 15], ['mail', 16]), outcomeAt: 30 }]
  const [one] = atRiskOf(journeys, { stage: 'shop', landmarkMs: 5 })
  expect(one).toEqual({
    journey: 0,
    met: new Map([
      ['web', 1],
      ['shop', 1],
      ['call', 1],
    ]),
    outcome: true,
  })
})

test('without a stage time runs from the first touchpoint', () => {
  const [one] = atRiskOf([{ steps: steps(['web', 100], ['shop', 110], ['call', 120]), outcomeAt: undefined }], { landmarkMs: 20 })
  expect([...one!.met.keys()]).toEqual(['web', 'shop'])
  expect(one!.outcome).toBe(false)
})

test('who never reached the stage, or had the outcome before the landmark, is left out', () => {
  const journeys = [
    { steps: steps(['web', 0]), outcomeAt: 3 },
    { steps: steps(['shop', 0]), outcomeAt: 4 },
    { steps: steps(['shop', 0]), outcomeAt: 5 },
    { steps: [], outcomeAt: undefined },
  ]
  expect(atRiskOf(journeys, { stage: 'shop', landmarkMs: 5 }).map(({ journey }) => journey)).toEqual([2])
})

test('with the stage itself as landmark, what is as old came before it if it stands before it', () => {
  const journeys = [{ steps: steps(['web', 7], ['shop', 7], ['call', 7]), outcomeAt: 7 }]
  expect([...atRiskOf(journeys, { stage: 'shop', landmarkMs: 0 })[0]!.met.keys()]).toEqual(['web'])
})

test('exposure may take more than once', () => {
  const journeys = [1, 2, 3].map((times) => ({
    steps: Array.from({ length: times }, () => ({ touchpoint: 'call', at: 0 })),
    outcomeAt: undefined,
  }))
  const atRisk = atRiskOf(journeys, { landmarkMs: 1 })
  expect([...exposureTo('call', atRisk)]).toEqual([1, 1, 1])
  expect([...exposureTo('call', atRisk, 2)]).toEqual([0, 1, 1])
  expect([...exposureTo('web', atRisk)]).toEqual([0, 0, 0])
})
