import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'

/** Leads with a score of `from` or more, but less than the next band's. */
export type Band = Share & { from: number; conversions: number }

/** How many converted in each band of scores, with Wilson's 95% intervals. `starts` are ascending; scores below the first belong to no band. */
export function conversionByBand(scores: readonly number[], converted: readonly boolean[], starts: readonly number[]): Band[] {
  const bands = starts.map((from) => ({ from, leads: 0, conversions: 0 }))
  for (const [i, score] of scores.entries()) {
    const band = bands.findLast(({ from }) => score >= from)
    if (!band) continue
    band.leads += 1
    band.conversions += converted[i] ? 1 : 0
  }
  return bands.map(({ from, leads, conversions }) => ({ from, conversions, ...shareOf(conversions, leads) }))
}
