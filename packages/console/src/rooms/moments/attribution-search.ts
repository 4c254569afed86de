import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'
import { markerIn } from './marker.ts'
import type { AttributionQuestion } from './moment-types.ts'
import { daysIn, momentPeriods } from './moments-search.ts'

export const USUAL_LOOKBACK_DAYS = 30
export const orders = [1, 2, 3] as const
const DAY_MS = 86_400_000

export type AttributionSearch = {
  outcome?: string | undefined
  lookback?: number | undefined
  order?: (typeof orders)[number] | undefined
  /** Steps that follow themselves count each time. */
  repeats?: true | undefined
  days?: (typeof momentPeriods)[number] | undefined
  steps?: 'touchpoints' | 'facts' | undefined
  segment?: number | undefined
}

export function readAttributionSearch(search: Record<string, unknown>): AttributionSearch {
  return {
    outcome: textIn(search['outcome']),
    lookback: daysIn(search['lookback']),
    order: orders.find((order) => order === wholeNumber(search['order'])),
    repeats: search['repeats'] === true ? true : undefined,
    days: momentPeriods.find((days) => days === wholeNumber(search['days'])),
    steps: oneOf(['touchpoints', 'facts'], search['steps']),
    segment: wholeNumber(search['segment']),
  }
}

/** The question of an address; undefined while it says of no outcome. `hour` is when periods end, in ms since 1970. */
export function attributionOf(search: AttributionSearch, hour: number): AttributionQuestion | undefined {
  const { lookback = USUAL_LOOKBACK_DAYS, order = 1, repeats, days, steps, segment } = search
  const outcome = markerIn(search.outcome)
  if (!outcome) return undefined
  return {
    outcome,
    lookbackDays: Math.min(lookback, 730),
    order,
    collapse: repeats !== true,
    ...(days !== undefined && { from: new Date(hour - days * DAY_MS).toISOString(), to: new Date(hour).toISOString() }),
    ...(steps && { steps }),
    ...(segment !== undefined && { segmentId: segment }),
  }
}
