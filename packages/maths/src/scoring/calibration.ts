import { Z_95 } from '../probability/normal.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import { fitLogistic } from './logistic.ts'

type Estimate = { value: number; low: number; high: number }
/** Leads of about the same predicted probability (their mean): how many of them converted. */
export type ReliabilityBin = Share & { predicted: number }
export type Calibration = {
  bins: ReliabilityBin[]
  /** Mean squared distance of probability and outcome: 0 is best. */
  brier: number
  /** The same, had everybody been given the mean rate: a prediction that is worth something is below it. */
  brierOfMean: number
  /** How many converted for each one that was expected. */
  observedToExpected: number
  /** 1 is right; below 1, predictions are too extreme. Undefined where one threshold tells all apart. */
  slope: Estimate | undefined
  /** 0 is right, together with a slope of 1. */
  intercept: Estimate | undefined
}

// A certainty has no log-odds; nothing we predict is surer than this.
const SUREST = 1e-9

/**
 * How well probabilities agree with what came true: a reliability table with Wilson's intervals; Brier's score (G. W. Brier, Monthly Weather Review 78,
 * 1950); slope and intercept of outcomes on the log-odds of predictions (D. R. Cox, “Two further applications of a model for binary regression”,
 * Biometrika 45, 1958; B. Van Calster et al., BMC Medicine 17, 2019) with 95% intervals. Rather than Hosmer and Lemeshow's test, which says neither
 * in which way predictions are wrong nor by how much.
 */
export function calibrationOf(probabilities: readonly number[], converted: readonly boolean[], bins = 10): Calibration {
  const conversions = converted.filter(Boolean).length
  const rate = conversions / converted.length
  return {
    bins: reliability(probabilities, converted, bins),
    brier: brierOf(probabilities, converted),
    brierOfMean: rate * (1 - rate),
    observedToExpected: conversions / probabilities.reduce((sum, p) => sum + p, 0),
    ...recalibration(probabilities, converted),
  }
}

function brierOf(probabilities: readonly number[], converted: readonly boolean[]): number {
  return probabilities.reduce((sum, p, i) => sum + (p - (converted[i] ? 1 : 0)) ** 2, 0) / probabilities.length
}

/** About as many leads in each bin; those of one probability stay together, so that no order decides. */
function reliability(probabilities: readonly number[], converted: readonly boolean[], bins: number): ReliabilityBin[] {
  const order = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!)
  const members = Array.from({ length: bins }, (): number[] => [])
  let first = 0
  for (const [rank, i] of order.entries()) {
    if (probabilities[i] !== probabilities[order[first]!]) first = rank
    members[Math.floor((first * bins) / order.length)]!.push(i)
  }
  const filled = members.filter(({ length }) => length > 0)
  return filled.map((leads) => ({
    predicted: leads.reduce((sum, i) => sum + probabilities[i]!, 0) / leads.length,
    ...shareOf(leads.filter((i) => converted[i]).length, leads.length),
  }))
}

function recalibration(probabilities: readonly number[], outcomes: readonly boolean[]): Pick<Calibration, 'slope' | 'intercept'> {
  if (!overlap(probabilities, outcomes)) return { slope: undefined, intercept: undefined }
  const rows = probabilities.map((p) => [logOdds(Math.min(1 - SUREST, Math.max(SUREST, p)))])
  const { intercept, coefficients, standardErrors, converged } = fitLogistic({ rows, outcomes }, 0)
  if (!converged || !standardErrors) return { slope: undefined, intercept: undefined }
  const between = (value: number, error: number) => ({ value, low: value - Z_95 * error, high: value + Z_95 * error })
  return { slope: between(coefficients[0]!, standardErrors.coefficients[0]!), intercept: between(intercept, standardErrors.intercept) }
}

/** Whether each kind has somebody below somebody of the other: else the steeper the slope, the better, without end. */
function overlap(probabilities: readonly number[], converted: readonly boolean[]): boolean {
  const rangeOf = (kind: boolean) => {
    const members = probabilities.filter((_, i) => converted[i] === kind)
    return { least: members.reduce((a, b) => Math.min(a, b), Infinity), most: members.reduce((a, b) => Math.max(a, b), -Infinity) }
  }
  const [yes, no] = [rangeOf(true), rangeOf(false)]
  return yes.least < no.most && no.least < yes.most
}

function logOdds(p: number): number {
  return Math.log(p / (1 - p))
}
