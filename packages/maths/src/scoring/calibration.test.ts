import { expect, test } from 'vitest'
import { calibrationOf } from './calibration.ts'
import { fitLogistic, probabilityOf } from './logistic.ts'
import { ovarianCancer } from './ovarian-cancer.ts'

const { albumin, benefited } = ovarianCancer
const fit = fitLogistic({ rows: albumin.map((value) => [value]), outcomes: benefited }, 0)
const fitted = albumin.map((value) => probabilityOf(fit, [value]))

test('on its own sample, maximum likelihood is calibrated: slope 1, intercept 0, as many as expected', () => {
  const { slope, intercept, observedToExpected } = calibrationOf(fitted, benefited)
  expect(slope!.value).toBeCloseTo(1, 5)
  expect(intercept!.value).toBeCloseTo(0, 5)
  expect(observedToExpected).toBeCloseTo(1, 6)
  expect(slope!.low).toBeLessThan(1)
  expect(slope!.high).toBeGreaterThan(1)
})

test('predictions that are too extreme have a slope below 1; those too high, fewer than expected', () => {
  const logOdds = fitted.map((p) => Math.log(p / (1 - p)))
  const spoilt = (change: (z: number) => number) =>
    calibrationOf(
      logOdds.map((z) => 1 / (1 + Math.exp(-change(z)))),
      benefited,
    )
  expect(spoilt((z) => 2 * z).slope!.value).toBeCloseTo(0.5, 5)
  const high = spoilt((z) => z + 1)
  expect(high.slope!.value).toBeCloseTo(1, 5)
  expect(high.intercept!.value).toBeCloseTo(-1, 5)
  expect(high.observedToExpected).toBeLessThan(0.9)
})

test('Brier’s score, by hand', () => {
  const { brier, brierOfMean } = calibrationOf([0.9, 0.8, 0.3, 0.1], [true, false, true, false])
  expect(brier).toBeCloseTo((0.01 + 0.64 + 0.49 + 0.01) / 4, 12)
  expect(brierOfMean).toBe(0.25)
})

test('bins are about even, and leads of one probability stay together', () => {
  const probabilities = [0.1, 0.1, 0.1, 0.2, 0.3, 0.9]
  const { bins } = calibrationOf(probabilities, [false, true, false, true, false, true], 3)
  expect(bins.map(({ n, share }) => [n, share])).toEqual([
    [3, 1 / 3],
    [1, 1],
    [2, 0.5],
  ])
  expect(bins.map(({ predicted }) => predicted)[2]).toBeCloseTo(0.6, 12)
})

test('certain predictions do not break it', () => {
  expect(calibrationOf([0, 1, 1, 0], [false, true, false, true])).toMatchObject({ brier: 0.5, slope: { value: expect.closeTo(0, 6) } })
})

test('where one threshold tells all apart, or all are predicted alike, there is no slope', () => {
  for (const probabilities of [
    [0.1, 0.2, 0.8, 0.9],
    [0.1, 0.5, 0.5, 0.9],
    [0.9, 0.8, 0.2, 0.1],
    [0.3, 0.3, 0.3, 0.3],
  ])
    expect(calibrationOf(probabilities, [false, false, true, true])).toMatchObject({ slope: undefined, intercept: undefined })
  expect(calibrationOf([], [])).toMatchObject({ bins: [], slope: undefined })
})
