import { Z_95 } from './normal.ts'

/** A share, how many it is of, and its 95% interval. */
export type Share = { share: number; n: number; low: number; high: number }

/**
 * A share with Wilson's 95% interval (E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22, 1927; method 3
 * of R. G. Newcombe, Statistics in Medicine 17, 1998). Sound for few people and for shares of 0 and 1; of nobody, nothing is known.
 */
export function shareOf(count: number, n: number): Share {
  if (n === 0) return { share: NaN, n, low: 0, high: 1 }
  const share = count / n
  const centre = share + Z_95 ** 2 / (2 * n)
  const reach = Z_95 * Math.sqrt((share * (1 - share)) / n + Z_95 ** 2 / (4 * n ** 2))
  const scale = 1 + Z_95 ** 2 / n
  return { share, n, low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) }
}
