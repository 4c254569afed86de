import { wilson } from '../rules/index.ts'

export type Share = { people: number; of: number }

/**
 * The difference of two shares with its 95% interval, by Newcombe's method 10 (R. G. Newcombe, “Interval estimation for the difference between
 * independent proportions”, Statistics in Medicine 17, 1998): the Wilson intervals of both, joined. Sound for few people and for shares of 0 and 1.
 */
export function shareDifference(a: Share, b: Share): { difference: number; low: number; high: number } {
  const [p, q] = [a.people / a.of, b.people / b.of]
  const [first, second] = [wilson(a.people, a.of), wilson(b.people, b.of)]
  const difference = p - q
  return {
    difference,
    low: difference - Math.sqrt((p - first[0]) ** 2 + (second[1] - q) ** 2),
    high: difference + Math.sqrt((first[1] - p) ** 2 + (q - second[0]) ** 2),
  }
}
