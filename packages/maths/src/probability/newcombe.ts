import { shareOf } from './wilson.ts'

/** How many of how many. */
export type Counted = { count: number; n: number }
/** The first share less the second, and its 95% interval. */
export type ShareDifference = { difference: number; low: number; high: number }

/**
 * The difference of two independent shares with Newcombe's 95% interval: the Wilson intervals of both, joined (method 10 of R. G. Newcombe, “Interval
 * estimation for the difference between independent proportions”, Statistics in Medicine 17, 1998). Sound for few people and for shares of 0 and 1;
 * where one of the two is of nobody, nothing is known.
 */
export function newcombe(a: Counted, b: Counted): ShareDifference {
  if (a.n === 0 || b.n === 0) return { difference: NaN, low: -1, high: 1 }
  const [p, q] = [shareOf(a.count, a.n), shareOf(b.count, b.n)]
  const difference = p.share - q.share
  return {
    difference,
    low: difference - Math.hypot(p.share - p.low, q.high - q.share),
    high: difference + Math.hypot(p.high - p.share, q.share - q.low),
  }
}
