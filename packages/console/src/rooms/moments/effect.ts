import type { Found } from './moment-types.ts'

export type Effect = { difference: number; low: number; high: number }

/** By how much the shares differ: adjusted, where that could be had. Undefined where one side is empty. */
export function effectOf({ adjusted, difference }: Found): Effect | undefined {
  const { difference: value, low, high } = adjusted?.difference ?? difference
  return value === null ? undefined : { difference: value, low, high }
}

/** How far a picture of these has to reach to either side of nothing. */
export function reachOf(items: Found[]): number {
  const ends = items.map(effectOf).flatMap((effect) => (effect ? [Math.abs(effect.low), Math.abs(effect.high)] : []))
  return Math.max(0.01, ...ends)
}
