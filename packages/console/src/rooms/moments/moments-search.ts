import type { MomentPart } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const momentPeriods = [90, 365, 730] as const
export const outcomeKinds = ['did', 'stopped', 'worth'] as const
export const USUAL_LANDMARK_DAYS = 30
export const USUAL_HORIZON_DAYS = 90
const DAYS_MAX = 1_825
const TRAITS_MAX = 3

export type OutcomeKind = (typeof outcomeKinds)[number]
/** `step:ID` is a step of journeys, `fact:NAME` facts that need not be steps. */
export type MomentsSearch = {
  kind?: OutcomeKind | undefined
  outcome?: string | undefined
  /** Of `worth`: which property is summed, and to how much at least. */
  property?: string | undefined
  atLeast?: number | undefined
  reached?: string | undefined
  landmark?: number | undefined
  horizon?: number | undefined
  days?: (typeof momentPeriods)[number] | undefined
  steps?: 'touchpoints' | 'facts' | undefined
  segment?: number | undefined
  traits?: string[] | undefined
  /** A saved study, shown as it was last reckoned. */
  study?: number | undefined
  /** Whose people are looked at. */
  part?: MomentPart | undefined
}

export function readMomentsSearch(search: Record<string, unknown>): MomentsSearch {
  const { traits, part, atLeast } = search
  return {
    kind: oneOf(outcomeKinds, search['kind']),
    outcome: textIn(search['outcome']),
    property: textIn(search['property']),
    atLeast: typeof atLeast === 'number' && Number.isFinite(atLeast) ? atLeast : undefined,
    reached: textIn(search['reached']),
    landmark: daysIn(search['landmark']),
    horizon: daysIn(search['horizon']),
    days: momentPeriods.find((days) => days === wholeNumber(search['days'])),
    steps: oneOf(['touchpoints', 'facts'], search['steps']),
    segment: wholeNumber(search['segment']),
    traits: readTraits(traits),
    study: wholeNumber(search['study']),
    // Whether it means something, the server says.
    part: typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as MomentPart) : undefined,
  }
}

function readTraits(traits: unknown): string[] | undefined {
  if (!Array.isArray(traits)) return undefined
  const read = [...new Set(traits.map(textIn).filter((trait) => trait !== undefined))].slice(0, TRAITS_MAX)
  return read.length > 0 ? read : undefined
}

export function daysIn(value: unknown): number | undefined {
  const days = wholeNumber(value)
  return days !== undefined && days >= 1 && days <= DAYS_MAX ? days : undefined
}
