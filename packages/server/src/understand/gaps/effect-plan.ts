import type { Counted } from '@percorso/maths'
import type { Initiative } from '@percorso/contract'
import type { TimeSpan } from './arms-facts.ts'

const DAY_MS = 86_400_000
export const WEEK_MS = 7 * DAY_MS
const LONGEST_MS = 182 * DAY_MS

/** How many of how many, by arm and span of the plan. */
export type Tally = (arm: 'treated' | 'control', span: number) => Counted
/** `left_out`: people of large segments who were not looked at. */
export type Tallied = { tally: Tally; left_out: number }
/** `spans` are the time before and after the beginning, and then weeks on either side of it. */
export type Plan = { before: TimeSpan; after: TimeSpan; complete: boolean; spans: TimeSpan[] }

/** As long after the beginning as is wanted and has passed, and as long before it. */
export function planOf({ metric, startedAt, endedAt }: Initiative, now: number): Plan | undefined {
  if (startedAt === null) return undefined
  const start = Date.parse(startedAt)
  const wanted = metric.kind === 'outcome' ? metric.days * DAY_MS : LONGEST_MS
  const passed = Math.min(now, endedAt === null ? Infinity : Date.parse(endedAt)) - start
  const length = Math.min(wanted, passed)
  if (length <= 0) return undefined
  const [before, after] = [
    { from: start - length, to: start },
    { from: start, to: start + length },
  ]
  const weeks = Math.ceil(length / WEEK_MS)
  const spans = Array.from({ length: 2 * weeks }, (_, k): TimeSpan => {
    const from = start + (k - weeks) * WEEK_MS
    return { from, to: Math.min(from + WEEK_MS, after.to) }
  })
  return { before, after, complete: passed >= wanted || (endedAt !== null && Date.parse(endedAt) <= now), spans: [before, after, ...spans] }
}

/** A span as the API has it. */
export const shownSpan = ({ from, to }: TimeSpan) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
