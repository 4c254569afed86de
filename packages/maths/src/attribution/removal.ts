import { quantileOf } from '../probability/quantile.ts'
import { conversionFrom } from './absorb.ts'
import { flowOf } from './chain.ts'
import type { Chain, Flow } from './chain.ts'
import { createChance } from './chance.ts'
import type { PathCount } from './paths.ts'
import { drawPoisson } from './poisson.ts'

/** An estimate, and what at least two resamples make of it: its standard error and the 2.5th and 97.5th percentile. */
export type Bootstrapped = { value: number; standardError: number; low: number; high: number }

/**
 * The share of conversions that is lost when a touchpoint is taken away and whoever would meet it is lost (E. Anderl, I. Becker, F. von Wangenheim & J. H.
 * Schumann, “Mapping the customer journey”, International Journal of Research in Marketing 33, 2016), for each touchpoint of the chain. With a
 * memory of more than one, all states that remember it go. All are 0 where nobody converts.
 */
export function removalEffects(chain: Chain, flow: Flow): number[] {
  const whole = conversionFrom(chain, flow)[0]!
  return chain.touchpoints.map((_, touchpoint) => {
    if (!(whole > 0)) return 0
    const removed = Uint8Array.from(chain.memories, (memory) => (memory.includes(touchpoint) ? 1 : 0))
    return Math.max(0, 1 - conversionFrom(chain, flow, removed)[0]! / whole)
  })
}

/** What is estimated from a chain and a flow: always as many numbers. */
type Estimate = (chain: Chain, flow: Flow) => number[]

/**
 * Resamples journeys with replacement. Those of one path are drawn together, as a Poisson number with their count as its mean: given their total that
 * is Efron's multinomial resample, and shares do not depend on the total (J. A. Hanley & B. MacGibbon, “Creating non-parametric bootstrap samples
 * using Poisson frequencies”, Computer Methods and Programs in Biomedicine 83, 2006). Percentile intervals (B. Efron, “The jackknife, the bootstrap
 * and other resampling plans”, 1982).
 */
export function bootstrap(
  chain: Chain,
  paths: readonly PathCount[],
  { estimate, seed, resamples }: { estimate: Estimate; seed: number; resamples: number },
): Bootstrapped[] {
  const chance = createChance(seed)
  const draw = (count: number) => (count > 0 ? drawPoisson(count, chance) : 0)
  const [converted, lost] = [new Float64Array(paths.length), new Float64Array(paths.length)]
  const observed = estimate(chain, flowOfCounts(chain, paths))
  const draws = observed.map(() => new Float64Array(resamples))
  for (let resample = 0; resample < resamples; resample += 1) {
    for (const [i, path] of paths.entries()) {
      converted[i] = draw(path.converted)
      lost[i] = draw(path.lost)
    }
    for (const [i, value] of estimate(chain, flowOf(chain, { converted, lost })).entries()) draws[i]![resample] = value
  }
  return draws.map((drawn, i) => ({ value: observed[i]!, ...spreadOf(drawn) }))
}

/** The flow of the paths as they were counted. */
export function flowOfCounts(chain: Chain, paths: readonly PathCount[]): Flow {
  return flowOf(chain, { converted: paths.map(({ converted }) => converted), lost: paths.map(({ lost }) => lost) })
}

function spreadOf(drawn: Float64Array): Omit<Bootstrapped, 'value'> {
  const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
  const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const standardError = Math.sqrt(squares / (drawn.length - 1))
  return { standardError, low: quantileOf(drawn, 0.025)!, high: quantileOf(drawn, 0.975)! }
}
