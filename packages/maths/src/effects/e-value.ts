/** A ratio that is estimated, and its 95% interval. */
export type Ratio = { value: number; low: number; high: number }

/**
 * How strong a hidden confounder would have to be to explain an association away: the risk ratio it needs with both the touchpoint and the outcome,
 * beyond all that was adjusted for. `bound` is the same for the limit of the interval nearest to 1; it is 1 if the interval includes 1, for then
 * nothing needs explaining.
 */
export type EValue = { point: number; bound: number }

/** From here on an outcome is common, and its odds ratio is far from its risk ratio. */
const COMMON = 0.15

/**
 * The E-value of a risk ratio (T. J. VanderWeele & P. Ding, “Sensitivity analysis in observational research: introducing the E-value”, Annals of
 * Internal Medicine 167, 2017).
 */
export function eValueOf({ value, low, high }: Ratio): EValue {
  const nearest = low > 1 ? low : high < 1 ? high : 1
  return { point: neededRatio(value), bound: neededRatio(nearest) }
}

/**
 * About the risk ratio that belongs to an odds ratio: itself if the outcome is rare; its root if at least 15% have it (T. J. VanderWeele, “On a
 * square-root transformation of the odds ratio for a common outcome”, Epidemiology 28, 2017). `risk` is the share of all who had the outcome.
 */
export function riskRatioFrom({ value, low, high }: Ratio, risk: number): Ratio {
  return risk < COMMON ? { value, low, high } : { value: Math.sqrt(value), low: Math.sqrt(low), high: Math.sqrt(high) }
}

/** Symmetric: a ratio and its inverse need as much. */
function neededRatio(ratio: number): number {
  const away = ratio < 1 ? 1 / ratio : ratio
  return away + Math.sqrt(away * (away - 1))
}
