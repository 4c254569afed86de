/** The normal quantile of 0.975: how many standard errors a 95% interval reaches to either side. */
export const Z_95 = 1.959963984540054

const SERIES_TERMS = 60
const FRACTION_TERMS = 120

/**
 * The probability that a standard normal variable is beyond z on either side: the p-value of a z statistic. Near the middle by the series
 * of G. Marsaglia, “Evaluating the normal distribution”, Journal of Statistical Software 11 (2004); in the tails, where that series cancels,
 * by Laplace's continued fraction for Mills' ratio. Relative error below 1e-12.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z)
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  return x < 3 ? 1 - 2 * density * centralSum(x) : (2 * density) / millsFraction(x)
}

/** x + x³/3 + x⁵/(3·5) + …: the area between 0 and x, over the density at x. */
function centralSum(x: number): number {
  let term = x
  let sum = x
  for (let i = 1; i < SERIES_TERMS; i += 1) {
    term *= (x * x) / (2 * i + 1)
    sum += term
  }
  return sum
}

/** x + 1/(x + 2/(x + 3/(…: the density at x, over the area beyond it. */
function millsFraction(x: number): number {
  let fraction = x
  for (let i = FRACTION_TERMS; i > 0; i -= 1) fraction = x + i / fraction
  return fraction
}
