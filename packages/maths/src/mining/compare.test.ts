import { expect, test } from 'vitest'
import { compareGraphs } from './compare.ts'
import { graphOf } from './graph.ts'
import { logOf, MINUTE_MS } from './log-of.ts'

const times = (n: number, word: string) => Array.from({ length: n }, () => word)

test('shares of cases with an edge, by name, with the published interval of their difference', () => {
  // Newcombe (1998), table II, example (a): 56 of 70 and 48 of 80.
  const first = graphOf(logOf([...times(56, 'xy'), ...times(14, 'xz')]))
  const second = graphOf(logOf([...times(32, 'wx'), ...times(48, 'xyxy')]))
  const compared = compareGraphs(first, second)
  expect(compared.map(({ from, to }) => from + to)).toEqual(['yx', 'wx', 'xy', 'xz'])
  const xy = compared[2]!
  expect(xy.first).toMatchObject({ cases: { share: 0.8, n: 70 }, medianMs: MINUTE_MS })
  expect(xy.second).toMatchObject({ cases: { share: 0.6, n: 80 } })
  expect([xy.low, xy.high].map((limit) => Number(limit.toFixed(4)))).toEqual([0.0524, 0.3339])
  expect(compared[1]).toMatchObject({ first: { cases: { share: 0 }, medianMs: undefined }, difference: -0.4 })
})

test('against nothing nothing is known', () => {
  expect(compareGraphs(graphOf(logOf(['ab'])), graphOf(logOf([])))).toMatchObject([{ difference: NaN, low: -1, high: 1 }])
})
