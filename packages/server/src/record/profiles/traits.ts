/** When a trait was last written, what breaks a tie at the same time, and by which source: [ms, tie-breaker, source id]. */
export type TraitClock = [changedAt: number, tie: number, sourceId: number]

/** Traits and, by the same keys, their clocks. Null-prototype objects: a key may be `__proto__`. A null value is a trait that was unset. */
export type TraitState = { traits: Record<string, unknown>; clock: Record<string, TraitClock> }

/** No traits yet. */
export function noTraits(): TraitState {
  return { traits: Object.create(null) as Record<string, unknown>, clock: Object.create(null) as Record<string, TraitClock> }
}

/** Last write wins, by the time of the fact: the same rule as `merge_traits` in SQL. Changes `state`. */
export function writeTraits(state: TraitState, traits: Record<string, unknown>, clock: TraitClock): void {
  for (const key of Object.keys(traits)) {
    const known = state.clock[key]
    if (known && (known[0] > clock[0] || (known[0] === clock[0] && known[1] >= clock[1]))) continue
    state.traits[key] = traits[key]
    state.clock[key] = clock
  }
}

/** Whether a delta writes any traits. */
export function hasState<Delta extends { state: TraitState | undefined }>(delta: Delta): delta is Delta & { state: TraitState } {
  return delta.state !== undefined
}
