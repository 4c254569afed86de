import { DAY_MS, roundedScore, worthAt } from './engagement.ts'
import type { CountedRule, Engagement } from './engagement.ts'
import { turningPoints } from './turning-points.ts'
import type { Decay } from './turning-points.ts'

// After so many half-lives even a million points are nothing that rounding could see.
const HALF_LIVES_OF_INTEREST = 128

/**
 * The first millisecond after `at` at which the rounded score is another by time alone; undefined if it never will be. Events to come, caps that
 * points sink below and turning points cut the time into pieces in which the score goes one way only; in the first piece that ends
 * with another score the moment is found by bisection.
 */
export function nextChange(engagement: Engagement, at: number): number | undefined {
  const now = roundedScore(engagement, at)
  const moments = monotonePieces(engagement, at)
  const end = moments.findIndex((moment) => roundedScore(engagement, moment) !== now)
  return end < 0 ? undefined : firstChange(engagement, now, [moments[end - 1] ?? at, moments[end]!])
}

function firstChange(engagement: Engagement, now: number, [from, to]: [number, number]): number {
  let [same, other] = [from, to]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (roundedScore(engagement, middle) === now) same = middle
    else other = middle
  }
  return other
}

/** Where one piece ends and the next begins, after `at`, in whole ms. */
function monotonePieces({ counted }: Engagement, at: number): number[] {
  const decaying = counted.filter(({ rule, times }) => rule.halfLifeDays !== undefined && times.length > 0)
  const breaks = decaying.flatMap((one) => breaksOf(one, at))
  const edges = [at, ...inOrder(breaks.filter((moment) => moment > at))]
  const turns = edges.slice(1).flatMap((to, i) => turnsBetween(decaying, edges[i]!, to))
  // A moment between two milliseconds ends a piece at either.
  return inOrder([...edges, ...turns].flatMap((moment) => [Math.floor(moment), Math.ceil(moment)])).filter((moment) => moment > at)
}

/** The moments at which a rule begins to follow another formula, and the one after which nothing is left to decay. */
function breaksOf({ rule, times }: CountedRule, at: number): number[] {
  const halfLife = rule.halfLifeDays! * DAY_MS
  const starts = [at, ...times.filter((time) => time > at)]
  const cap = rule.cap ?? Infinity
  const sinksBelowCap = starts.flatMap((start) => {
    const { steady, sinking } = partsOf({ rule, times }, start)
    return Math.abs(steady + sinking) > cap && Math.abs(steady) < cap
      ? [start + halfLife * Math.log2(Math.abs(sinking) / (cap - Math.abs(steady)))]
      : []
  })
  return [...starts, ...sinksBelowCap, starts.at(-1)! + HALF_LIVES_OF_INTEREST * halfLife]
}

function turnsBetween(decaying: readonly CountedRule[], from: number, to: number): number[] {
  const free = decaying.filter(({ rule, times }) => {
    const { steady, sinking } = partsOf({ rule, times }, (from + to) / 2)
    return Math.abs(steady + sinking) < (rule.cap ?? Infinity)
  })
  const decays = free.map(({ rule, times }): Decay => ({
    weight: partsOf({ rule, times }, from).sinking,
    rate: Math.LN2 / rule.halfLifeDays!,
  }))
  return turningPoints(decays, (to - from) / DAY_MS).map((days) => from + days * DAY_MS)
}

/** What a rule's events are worth before any cap: those that sink from this moment on, and those still to come, which hold. */
function partsOf({ rule, times }: CountedRule, at: number): { steady: number; sinking: number } {
  const sinking = times.filter((time) => time <= at)
  return { steady: (times.length - sinking.length) * rule.points, sinking: sinking.reduce((sum, time) => sum + worthAt(rule, time, at), 0) }
}

function inOrder(moments: readonly number[]): number[] {
  return [...new Set(moments)].sort((a, b) => a - b)
}
