import { Z_95, twoSidedP } from '../probability/normal.ts'
import type { Auc } from '../scoring/auc.ts'
import { conversionFrom } from './absorb.ts'
import type { Chain, Flow } from './chain.ts'

/** People of one score: how many converted, and how many did not. */
type Tied = { score: number; converted: number; lost: number }

/**
 * How well a chain tells the journeys that convert from those that do not: the area under the ROC curve of the probability of conversion from the state in
 * which each journey ended, with DeLong's interval. It is judged on the journeys that the chain was made of, so it flatters a long memory a
 * little. Undefined with fewer than two of either kind.
 */
export function discriminationOf(chain: Chain, flow: Flow): Auc | undefined {
  const scores = conversionFrom(chain, flow)
  const tied = Array.from(scores, (score, state) => ({ score, converted: flow.converted[state]!, lost: flow.lost[state]! }))
  return aucOfTied(tied.filter(({ converted, lost }) => converted + lost > 0))
}

/** DeLong's area and interval as in `aucOf`, for many people of few scores. */
export function aucOfTied(tied: Tied[]): Auc | undefined {
  const converted = tied.reduce((sum, one) => sum + one.converted, 0)
  const others = tied.reduce((sum, one) => sum + one.lost, 0)
  if (converted < 2 || others < 2) return undefined
  let [convertedBelow, othersBelow, auc, squaresOfConverted, squaresOfOthers] = [0, 0, 0, 0, 0]
  for (const { converted: yes, lost: no } of merged(tied)) {
    const ofConverted = (othersBelow + no / 2) / others
    const ofOthers = 1 - (convertedBelow + yes / 2) / converted
    auc += (yes * ofConverted) / converted
    squaresOfConverted += yes * ofConverted ** 2
    squaresOfOthers += no * ofOthers ** 2
    convertedBelow += yes
    othersBelow += no
  }
  const variance = (squares: number, n: number) => Math.max(0, squares / n - auc ** 2) / (n - 1)
  const standardError = Math.sqrt(variance(squaresOfConverted, converted) + variance(squaresOfOthers, others))
  const reach = Z_95 * standardError
  const p = auc === 0.5 ? 1 : twoSidedP((auc - 0.5) / standardError)
  return { auc, standardError, low: Math.max(0, auc - reach), high: Math.min(1, auc + reach), p, converted, others }
}

/** By score, from the lowest on; equal scores together. */
function merged(tied: Tied[]): Tied[] {
  const all: Tied[] = []
  for (const one of [...tied].sort((a, b) => a.score - b.score)) {
    const last = all.at(-1)
    if (last?.score === one.score)
      all[all.length - 1] = { score: one.score, converted: last.converted + one.converted, lost: last.lost + one.lost }
    else all.push(one)
  }
  return all
}
