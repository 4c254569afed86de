/**
 * For each p-value the least false-discovery rate at which it still counts as found: the step-up procedure of Y. Benjamini & Y. Hochberg, “Controlling the
 * false discovery rate”, Journal of the Royal Statistical Society B 57 (1995), as adjusted p-values. Whoever keeps all with q ≤ 0.1 has, on average,
 * at most 10% false ones among them, if the tests are independent or positively dependent.
 */
export function qValuesOf(pValues: readonly number[]): number[] {
  const descending = [...pValues.keys()].sort((a, b) => pValues[b]! - pValues[a]!)
  const q = pValues.map(() => 1)
  let least = 1
  for (const [above, i] of descending.entries()) {
    least = Math.min(least, (pValues[i]! * pValues.length) / (pValues.length - above))
    q[i] = least
  }
  return q
}
