import { twoSidedP, Z_95 } from '../probability/normal.ts'

/** The area under the ROC curve with its 95% interval. `p` is of “no better than chance”, an area of 0.5. */
export type Auc = { auc: number; standardError: number; low: number; high: number; p: number; converted: number; others: number }
/** How much more the first score's area is than the second's, with its 95% interval; `p` is of “no difference”. */
export type AucDifference = { difference: number; standardError: number; low: number; high: number; z: number; p: number }

/** Each lead's share of leads of the other kind that it is ranked right against (half for equals): for those who converted, and for the others. */
type Placements = { auc: number; ofConverted: number[]; ofOthers: number[] }

/**
 * The probability that somebody who converted has a higher score than somebody who did not, with the interval of E. R. DeLong, D. M. DeLong &
 * D. L. Clarke-Pearson, “Comparing the areas under two or more correlated receiver operating characteristic curves”, Biometrics 44 (1988), found in
 * n·log n by midranks (X. Sun & W. Xu, “Fast implementation of DeLong's algorithm”, IEEE Signal Processing Letters 21, 2014). The interval is
 * normal, cut at 0 and 1: with a perfect score it has no width. Undefined with fewer than two of either kind.
 */
export function aucOf(scores: readonly number[], converted: readonly boolean[]): Auc | undefined {
  const placed = placementsOf(scores, converted)
  if (!placed) return undefined
  const { auc, ofConverted, ofOthers } = placed
  const standardError = Math.sqrt(covariance(placed, placed))
  return {
    auc,
    standardError,
    low: Math.max(0, auc - Z_95 * standardError),
    high: Math.min(1, auc + Z_95 * standardError),
    p: pOf(auc - 0.5, standardError),
    converted: ofConverted.length,
    others: ofOthers.length,
  }
}

/** Compares two scores of the same leads, by DeLong's test for correlated areas. Undefined with fewer than two of either kind. */
export function compareAucs(
  [scores, rivals]: [readonly number[], readonly number[]],
  converted: readonly boolean[],
): AucDifference | undefined {
  const a = placementsOf(scores, converted)
  const b = placementsOf(rivals, converted)
  if (!a || !b) return undefined
  const difference = a.auc - b.auc
  // Rounding may leave less than nothing of two scores that rank alike.
  const standardError = Math.sqrt(Math.max(0, covariance(a, a) + covariance(b, b) - 2 * covariance(a, b)))
  const reach = Z_95 * standardError
  const z = difference === 0 ? 0 : difference / standardError
  return { difference, standardError, low: difference - reach, high: difference + reach, z, p: pOf(difference, standardError) }
}

function pOf(difference: number, standardError: number): number {
  return difference === 0 ? 1 : twoSidedP(difference / standardError)
}

function placementsOf(scores: readonly number[], converted: readonly boolean[]): Placements | undefined {
  const ranks = midranksOf(scores)
  const kind = (wanted: boolean) => [...scores.keys()].filter((i) => converted[i] === wanted)
  const [yes, no] = [kind(true), kind(false)]
  if (yes.length < 2 || no.length < 2) return undefined
  const within = (members: number[]) => midranksOf(members.map((i) => scores[i]!))
  const [amongYes, amongNo] = [within(yes), within(no)]
  const ofConverted = yes.map((i, k) => (ranks[i]! - amongYes[k]!) / no.length)
  const ofOthers = no.map((i, k) => 1 - (ranks[i]! - amongNo[k]!) / yes.length)
  return { auc: mean(ofConverted), ofConverted, ofOthers }
}

/** Ranks from 1 on; equals share the mean of theirs. */
function midranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
  const ranks = values.map(() => 0)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to += 1
    for (const i of order.slice(from, to)) ranks[i] = (from + 1 + to) / 2
  }
  return ranks
}

function covariance(a: Placements, b: Placements): number {
  return spread(a.ofConverted, b.ofConverted) / a.ofConverted.length + spread(a.ofOthers, b.ofOthers) / a.ofOthers.length
}

function spread(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  return a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / (a.length - 1)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
