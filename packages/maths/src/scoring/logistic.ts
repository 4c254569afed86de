import { inverseOf } from '../algebra/inverse.ts'
import { minimise } from '../optimise/l-bfgs.ts'
import type { Objective } from '../optimise/l-bfgs.ts'

/** What is known of each (a row of numbers, all of one length), and whether it came true. */
export type Sample = { rows: readonly (readonly number[])[]; outcomes: readonly boolean[] }

/** Log-odds for each unit of each column; odds are multiplied by `exp(coefficient)`. */
export type Logistic = {
  intercept: number
  coefficients: number[]
  /** Of the intercept and of the coefficients; undefined where the sample cannot tell columns apart. */
  standardErrors: { intercept: number; coefficients: number[] } | undefined
  /** Natural logarithm, without the penalty. */
  logLikelihood: number
  converged: boolean
}

/**
 * Logistic regression that maximises log-likelihood − ½·l2·Σ coefficient² (the intercept goes free): with `l2` 0 by maximum likelihood, else by ridge
 * (S. le Cessie & J. C. van Houwelingen, “Ridge estimators in logistic regression”, Applied Statistics 41, 1992). The penalty is on the columns as
 * they come: who wants it even scales them. Standard errors are from the inverse of the observed information, penalty included.
 */
export function fitLogistic(sample: Sample, l2: number): Logistic {
  const design = designOf(sample, l2)
  const { x, converged } = minimise(lossOf(design, l2), new Float64Array(design.scales.length))
  const [level = 0, ...coefficients] = design.scales.map((scale, j) => x[j]! / scale)
  const intercept = coefficients.reduce((sum, coefficient, j) => sum - coefficient * design.centres[j]!, level)
  const fit = { intercept, coefficients }
  return { ...fit, standardErrors: standardErrors(sample, fit, l2), logLikelihood: -lossOf(design, 0)(x).value, converged }
}

/** The probability that a fit gives to a row. */
export function probabilityOf({ intercept, coefficients }: Pick<Logistic, 'intercept' | 'coefficients'>, row: readonly number[]): number {
  return sigmoid(coefficients.reduce((sum, coefficient, j) => sum + coefficient * row[j]!, intercept))
}

/**
 * The sample with a column of ones before the others, which are centred; each is divided by about the root of the loss's curvature along it, so that the loss
 * is about as steep in every direction and is minimised in few steps. One row after the other.
 */
type Design = { cells: Float64Array; outcomes: readonly boolean[]; centres: number[]; scales: number[] }

function designOf({ rows, outcomes }: Sample, l2: number): Design {
  const n = rows.length
  const rate = (outcomes.filter(Boolean).length + 0.5) / (n + 1)
  const weight = n * rate * (1 - rate)
  const centres = (rows[0] ?? []).map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / n)
  const variances = centres.map((centre, j) => rows.reduce((sum, row) => sum + (row[j]! - centre) ** 2, 0) / n)
  // A column that never varies is free to be on any scale.
  const scales = [weight, ...variances.map((variance) => weight * variance + l2)].map((curvature) => Math.sqrt(curvature) || 1)
  const cells = Float64Array.from(rows.flatMap((row) => [1 / scales[0]!, ...row.map((cell, j) => (cell - centres[j]!) / scales[j + 1]!)]))
  return { cells, outcomes, centres, scales }
}

/** The penalised loss on the scaled columns, with the penalty that they had before. */
function lossOf({ cells, outcomes, scales }: Design, l2: number): Objective {
  const width = scales.length
  return (x) => {
    const gradient = new Float64Array(width)
    let value = 0
    for (const [i, outcome] of outcomes.entries()) {
      const row = cells.subarray(i * width, (i + 1) * width)
      const z = row.reduce((sum, cell, j) => sum + cell * x[j]!, 0)
      value += softplus(outcome ? -z : z)
      const residual = sigmoid(z) - (outcome ? 1 : 0)
      row.forEach((cell, j) => (gradient[j]! += residual * cell))
    }
    for (let j = 1; j < width; j += 1) {
      value += (l2 / 2) * (x[j]! / scales[j]!) ** 2
      gradient[j]! += (l2 * x[j]!) / scales[j]! ** 2
    }
    return { value, gradient }
  }
}

function standardErrors({ rows }: Sample, fit: Pick<Logistic, 'intercept' | 'coefficients'>, l2: number): Logistic['standardErrors'] {
  const size = fit.coefficients.length + 1
  const information = Array.from({ length: size }, (_, j) => Array.from({ length: size }, (__, k) => (j === k && j > 0 ? l2 : 0)))
  for (const row of rows) {
    const p = probabilityOf(fit, row)
    const cells = [1, ...row]
    for (let j = 0; j < size; j += 1) {
      const weighed = p * (1 - p) * cells[j]!
      // One-hot rows are mostly zeros, which add nothing.
      if (weighed !== 0) for (let k = 0; k <= j; k += 1) information[j]![k]! += weighed * cells[k]!
    }
  }
  const [first, ...others] = inverseOf(information)?.map((row, j) => Math.sqrt(row[j]!)) ?? []
  return first === undefined ? undefined : { intercept: first, coefficients: others }
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z))
}

/** ln(1 + eᶻ), without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
}
