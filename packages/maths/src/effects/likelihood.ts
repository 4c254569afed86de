import { dot } from './dot.ts'

/** Who had the outcome (1), and the columns to tell it by. */
export type Regression = { outcomes: Uint8Array; columns: readonly Float64Array[] }

/** The log-likelihood of coefficients, its slope, and how it bends (the observed information). */
export type Likelihood = { logLikelihood: number; gradient: Float64Array; information: number[][] }

/** So many people that their part of all columns stays in the processor's cache while it is gone over again and again. */
const BLOCK = 1_024

/** How well coefficients (log-odds for each unit of each column) tell the outcomes. */
export function likelihoodAt({ outcomes, columns }: Regression, coefficients: Float64Array): Likelihood {
  const gradient = new Float64Array(columns.length)
  const information = columns.map(() => columns.map(() => 0))
  const scratch = new Float64Array(BLOCK)
  let logLikelihood = 0
  for (let start = 0; start < outcomes.length; start += BLOCK) {
    const block = columns.map((column) => column.subarray(start, start + BLOCK))
    const told = compare(outcomes.subarray(start, start + BLOCK), logOddsOf(block, coefficients))
    logLikelihood += told.logLikelihood
    const weighed = scratch.subarray(0, told.weights.length)
    for (const [k, column] of block.entries()) {
      gradient[k]! += dot(told.residuals, column)
      multiply(told.weights, column, weighed)
      for (let l = 0; l <= k; l += 1) information[k]![l]! += dot(weighed, block[l]!)
    }
  }
  for (const [k, row] of information.entries()) for (let l = 0; l < k; l += 1) information[l]![k] = row[l]!
  return { logLikelihood, gradient, information }
}

/** Each person's log-odds. */
export function logOddsOf(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const { length } = columns[0]!
  const odds = new Float64Array(length)
  for (const [k, column] of columns.entries()) {
    const coefficient = coefficients[k]!
    for (let i = 0; i < length; i += 1) odds[i]! += coefficient * column[i]!
  }
  return odds
}

/** What came true, against the log-odds that were given to it. */
function compare(outcomes: Uint8Array, odds: Float64Array) {
  const [residuals, weights] = [new Float64Array(odds.length), new Float64Array(odds.length)]
  let logLikelihood = 0
  for (let i = 0; i < odds.length; i += 1) {
    const p = 1 / (1 + Math.exp(-odds[i]!))
    residuals[i] = outcomes[i]! - p
    weights[i] = p * (1 - p)
    logLikelihood += Math.log(outcomes[i] === 1 ? p : 1 - p)
  }
  return { residuals, weights, logLikelihood }
}

function multiply(a: Float64Array, b: Float64Array, product: Float64Array): void {
  const { length } = product
  for (let i = 0; i < length; i += 1) product[i] = a[i]! * b[i]!
}
