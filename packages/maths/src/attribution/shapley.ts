import type { PathCount } from './paths.ts'

/**
 * Conversions by Shapley value (L. S. Shapley, “A value for n-person games”, 1953), unordered: a coalition of touchpoints is worth the conversions of
 * all paths that meet none but them, in whatever order and however often. Its value then has a closed form: each path's conversions are shared
 * equally among the distinct touchpoints it meets (K. Zhao, S. H. Mahboobi & S. R. Bagheri, “Shapley value methods for attribution modeling in online
 * advertising”, arXiv:1804.05327, 2018), so it is exact for any number of them. Paths that did not convert do not matter to it.
 */
export function shapleyOf(paths: readonly PathCount[]): Map<string, number> {
  const values = new Map<string, number>()
  for (const { steps, converted } of paths) {
    const met = new Set(steps)
    for (const touchpoint of met) values.set(touchpoint, (values.get(touchpoint) ?? 0) + converted / met.size)
  }
  return values
}
