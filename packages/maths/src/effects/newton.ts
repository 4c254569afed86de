import { inverseOf } from '../algebra/inverse.ts'
import { dot } from './dot.ts'
import { likelihoodAt } from './likelihood.ts'
import type { Likelihood, Regression } from './likelihood.ts'

/** Coefficients of maximum likelihood, and how far they may be off together. */
export type Fit = { coefficients: Float64Array; covariance: Float64Array[] }

type Point = Likelihood & { coefficients: Float64Array }

const STEPS_MAX = 25
const HALVINGS_MAX = 10
/** With no more than this to gain for each person, the next step is the last: nobody's log-odds then move by more than about its root. */
const GAIN_MIN = 1e-11

/**
 * Logistic regression by maximum likelihood, as `fitLogistic` without a penalty, for one regression after another on the same many people: Newton's
 * steps (iteratively reweighted least squares; P. McCullagh & J. A. Nelder, “Generalized Linear Models”, 1989, chapter 4), which are few from a near
 * start. A few people whom a column tells perfectly do no harm: its coefficient then has no end, but what it could still gain soon has. Undefined
 * where the likelihood does not settle.
 */
export function fitFrom(regression: Regression, start: Float64Array): Fit | undefined {
  let here: Point = { coefficients: start, ...likelihoodAt(regression, start) }
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const covariance = inverseOf(here.information)?.map((row) => Float64Array.from(row))
    if (!covariance) return undefined
    const step = Float64Array.from(covariance, (row) => dot(row, here.gradient))
    if (dot(here.gradient, step) < GAIN_MIN * regression.outcomes.length)
      return { coefficients: along(here.coefficients, step, 1), covariance }
    here = climb(regression, here, step)
  }
  return undefined
}

/** The step, halved until it does not lead down. */
function climb(regression: Regression, here: Point, step: Float64Array): Point {
  let next = here
  for (let halvings = 0, length = 1; halvings < HALVINGS_MAX; halvings += 1, length /= 2) {
    const coefficients = along(here.coefficients, step, length)
    next = { coefficients, ...likelihoodAt(regression, coefficients) }
    if (next.logLikelihood >= here.logLikelihood - 1e-9 * Math.abs(here.logLikelihood)) break
  }
  return next
}

function along(from: Float64Array, step: Float64Array, length: number): Float64Array {
  return from.map((coefficient, k) => coefficient + length * step[k]!)
}
