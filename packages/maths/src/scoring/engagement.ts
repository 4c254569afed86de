/** What a kind of event is worth. */
export type EngagementRule = {
  /** Each event gives so many; below 0 it takes. */
  points: number
  /** After so many days an event is worth half. Without it, events keep their worth. */
  halfLifeDays?: number | undefined
  /** The rule gives (or takes) at most so many points at any time. */
  cap?: number | undefined
  /** Of several events in one period of this length only the earliest counts. Periods follow each other from 1970 on, whatever happens in them. */
  coolDownMs?: number | undefined
}

/** Rules, and how many points make a score of 100. */
export type EngagementModel = { target: number; rules: readonly EngagementRule[] }

/** A rule and the times (ms since 1970) of the events that count for it, in order. */
export type CountedRule = { rule: EngagementRule; times: readonly number[] }
/** All that somebody's score follows from but the time. */
export type Engagement = { target: number; counted: readonly CountedRule[] }

/** What a rule gives now, and how that came about. Points are as the cap leaves them. */
export type RulePoints = {
  points: number
  /** What the same events would give if nothing had decayed. */
  undecayed: number
  /** The difference of the two. */
  decayed: number
  /** What the cap keeps back now. */
  withheld: number
  events: number
  /** When the last event that counts was, in ms since 1970. */
  last: number | undefined
}

export type EngagementScore = {
  /** From 0 to 100. */
  score: number
  points: number
  rules: RulePoints[]
}

export const DAY_MS = 86_400_000

/** Which events count. `times` are those of each rule's events (ms since 1970), in any order: the order of arrival changes nothing. */
export function engagementOf({ target, rules }: EngagementModel, times: readonly (readonly number[])[]): Engagement {
  return { target, counted: rules.map((rule, i) => ({ rule, times: withCoolDown(times[i] ?? [], rule.coolDownMs) })) }
}

/**
 * The score at a moment (ms since 1970): the sum over rules of `min(cap, Σ points · ½^(age / half-life))`, no less than 0 and no more than the target,
 * as a percentage of the target. An event dated after the moment is worth all of its points.
 */
export function scoreEngagement({ target, counted }: Engagement, at: number): EngagementScore {
  const rules = counted.map((one) => pointsAt(one, at))
  const points = rules.reduce((sum, rule) => sum + rule.points, 0)
  return { score: (100 * Math.min(target, Math.max(0, points))) / target, points, rules }
}

/** The number that people see and that grades and stages go by. */
export function roundedScore(engagement: Engagement, at: number): number {
  return Math.round(scoreEngagement(engagement, at).score)
}

function pointsAt({ rule, times }: CountedRule, at: number): RulePoints {
  const sumAt = (moment: number) => times.reduce((total, time) => total + worthAt(rule, time, moment), 0)
  const sum = sumAt(at)
  const points = capped(sum, rule.cap)
  const undecayed = capped(sumAt(-Infinity), rule.cap)
  return { points, undecayed, decayed: undecayed - points, withheld: sum - points, events: times.length, last: times.at(-1) }
}

/** What one event is worth at a moment. */
export function worthAt({ points, halfLifeDays }: EngagementRule, time: number, at: number): number {
  return halfLifeDays === undefined || time >= at ? points : points * 2 ** ((time - at) / (halfLifeDays * DAY_MS))
}

function capped(points: number, cap = Infinity): number {
  return Math.min(cap, Math.max(-cap, points))
}

/** In order of time, so that the same events give the same sum to the last bit. */
function withCoolDown(times: readonly number[], coolDownMs: number | undefined): number[] {
  const sorted = times.every((time, i) => i === 0 || times[i - 1]! <= time) ? times : [...times].sort((a, b) => a - b)
  if (!coolDownMs) return [...sorted]
  const counted: number[] = []
  let latest = -Infinity
  for (const time of sorted) {
    const period = Math.floor(time / coolDownMs)
    if (period !== latest) counted.push(time)
    latest = period
  }
  return counted
}
