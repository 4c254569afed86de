const SECONDS_MAX = 1e11
const HAS_ZONE = /(?:Z|UTC|GMT|:\d{2}(?:\.\d+)?\s*(?:GMT|UTC)?[+-]\d{2}(?::?\d{2})?(?:\s*\(.*\))?)$/iu
const ISO_DATE = /^\d{4}-\d{2}(?:-\d{2})?(?:$|[T ])/u
const YEAR_1971 = Date.UTC(1971, 0)
const YEAR_2000 = Date.UTC(2000, 0)

export type FactTime = { time: number; clamped: boolean }

/**
 * When a fact happened, corrected for the sender's clock: receivedAt − (sentAt − originalTimestamp), as in the Segment specification.
 * A time that cannot be (unreadable, in the future, in 1970 where unset clocks live) becomes the time of receipt and is marked `clamped`;
 * seconds sent in place of milliseconds are understood.
 */
export function factTime(said: { timestamp: unknown; sentAt: unknown }, receivedAt: number): FactTime {
  if (said.timestamp === undefined || said.timestamp === null) return { time: receivedAt, clamped: false }
  const original = readTime(said.timestamp, receivedAt)
  if (original === undefined) return { time: receivedAt, clamped: true }
  const sentAt = readTime(said.sentAt, receivedAt)
  const time = Math.round(sentAt === undefined ? original : receivedAt - (sentAt - original))
  if (time > receivedAt || time < YEAR_1971) return { time: receivedAt, clamped: time - receivedAt > 1000 || time < YEAR_1971 }
  return { time, clamped: false }
}

/** Milliseconds since 1970 of an ISO 8601 text or a number, or undefined. */
function readTime(value: unknown, now: number): number | undefined {
  if (typeof value === 'string') {
    const asNumber = /^\d{9,14}(?:\.\d+)?$/u.test(value.trim()) ? Number(value) : NaN
    return Number.isNaN(asNumber) ? mendSeconds(parseTime(value), now) : readTime(asNumber, now)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return value < SECONDS_MAX ? value * 1000 : value
}

/** A time without a zone is in UTC: left alone, it would be in the zone of whichever machine reads it. */
function parseTime(text: string): number {
  if (text.length > 100) return NaN
  const said = text.trim()
  if (HAS_ZONE.test(said)) return Date.parse(said)
  return Date.parse(ISO_DATE.test(said) ? (said.includes(':') ? `${said}Z` : said) : `${said} UTC`)
}

/** `new Date(seconds)` gives a day in January 1970: what was meant is a thousand times that. */
function mendSeconds(time: number, now: number): number | undefined {
  if (Number.isNaN(time)) return undefined
  const meant = time * 1000
  return time < YEAR_1971 && meant >= YEAR_2000 && meant <= now ? meant : time
}
