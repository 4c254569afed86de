import type { Auc } from '../scoring/auc.ts'
import { conversionFrom } from './absorb.ts'
import { chainOf } from './chain.ts'
import type { Chain, Flow, Order } from './chain.ts'
import { creditsOf } from './credit-rules.ts'
import type { Credits } from './credit-rules.ts'
import { discriminationOf } from './discrimination.ts'
import { mandatoryOf } from './paths.ts'
import type { PathCount } from './paths.ts'
import { bootstrap, flowOfCounts, removalEffects } from './removal.ts'
import type { Bootstrapped } from './removal.ts'
import { shapleyOf } from './shapley.ts'

/** `halfLife` is of time-decay, in the unit of the paths' ages or in steps. The same `seed` gives the same intervals. */
export type AttributionSettings = { order: Order; halfLife: number; resamples: number; seed: number }

export type AttributedTouchpoint = {
  touchpoint: string
  /** Everybody who converted has met it: its removal takes all conversions away, which says nothing of what it contributes. */
  mandatory: boolean
  /** Share of conversions lost without it. */
  removalEffect: Bootstrapped
  /** Its removal effect over the sum of all. */
  share: Bootstrapped
  /** Conversions by each way of counting. Each way's sum over all touchpoints is the number of conversions of those who met any. */
  conversions: Credits & { markov: number; shapley: number }
}

export type Attribution = {
  converted: number
  lost: number
  /** The chain's own, from the start; of all journeys, so it equals converted / (converted + lost). */
  conversionProbability: number
  order: Order
  states: number
  /** How well the chain tells who converts; undefined with fewer than two of either kind. */
  discrimination: Auc | undefined
  /** By conversions according to the chain, most first. */
  touchpoints: AttributedTouchpoint[]
}

/**
 * Which touchpoints conversions are credited to, by an absorbing Markov chain with bootstrap intervals, by Shapley value and by the usual rules, side by
 * side. All of them describe association along observed paths; only an experiment tells what a touchpoint causes.
 */
export function attribute(paths: readonly PathCount[], settings: AttributionSettings): Attribution {
  const chain = chainOf(paths, settings.order)
  const flow = flowOfCounts(chain, paths)
  const total = (kind: 'converted' | 'lost') => paths.reduce((sum, path) => sum + path[kind], 0)
  return {
    converted: total('converted'),
    lost: total('lost'),
    conversionProbability: conversionFrom(chain, flow)[0]!,
    order: settings.order,
    states: chain.memories.length - 1,
    discrimination: discriminationOf(chain, flow),
    touchpoints: attributeEach(chain, paths, settings),
  }
}

function attributeEach(chain: Chain, paths: readonly PathCount[], settings: AttributionSettings): AttributedTouchpoint[] {
  const estimates = bootstrap(chain, paths, { ...settings, estimate: effectsAndShares })
  const [mandatory, shapley, credits] = [mandatoryOf(paths), shapleyOf(paths), creditsOf(paths, settings.halfLife)]
  const converted = paths.reduce((sum, path) => sum + (path.steps.length > 0 ? path.converted : 0), 0)
  const all = chain.touchpoints.map((touchpoint, i) => {
    const share = estimates[chain.touchpoints.length + i]!
    const conversions = { ...credits.get(touchpoint)!, markov: share.value * converted, shapley: shapley.get(touchpoint)! }
    return { touchpoint, mandatory: mandatory.has(touchpoint), removalEffect: estimates[i]!, share, conversions }
  })
  return all.sort((a, b) => b.conversions.markov - a.conversions.markov)
}

function effectsAndShares(chain: Chain, flow: Flow): number[] {
  const effects = removalEffects(chain, flow)
  const sum = effects.reduce((total, effect) => total + effect, 0)
  return [...effects, ...effects.map((effect) => (sum > 0 ? effect / sum : 0))]
}
