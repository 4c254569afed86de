import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qValuesOf } from './q-values.ts'

test('the fifteen hypotheses of Benjamini and Hochberg (1995)', () => {
  const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
  const q = qValuesOf(p)
  // They reject four at a rate of 0.05. The numbers are those of R's p.adjust.
  expect(q.filter((one) => one <= 0.05)).toHaveLength(4)
  expect(q.map((one) => Number(one.toFixed(4)))).toEqual([
    0.0015, 0.003, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645, 0.0765, 0.486, 0.5812, 0.7149, 0.7532, 0.8132, 1,
  ])
})

test('no hypothesis, no q-value', () => {
  expect(qValuesOf([])).toEqual([])
})

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })

test('q-values are in the order of the p-values, never below them and never above 1', () => {
  fc.assert(
    fc.property(pValues, (p) => {
      const q = qValuesOf(p)
      for (const [i, one] of q.entries()) {
        expect(one).toBeGreaterThanOrEqual(p[i]! * (1 - 1e-12))
        expect(one).toBeLessThanOrEqual(1)
        for (const [j, other] of q.entries()) if (p[i]! <= p[j]!) expect(one).toBeLessThanOrEqual(other)
      }
    }),
  )
})

test('what counts as found is what the step-up procedure rejects', () => {
  fc.assert(
    fc.property(pValues, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (p, rate) => {
      const sorted = [...p].sort((a, b) => a - b)
      const rejected = sorted.findLastIndex((one, i) => one <= ((i + 1) * rate) / p.length) + 1
      const slack = 1 + 1e-12
      expect(qValuesOf(p).filter((q) => q <= rate * slack).length).toBeGreaterThanOrEqual(rejected)
      expect(qValuesOf(p).filter((q) => q <= rate / slack).length).toBeLessThanOrEqual(rejected)
    }),
  )
})
