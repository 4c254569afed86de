import { expect, test } from 'vitest'
import { scoreFit } from './fit.ts'

test('points of what holds, as a percentage of the best possible, and what each would change', () => {
  const scored = scoreFit([
    { points: 30, holds: true },
    { points: 10, holds: false },
    { points: -20, holds: true },
  ])
  expect(scored).toEqual({
    score: 25,
    points: 10,
    best: 40,
    conditions: [
      { points: 30, wouldChange: -25 },
      { points: 0, wouldChange: 25 },
      { points: -20, wouldChange: 50 },
    ],
  })
})

test('the best is 100, and nobody is below 0', () => {
  expect(
    scoreFit([
      { points: 5, holds: true },
      { points: -5, holds: false },
    ]).score,
  ).toBe(100)
  expect(
    scoreFit([
      { points: 5, holds: false },
      { points: -5, holds: true },
    ]).score,
  ).toBe(0)
  expect(scoreFit([]).score).toBe(0)
  expect(scoreFit([{ points: -5, holds: false }]).score).toBe(0)
})
