/** A moment in ms since 1970, and the time zone of the workspace. */
export type Moment = { now: number; timeZone: string }

const QUARTER_MS = 900_000
const formats = new Map<string, Intl.DateTimeFormat>()
const midnights = new Map<string, number>()

/** The date on the wall, as YYYY-MM-DD. */
export function localDate(ms: number, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format.format(ms)
}

/** When a date begins somewhere: the first quarter of an hour that the calendar there has on that date or a later one. */
export function midnight(date: string, timeZone: string): number {
  const key = `${date} ${timeZone}`
  const known = midnights.get(key)
  if (known !== undefined) return known
  const utc = Date.parse(`${date}T00:00:00Z`)
  let found = utc - 26 * 4 * QUARTER_MS
  while (localDate(found, timeZone) < date) found += QUARTER_MS
  midnights.set(key, found)
  return found
}

/** The same date so many days later. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday of the week in which a moment lies. */
export function mondayOf(ms: number, timeZone: string): string {
  const date = localDate(ms, timeZone)
  return dateAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))
}
