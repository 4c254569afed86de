/** The time zones that this browser knows, and `now`, to choose from: UTC, then by name. */
export function timeZoneOptions(now: string): { value: string; label: string }[] {
  const names = new Set(['UTC', ...[now, ...Intl.supportedValuesOf('timeZone')].toSorted()])
  return [...names].map((value) => ({ value, label: readable(value) }))
}

/** The time zone of this computer, if it can be chosen: some are set to an offset alone. */
export function ownTimeZone(): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return timeZone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(timeZone) ? timeZone : undefined
}

/** `America/New York`: nobody types the underscore. */
export function readable(timeZone: string): string {
  return timeZone.replaceAll('_', ' ')
}
