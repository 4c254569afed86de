import { expect, test } from 'vitest'
import { minimise } from './l-bfgs.ts'

test('Rosenbrock’s valley, from where Moré, Garbow and Hillstrom (1981) start', () => {
  const found = minimise(
    ([x, y]) => ({
      value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
      gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
    }),
    Float64Array.of(-1.2, 1),
  )
  expect(found.converged).toBe(true)
  expect(found.x[0]).toBeCloseTo(1, 7)
  expect(found.x[1]).toBeCloseTo(1, 7)
  expect(found.steps).toBeLessThan(60)
})

test('a long narrow bowl of thirty dimensions', () => {
  const steep = Array.from({ length: 30 }, (_, i) => 1.2 ** i)
  const found = minimise(
    (x) => ({
      value: steep.reduce((sum, a, i) => sum + (a / 2) * (x[i]! - i) ** 2, 0),
      gradient: x.map((value, i) => steep[i]! * (value - i)),
    }),
    new Float64Array(30),
  )
  expect(found.converged).toBe(true)
  found.x.forEach((value, i) => expect(value).toBeCloseTo(i, 6))
})

test('what goes down for ever is said not to converge', () => {
  expect(minimise(() => ({ value: NaN, gradient: Float64Array.of(1) }), Float64Array.of(0)).converged).toBe(false)
  expect(minimise(([x]) => ({ value: -x!, gradient: Float64Array.of(-1) }), Float64Array.of(0)).converged).toBe(false)
})
