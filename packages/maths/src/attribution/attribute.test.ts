import { expect, test } from 'vitest'
import { attribute } from './attribute.ts'

const settings = { order: 1, halfLife: 1, resamples: 200, seed: 1 } as const

const paths = [
  { steps: ['ad', 'shop', 'till'], converted: 40, lost: 0 },
  { steps: ['mail', 'till'], converted: 20, lost: 10 },
  { steps: ['ad', 'mail', 'ad', 'shop'], converted: 0, lost: 130 },
]

test('each way of counting shares all conversions out', () => {
  const { converted, lost, conversionProbability, touchpoints } = attribute(paths, settings)
  expect([converted, lost]).toEqual([60, 140])
  expect(conversionProbability).toBeCloseTo(0.3, 12)
  for (const way of ['markov', 'shapley', 'first', 'last', 'linear', 'timeDecay', 'positionBased'] as const)
    expect(touchpoints.reduce((sum, { conversions }) => sum + conversions[way], 0)).toBeCloseTo(60, 9)
})

test('who is on every path that converted is called mandatory, the others are not', () => {
  const { touchpoints } = attribute(paths, settings)
  expect(touchpoints[0]).toMatchObject({ touchpoint: 'till', mandatory: true, removalEffect: { value: 1, low: 1, high: 1 } })
  expect(touchpoints.filter(({ mandatory }) => mandatory)).toHaveLength(1)
})

test('estimates lie in their intervals, and most comes first', () => {
  const { touchpoints, states } = attribute(paths, { ...settings, order: 2 })
  const markov = touchpoints.map(({ conversions }) => conversions.markov)
  expect(markov).toEqual([...markov].sort((a, b) => b - a))
  expect(states).toBe(7)
  for (const { removalEffect, share } of touchpoints)
    for (const { value, low, high } of [removalEffect, share]) {
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
    }
})

test('conversions of those who met nothing are credited to nothing', () => {
  const { converted, touchpoints } = attribute([...paths, { steps: [], converted: 5, lost: 5 }], settings)
  expect(converted).toBe(65)
  expect(touchpoints.reduce((sum, { conversions }) => sum + conversions.markov, 0)).toBeCloseTo(60, 9)
})

test('of nobody there is nothing to say', () => {
  expect(attribute([], settings)).toMatchObject({ converted: 0, lost: 0, discrimination: undefined, touchpoints: [] })
})
