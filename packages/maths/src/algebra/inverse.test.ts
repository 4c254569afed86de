import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inverseOf } from './inverse.ts'

test('a matrix times its inverse is one', () => {
  const cell = fc.double({ min: -5, max: 5, noNaN: true })
  const square = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(square, (root) => {
      const matrix = root.map((row, i) =>
        root.map((other, j) => row.reduce((sum, value, k) => sum + value * other[k]!, 0) + (i === j ? 1 : 0)),
      )
      const inverse = inverseOf(matrix)!
      for (const [i, row] of matrix.entries())
        for (const j of row.keys()) expect(row.reduce((sum, value, k) => sum + value * inverse[k]![j]!, 0)).toBeCloseTo(i === j ? 1 : 0, 7)
    }),
  )
})

test('a singular matrix has none', () => {
  expect(inverseOf([[0]])).toBeUndefined()
  const twiceTheSame = [
    [2, 2],
    [2, 2],
  ]
  expect(inverseOf(twiceTheSame)).toBeUndefined()
})
