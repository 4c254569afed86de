import { Z_95 } from './normal.ts'

/**
 * The 95% interval of a mean, from the standard deviation of the n values in it: that of many, whose mean is normally distributed whatever they are
 * (central limit theorem). Undefined for fewer than two, of which nobody knows how much they vary.
 */
export function meanInterval(mean: number, deviation: number | null, n: number): { low: number; high: number } | undefined {
  if (n < 2 || deviation === null) return undefined
  const half = (Z_95 * deviation) / Math.sqrt(n)
  return { low: mean - half, high: mean + half }
}
