import { DAY_MS, worthAt } from './engagement.ts'
import type { CountedRule, Engagement } from './engagement.ts'

/** What a rule's events are worth in points: those that hold (they do not decay, or are still to come), and those that sink. */
type Parts = { steady: number; sinking: number; halfLifeDays: number; cap: number }

/** The rounded score, and until when (ms) it certainly stays what it is; `Infinity` if for ever. */
export type Standing = { score: number; until: number }

/** So many steps towards the moment at which the rounded score changes; if it is still further, whoever asks looks again there. */
const STEPS = 8

/**
 * The rounded score at a moment and how long it stays, in one pass over the events: for who asks after every fact. The score cannot move faster than all
 * sinking points together sink now, so it takes at least the distance to the next rounding at that pace; from there the same again. Where all points
 * fade these are the steps of Newton's method on a convex function from the left: they come close in a few and never pass it. ({@link nextChange}
 * finds the moment itself, and takes far longer.)
 */
export function steadyUntil({ target, counted }: Engagement, at: number): Standing {
  const parts = counted.map((one) => partsOf(one, at))
  const score = roundedOf(parts, target, 0)
  const begins = Math.min(...counted.map(({ rule, times }) => (rule.halfLifeDays === undefined ? Infinity : nextOf(times, at))))
  let days = 0
  for (let step = 0; step < STEPS; step += 1) {
    const ahead = distance({ parts, target, score }, days)
    const pace = parts.reduce((sum, { sinking, halfLifeDays }) => sum + (Math.abs(sinking) * Math.LN2 * 2 ** (-days / halfLifeDays)) / halfLifeDays, 0) // prettier-ignore
    if (pace === 0 || ahead / pace > MOST_DAYS) return { score, until: begins }
    if (ahead <= 0) break
    days += ahead / pace
  }
  const ms = Math.max(1, Math.floor(days * DAY_MS))
  const isThere = roundedOf(parts, target, ms / DAY_MS) !== score // or a fraction of a millisecond before
  return { score, until: Math.min(begins, at + (isThere || roundedOf(parts, target, (ms + 1) / DAY_MS) === score ? ms : ms + 1)) }
}

/** What sinks so slowly never gets anywhere that matters. */
const MOST_DAYS = 36_500

function partsOf({ rule, times }: CountedRule, at: number): Parts {
  const parts = { steady: 0, sinking: 0, halfLifeDays: rule.halfLifeDays ?? Infinity, cap: rule.cap ?? Infinity }
  for (const time of times) {
    if (rule.halfLifeDays === undefined || time > at) parts.steady += rule.points
    else parts.sinking += worthAt(rule, time, at)
  }
  return parts
}

function pointsIn(parts: Parts[], days: number): number {
  return parts.reduce((sum, { steady, sinking, halfLifeDays, cap }) => {
    const points = steady + (sinking === 0 ? 0 : sinking * 2 ** (-days / halfLifeDays))
    return sum + Math.min(cap, Math.max(-cap, points))
  }, 0)
}

function roundedOf(parts: Parts[], target: number, days: number): number {
  return Math.round((100 * Math.min(target, Math.max(0, pointsIn(parts, days)))) / target)
}

/** How many points there are, at least, to a total that is rounded otherwise; below 0 when it is. A total only falls where no points are negative. */
function distance({ parts, target, score }: { parts: Parts[]; target: number; score: number }, days: number): number {
  const points = pointsIn(parts, days)
  const toLess = score === 0 ? Infinity : points - ((score - 0.5) * target) / 100
  const mayRise = parts.some(({ sinking }) => sinking < 0)
  const toMore = score === 100 || !mayRise ? Infinity : ((score + 0.5) * target) / 100 - points
  return Math.min(toLess, toMore)
}

function nextOf(times: readonly number[], at: number): number {
  return times.at(-1) !== undefined && times.at(-1)! > at ? times.find((time) => time > at)! : Infinity
}
