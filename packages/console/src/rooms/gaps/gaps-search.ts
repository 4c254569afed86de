import type { GapKey, InitiativeState } from '@percorso/contract'
import { oneOf, textIn, wholeNumber } from '../../api/read-search.ts'

export const gapPeriods = [30, 90, 180, 365] as const
export const USUAL_DAYS = 90
export const SEGMENTS_MAX = 6
export const initiativeStates = ['planned', 'running', 'done', 'dropped'] as const satisfies readonly InitiativeState[]

export type GapsSearch = {
  days?: (typeof gapPeriods)[number] | undefined
  segment?: number | undefined
  /** `step:ID` or `fact:NAME`. */
  outcome?: string | undefined
  /** Every gap is listed, not the greatest alone. */
  all?: true | undefined
  /** Segments that are compared. */
  with?: number[] | undefined
  /** Whose people are looked at. */
  gap?: GapKey | undefined
}

export type InitiativesSearch = { state?: InitiativeState | undefined }
/** What a new initiative begins with. */
export type NewInitiativeSearch = {
  map?: number | undefined
  gap?: GapKey | undefined
  touchpoint?: number | undefined
  segment?: number | undefined
  name?: string | undefined
}

export function readGapsSearch(search: Record<string, unknown>): GapsSearch {
  const others = Array.isArray(search['with']) ? search['with'].map(wholeNumber).filter((id) => id !== undefined) : []
  return {
    days: gapPeriods.find((days) => days === wholeNumber(search['days'])),
    segment: wholeNumber(search['segment']),
    outcome: textIn(search['outcome']),
    all: search['all'] === true ? true : undefined,
    with: others.length === 0 ? undefined : [...new Set(others)].slice(0, SEGMENTS_MAX),
    gap: gapIn(search['gap']),
  }
}

export function readInitiativesSearch(search: Record<string, unknown>): InitiativesSearch {
  return { state: oneOf(initiativeStates, search['state']) }
}

export function readNewInitiativeSearch(search: Record<string, unknown>): NewInitiativeSearch {
  return {
    map: wholeNumber(search['map']),
    gap: gapIn(search['gap']),
    touchpoint: wholeNumber(search['touchpoint']),
    segment: wholeNumber(search['segment']),
    name: textIn(search['name'])?.slice(0, 200),
  }
}

function gapIn(value: unknown): GapKey | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, step, touchpointId } = value as Record<string, unknown>
  if ((kind === 'missing' || kind === 'failed') && typeof step === 'string') return { kind, step }
  const id = wholeNumber(touchpointId)
  return (kind === 'wrongOrder' || kind === 'adHoc') && id !== undefined ? { kind, touchpointId: id } : undefined
}
