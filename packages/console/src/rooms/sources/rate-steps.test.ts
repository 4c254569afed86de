import { expect, it } from 'vitest'
import { stepsOf } from './rate-steps.ts'

it('has a step for each hour of the span, also for those in which nothing came', () => {
  const step = { at: '2024-01-01T02:00:00.000Z', facts: 3, bots: 0, rejected: 1, duplicates: 2 }
  const steps = stepsOf({ by: 'hour', from: '2024-01-01T00:30:00.000Z', to: '2024-01-01T03:10:00.000Z', steps: [step] })
  expect(steps.map(({ at, facts, duplicates }) => [new Date(at).getUTCHours(), facts, duplicates])).toEqual([
    [1, 0, null],
    [2, 3, 2],
    [3, 0, null],
  ])
})
