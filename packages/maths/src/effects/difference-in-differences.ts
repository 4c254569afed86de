import type { Counted, ShareDifference } from '../probability/newcombe.ts'
import { shareOf } from '../probability/wilson.ts'

/** How many of how many, before something began and after. */
export type BeforeAfter = { before: Counted; after: Counted }

/**
 * By how much more the share of the first group changed than that of the second: (a after − a before) − (b after − b before), with a 95% interval from
 * the Wilson limits of all four shares (MOVER: G. Y. Zou and A. Donner, “Construction of confidence limits about effect measures: a general approach”,
 * Statistics in Medicine 27, 2008). The four are taken for independent; where the same people are counted before and after, the interval is mostly too
 * wide. That without the treatment both would have changed alike is assumed, not tested. Of nobody nothing is known.
 */
export function differenceInDifferences(a: BeforeAfter, b: BeforeAfter): ShareDifference {
  const groups = [
    { sign: 1, ...a.after },
    { sign: -1, ...a.before },
    { sign: -1, ...b.after },
    { sign: 1, ...b.before },
  ]
  if (groups.some(({ n }) => n === 0)) return { difference: NaN, low: -2, high: 2 }
  let [difference, below, above] = [0, 0, 0]
  for (const { sign, count, n } of groups) {
    const { share, low, high } = shareOf(count, n)
    const [down, up] = sign === 1 ? [share - low, high - share] : [high - share, share - low]
    difference += sign * share
    below += down ** 2
    above += up ** 2
  }
  return { difference, low: difference - Math.sqrt(below), high: difference + Math.sqrt(above) }
}
