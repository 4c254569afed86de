import { shareOf } from '@percorso/maths'

export type Shown = { share: number | null; n: number; low: number; high: number }

/** A share with its 95% interval (Wilson); null of nobody. */
export function shownShare(count: number, n: number): Shown {
  return { ...shareOf(count, n), share: n === 0 ? null : count / n }
}

export function counted(count: number, n: number): Shown & { count: number } {
  return { ...shownShare(count, n), count }
}
