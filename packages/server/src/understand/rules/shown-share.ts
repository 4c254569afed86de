import { shareOf } from '@percorso/maths'

/** A share as answers show it. Of nobody there is none. */
type ShownShare = { share: number | null; n: number; low: number; high: number }

/** A share with its 95% interval (Wilson). */
export function shownShare(count: number, n: number): ShownShare {
  const { share, low, high } = shareOf(count, n)
  return { share: n === 0 ? null : share, n, low, high }
}

/** The same, with how many it is a share of what. */
export function countedShare(count: number, n: number): ShownShare & { count: number } {
  return { ...shownShare(count, n), count }
}
