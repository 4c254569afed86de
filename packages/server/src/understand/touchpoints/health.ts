import type { TouchpointAlert } from '@percorso/contract'

const HOUR_MS = 3_600_000
const WEEKS_MIN = 6
const GAPS_MIN = 10
const USUAL_SHARE = 0.95
const TIMES_LONGER = 2
const DEVIATIONS = 3

/** So far back a touchpoint's own rhythm is looked for. */
export const RHYTHM_WEEKS = 13

/** The rhythm of a touchpoint: hours since 1970 that have facts, in order, and facts of each week by how many weeks ago it was. */
export type Rhythm = { hours: number[]; weeks: number[]; lastSeen: number }

/**
 * What is odd about a touchpoint now, told by its own past alone. Silent: no fact for twice as long as a usual gap between hours with facts; it spends 95%
 * of its time in gaps that are no longer (of its time, not of its gaps, so that nights and the week's end count for what they are). Fewer: less in the last seven days than three standard deviations below the mean of the weeks before; the deviation is at least the root of the
 * mean, as chance alone makes counts vary that much. With fewer than ten gaps or six whole weeks nothing is said.
 */
export function alertsOf(rhythm: Rhythm, now: number): TouchpointAlert[] {
  const silent = silenceOf(rhythm, now)
  if (silent) return [silent]
  const fewer = declineOf(rhythm)
  return fewer ? [fewer] : []
}

function silenceOf({ hours, lastSeen }: Rhythm, now: number): TouchpointAlert | undefined {
  const gaps = hours.slice(1).map((hour, place) => hour - hours[place]!)
  if (gaps.length < GAPS_MIN) return undefined
  gaps.sort((a, b) => a - b)
  const usual = usualGap(gaps)
  const quiet = (now - lastSeen) / HOUR_MS
  if (quiet <= TIMES_LONGER * usual) return undefined
  return { kind: 'silent', since: new Date(lastSeen).toISOString(), quiet_hours: quiet, usual_hours: usual, n: gaps.length }
}

/** The gap, of those that come from the shortest to the longest, with which that share of the time is reached. */
function usualGap(gaps: number[]): number {
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  let passed = 0
  return gaps.find((gap) => (passed += gap) >= USUAL_SHARE * whole)!
}

function declineOf({ weeks }: Rhythm): TouchpointAlert | undefined {
  const first = weeks.findLastIndex((facts) => facts > 0)
  const before = weeks.slice(1, first) // its first week may have been no whole one
  if (before.length < WEEKS_MIN) return undefined
  const mean = before.reduce((sum, facts) => sum + facts, 0) / before.length
  const variance = before.reduce((sum, facts) => sum + (facts - mean) ** 2, 0) / (before.length - 1)
  const low = mean - DEVIATIONS * Math.sqrt(Math.max(variance, mean))
  const facts = weeks[0] ?? 0
  return facts < low ? { kind: 'fewer', facts, usual: mean, low, n: before.length } : undefined
}
