import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stageAfter } from './stage.ts'
import type { Stage } from './stage.ts'

const stages: [Stage, ...Stage[]] = [
  { name: 'subscriber', up: 0, down: 0 },
  { name: 'lead', up: 20, down: 15 },
  { name: 'qualified', up: 50, down: 40 },
]
const walk = (...scores: number[]) => scores.reduce<string[]>((path, score) => [...path, stageAfter(stages, score, path.at(-1))], [])

test('up at one threshold, down at another', () => {
  expect(walk(19, 20, 16, 15, 14, 19, 20)).toEqual(['subscriber', 'lead', 'lead', 'lead', 'subscriber', 'subscriber', 'lead'])
})

test('several stages at once, both ways', () => {
  expect(walk(90, 41, 39, 60, 3)).toEqual(['qualified', 'qualified', 'lead', 'qualified', 'subscriber'])
})

test('it goes by the score that is shown, and who was at a stage that is no more begins anew', () => {
  expect(stageAfter(stages, 19.5)).toBe('lead')
  expect(stageAfter(stages, 17, 'gone')).toBe('subscriber')
})

test('asking again changes nothing, and a higher score never leads lower', () => {
  const ladder = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 })), { maxLength: 6 }).map((steps) => {
    let up = 0
    const above = steps.map(([rise, slack], i): Stage => ({ name: `stage ${i + 1}`, up: (up += rise), down: up - slack }))
    return [{ name: 'stage 0', up: 0, down: 0 }, ...above] satisfies Stage[] as [Stage, ...Stage[]]
  })
  const score = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(ladder, fc.nat(6), fc.tuple(score, score), (all, from, [a, b]) => {
      const current = `stage ${from}`
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) => stageAfter(all, value, current))
      expect(stageAfter(all, Math.min(a, b), low)).toBe(low)
      const place = (name: string) => all.findIndex((stage) => stage.name === name)
      expect(place(high!)).toBeGreaterThanOrEqual(place(low!))
    }),
  )
})
