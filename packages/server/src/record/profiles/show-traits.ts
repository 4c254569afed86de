import type { TraitState } from './traits.ts'

export type TraitType = 'string' | 'number' | 'boolean' | 'date' | 'list' | 'object'
export type ShownTrait = { key: string; value: unknown; type: TraitType; changedAt: string; sourceId: number }

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u

/** Traits with where they come from, by name. A trait that was unset is left out. */
export function showTraits(traits: TraitState['traits'], clock: TraitState['clock']): ShownTrait[] {
  return Object.keys(traits)
    .filter((key) => isSet(traits[key]))
    .sort()
    .map((key) => ({ key, value: traits[key], type: typeOf(traits[key]), changedAt: timeOf(clock[key]), sourceId: clock[key]?.[2] ?? 0 }))
}

/** Computed traits, by name. */
export function showComputed(traits: Record<string, unknown>): Omit<ShownTrait, 'changedAt' | 'sourceId'>[] {
  return Object.keys(traits)
    .sort()
    .map((key) => ({ key, value: traits[key], type: typeOf(traits[key]) }))
}

/** Traits by name, without the unset ones. */
export function setTraits(traits: TraitState['traits']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => isSet(value)))
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}

function timeOf(clock: TraitState['clock'][string] | undefined): string {
  return new Date(clock?.[0] ?? 0).toISOString()
}

export function typeOf(value: unknown): TraitType {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean'
  if (typeof value === 'object') return 'object'
  return typeof value === 'string' && ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)) ? 'date' : 'string'
}
