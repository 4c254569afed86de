import { expect, test } from 'vitest'
import { aucOf } from './auc.ts'
import { backTest } from './back-test.ts'
import { ovarianCancer } from './ovarian-cancer.ts'

const { kgScore, albumin, benefited } = ovarianCancer
const leads = kgScore.map((score, i) => ({ score: score * 10, lastSeen: albumin[i]!, converted: benefited[i]! }))

test('a score is held against chance, against recency, by share and by band', () => {
  const tested = backTest(leads)
  expect(tested).toMatchObject({ leads: 43, conversions: 31, recency: aucOf(albumin, benefited) })
  expect(tested.auc!.auc).toBeCloseTo(0.7258, 4)
  expect(tested.auc!.p).toBeCloseTo(0.0281, 3)
  expect(tested.againstRecency!.p).toBeCloseTo(0.9102, 4)
  expect(tested.lift).toHaveLength(10)
  expect(tested.bands.map(({ from, n, conversions }) => [from, n, conversions])).toEqual([
    [0, 5, 0],
    [25, 17, 13],
    [50, 21, 18],
    [75, 0, 0],
  ])
  expect(tested.bands.reduce((sum, { n }) => sum + n, 0)).toBe(43)
})

test('of nobody nothing is said', () => {
  expect(backTest([], [0])).toMatchObject({
    leads: 0,
    auc: undefined,
    againstRecency: undefined,
    lift: [],
    bands: [{ n: 0, low: 0, high: 1 }],
  })
})
