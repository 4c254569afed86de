import type { RateStep } from '@percorso/contract'
import type { Rate } from './source-types.ts'

export type Step = Omit<Rate['steps'][number], 'at'> & { at: number }

const MINUTE_MS = 60_000
const STEP_MS: Record<RateStep, number> = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 24 * 60 * MINUTE_MS }

/** Every step of the span, those too in which nothing came: a gap must look like one. */
export function stepsOf({ by, from, to, steps }: Pick<Rate, 'by' | 'from' | 'to' | 'steps'>): Step[] {
  const length = STEP_MS[by]
  const known = new Map(steps.map((step) => [Date.parse(step.at), step]))
  const first = Math.floor(Date.parse(from) / length) + 1
  const last = Math.floor(Date.parse(to) / length)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const at = (first + index) * length
    return { facts: 0, bots: 0, rejected: 0, duplicates: null, ...known.get(at), at }
  })
}
