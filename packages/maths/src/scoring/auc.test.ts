import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aucOf, compareAucs } from './auc.ts'
import { ovarianCancer } from './ovarian-cancer.ts'

const { albumin, totalProtein, kgScore, benefited } = ovarianCancer
const rounded = (...values: number[]) => values.map((value) => Number(value.toFixed(4)))

// DeLong's own data; the numbers by the formulas of the paper, worked out apart in numpy.
test.each([
  ['albumin', albumin, [0.7366, 0.0927, 0.5549, 0.9182]],
  ['total protein', totalProtein, [0.6478, 0.1, 0.4518, 0.8439]],
  ['K-G score', kgScore, [0.7258, 0.1028, 0.5243, 0.9273]],
])('area and interval of %s', (_, scores, known) => {
  const { auc, standardError, low, high } = aucOf(scores, benefited)!
  expect(rounded(auc, standardError, low, high)).toEqual(known)
})

test.each([
  ['albumin', albumin, [0.0108, 0.0953, -0.1761, 0.1976, 0.9102]],
  ['total protein', totalProtein, [-0.078, 0.1046, -0.283, 0.1271, 0.4561]],
])('%s against the K-G score', (_, scores, known) => {
  const { difference, standardError, low, high, p } = compareAucs([scores, kgScore], benefited)!
  expect(rounded(difference, standardError, low, high, p)).toEqual(known)
})

const leads = fc
  .array(fc.record({ score: fc.integer({ min: 0, max: 9 }), rival: fc.integer({ min: 0, max: 9 }), converted: fc.boolean() }), {
    maxLength: 40,
  })
  .map((all) => ({ scores: all.map((one) => one.score), rivals: all.map((one) => one.rival), converted: all.map((one) => one.converted) }))

test('the fast way gives what comparing every pair gives', () => {
  fc.assert(
    fc.property(leads, ({ scores, rivals, converted }) => {
      const [slow, fast] = [pairwise([scores, rivals], converted), compareAucs([scores, rivals], converted)]
      expect(fast === undefined).toBe(slow === undefined)
      if (!slow || !fast) return
      expect(fast.difference).toBeCloseTo(slow.difference, 10)
      expect(fast.standardError ** 2).toBeCloseTo(slow.variance, 10)
    }),
  )
})

test('a score compared with itself is no different, and one that tells all apart has an area of 1', () => {
  expect(compareAucs([albumin, albumin], benefited)).toMatchObject({ difference: 0, z: 0, p: 1 })
  expect(aucOf([1, 2, 3, 4], [false, false, true, true])).toMatchObject({ auc: 1, low: 1, high: 1, p: 0 })
  expect(aucOf([5, 5, 5, 5], [false, false, true, true])).toMatchObject({ auc: 0.5, p: 1 })
})

test('with fewer than two of a kind nothing can be said', () => {
  expect(aucOf([], [])).toBeUndefined()
  expect(aucOf([1, 2, 3], [true, false, false])).toBeUndefined()
})

/** DeLong's formulas as they stand in the paper. */
function pairwise(both: number[][], converted: boolean[]): { difference: number; variance: number } | undefined {
  const yes = [...converted.keys()].filter((i) => converted[i])
  const no = [...converted.keys()].filter((i) => !converted[i])
  if (yes.length < 2 || no.length < 2) return undefined
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)
  const wins = (scores: number[], i: number, j: number) => (scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0)
  const ahead = (i: number, j: number) => wins(both[0]!, i, j) - wins(both[1]!, i, j)
  const ofYes = yes.map((i) => mean(no.map((j) => ahead(i, j))))
  const ofNo = no.map((j) => mean(yes.map((i) => ahead(i, j))))
  return { difference: mean(ofYes), variance: variance(ofYes) / yes.length + variance(ofNo) / no.length }
}
