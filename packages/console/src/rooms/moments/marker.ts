import type { JourneyMarker } from '@percorso/contract'

/** A step, or facts, as an address has it. */
export function markerIn(value: string | undefined): JourneyMarker | undefined {
  const [, kind, name] = /^(step|fact):(.+)$/su.exec(value ?? '') ?? []
  if (name === undefined) return undefined
  return kind === 'step' ? { step: name } : { match: { fact: name } }
}

/** As an address has it; undefined for facts that are more than a name. */
export function markerText(marker: JourneyMarker): string | undefined {
  if ('step' in marker) return `step:${marker.step}`
  const { fact, ...more } = marker.match
  return fact !== undefined && Object.keys(more).length === 0 ? `fact:${fact}` : undefined
}
