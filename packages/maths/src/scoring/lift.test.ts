import { expect, test } from 'vitest'
import { liftCurve } from './lift.ts'

test('gains and lift, counted by hand', () => {
  const scores = [90, 80, 70, 60, 50, 40, 30, 20, 10, 0]
  const converted = scores.map((score) => [90, 70, 60, 10].includes(score))
  const curve = liftCurve(scores, converted, 5)
  expect(curve.map(({ leads }) => leads)).toEqual([2, 4, 6, 8, 10])
  expect(curve.map(({ captured }) => captured)).toEqual([0.25, 0.75, 0.75, 0.75, 1])
  expect(curve[0]!.lift).toBeCloseTo(1.25)
  expect(curve.at(-1)!.lift).toBe(1)
})

test('leads of one score count in proportion, in whatever order they come', () => {
  const flat = liftCurve([5, 5, 5, 5], [true, false, false, false], 4)
  expect(flat.map(({ lift }) => lift)).toEqual([1, 1, 1, 1])
})

test('without conversions there is no lift', () => {
  expect(liftCurve([1, 2], [false, false])).toEqual([])
})
