import { expect, test } from 'vitest'
import { fitLogistic, probabilityOf } from './logistic.ts'
import { encode, oneHotOf } from './one-hot.ts'
import { ovarianCancer } from './ovarian-cancer.ts'

// The 23 flights before Challenger's last: temperature (°F) and whether an O-ring suffered (S. R. Dalal, E. B. Fowlkes & B. Hoadley, “Risk analysis of
// the space shuttle”, JASA 84, 1989).
const temperatures = [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58]
const distressed = new Set([1, 8, 9, 10, 13, 20, 22])
const orings = { rows: temperatures.map((degrees) => [degrees]), outcomes: temperatures.map((_, flight) => distressed.has(flight)) }

const { albumin, totalProtein, benefited } = ovarianCancer
const surgery = { rows: albumin.map((value, i) => [value, totalProtein[i]!]), outcomes: benefited }

test('the O-rings of Challenger: 15.0429 (7.3786) − 0.2322 (0.1082) a degree', () => {
  const fit = fitLogistic(orings, 0)
  expect(fit.converged).toBe(true)
  expect(fit.intercept).toBeCloseTo(15.04290165, 5)
  expect(fit.coefficients[0]).toBeCloseTo(-0.23216274, 7)
  expect(fit.standardErrors!.intercept).toBeCloseTo(7.37863638, 4)
  expect(fit.standardErrors!.coefficients[0]).toBeCloseTo(0.10823652, 6)
  expect(fit.logLikelihood).toBeCloseTo(-10.157596343933417, 8)
  // At 31 °F, the temperature of the morning of the launch.
  expect(probabilityOf(fit, [31])).toBeCloseTo(0.9996, 4)
})

// Found by Newton's method on the penalised likelihood in numpy.
test.each([
  ['O-rings', orings, 5, [14.20664559, -0.21986053], [6.87173327, 0.10077517]],
  ['O-rings', orings, 300, [4.48237677, -0.0770138], [3.04472685, 0.04397121]],
  ['surgery', surgery, 0, [-1.97769056, 1.24115399, -0.18286698], [2.32374041, 0.82930418, 0.63906609]],
  ['surgery', surgery, 2, [-2.08694909, 0.61304558, 0.17193116], [1.96529874, 0.47661721, 0.40788968]],
])('%s with a penalty', (...[, sample, l2, estimates, errors]) => {
  const { intercept, coefficients, standardErrors } = fitLogistic(sample, l2)
  for (const [i, value] of [intercept, ...coefficients].entries()) expect(value).toBeCloseTo(estimates[i]!, 5)
  for (const [i, value] of [standardErrors!.intercept, ...standardErrors!.coefficients].entries()) expect(value).toBeCloseTo(errors[i]!, 4)
})

test('without columns it is the rate', () => {
  const fit = fitLogistic({ rows: [[], [], [], []], outcomes: [true, false, false, false] }, 0)
  expect(probabilityOf(fit, [])).toBeCloseTo(0.25, 8)
})

test('what cannot be told apart has no standard errors, and a penalty tells it apart', () => {
  const same = { rows: temperatures.map((degrees) => [degrees, degrees]), outcomes: orings.outcomes }
  expect(fitLogistic(same, 0).standardErrors).toBeUndefined()
  const [first, second] = fitLogistic(same, 1).coefficients
  expect(first).toBeCloseTo(second!, 8)
  expect(fitLogistic(same, 1).standardErrors).toBeDefined()
})

test('outcomes that are all alike give near certainty', () => {
  const fit = fitLogistic({ rows: [[0], [1], [2]], outcomes: [true, true, true] }, 0)
  expect(probabilityOf(fit, [1])).toBeGreaterThan(0.999)
})

test('rare and unknown levels share a column', () => {
  const pages = oneHotOf(['b', 'a', 'b', 'rare', 'a', 'b'], 2)
  expect(pages.levels).toEqual(['a', 'b'])
  expect(['a', 'b', 'rare', 'new'].map((level) => encode(pages, level))).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 1],
  ])
})
