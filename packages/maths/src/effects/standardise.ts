import type { ShareDifference } from '../probability/newcombe.ts'
import { Z_95 } from '../probability/normal.ts'
import { dot } from './dot.ts'
import { columnsOf } from './exposure-model.ts'
import type { Study } from './exposure-model.ts'
import { logOddsOf } from './likelihood.ts'
import type { Fit } from './newton.ts'

/**
 * The risk if everybody met the touchpoint less the risk if nobody did, each averaged over the people as they are: standardisation, or the parametric
 * g-formula (M. A. Hernán & J. M. Robins, “Causal Inference: What If”, 2020, chapter 13), with an interval by the delta method that counts the people
 * as a sample too (M. Ge, L. K. Durham, R. D. Meyer and others, “Covariate-adjusted difference in proportions from clinical trials using logistic
 * regression and weighted risk differences”, Drug Information Journal 45, 2011).
 */
export function standardisedDifference(study: Study, { coefficients, covariance }: Fit): ShareDifference {
  const columns = columnsOf(study)
  const [withIt, without] = [
    risks(logOddsOf(columns.with(-1, columns[0]!), coefficients)),
    risks(logOddsOf(columns.slice(0, -1), coefficients)),
  ]
  const n = study.outcomes.length
  const differences = withIt.map((risk, i) => risk - without[i]!)
  const bends = withIt.map((risk, i) => risk * (1 - risk) - without[i]! * (1 - without[i]!))
  const ofExposure = withIt.reduce((sum, risk) => sum + risk * (1 - risk), 0)
  const slope = Float64Array.from(columns, (column, k) => (k < columns.length - 1 ? dot(bends, column) : ofExposure) / n)
  const difference = differences.reduce((sum, value) => sum + value, 0) / n
  const ofModel = dot(
    Float64Array.from(covariance, (row) => dot(row, slope)),
    slope,
  )
  const ofPeople = Math.max(0, dot(differences, differences) / n - difference ** 2)
  const reach = Z_95 * Math.sqrt(ofModel + ofPeople / n)
  return { difference, low: Math.max(-1, difference - reach), high: Math.min(1, difference + reach) }
}

function risks(odds: Float64Array): Float64Array {
  return odds.map((one) => 1 / (1 + Math.exp(-one)))
}
