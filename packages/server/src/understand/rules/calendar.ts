/** A moment at which rules are asked, and what the calendar of the workspace says then. Times are ms since 1970. */
export type At = {
  now: number
  timeZone: string
  /** Today there, as MM-DD. */
  monthDay: string
  isLeapYear: boolean
  /** When the next day begins there. */
  nextDay: number
  /** When this week began there: Monday at midnight. */
  weekStart: number
}

let latest: (At & { dayStart: number }) | undefined

/** The calendar of a workspace at a moment. The latest day is remembered: rules are asked many times a day. */
export function momentIn(timeZone: string, now: number): At {
  if (latest && latest.timeZone === timeZone && latest.dayStart <= now && now < latest.nextDay) return { ...latest, now }
  const day = dateOf(timeZone, now)
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds
  latest = {
    now,
    timeZone,
    monthDay: day.toString().slice(5),
    isLeapYear: day.inLeapYear,
    dayStart: midnight(day),
    nextDay: midnight(day.add({ days: 1 })),
    weekStart: midnight(day.subtract({ days: day.dayOfWeek - 1 })),
  }
  return latest
}

/** The beginnings of the last so many calendar weeks, this one included, the latest first. */
export function weekStarts(at: At, weeks: number): number[] {
  return mondays(at, { weeks, direction: -1 })
}

/** When the next so many calendar weeks begin. */
export function nextWeeks(at: At, weeks: number): number[] {
  return mondays(at, { weeks, direction: 1 })
}

type Mondays = { timeZone: string; weekStart: number; from: Map<string, number[]> }
let known: Mondays = { timeZone: '', weekStart: NaN, from: new Map() }

/** Mondays from this week's back, or from the next one's on. Those of the latest week asked about are remembered: they are the same for everybody. */
function mondays({ timeZone, weekStart }: At, { weeks, direction }: { weeks: number; direction: 1 | -1 }): number[] {
  if (known.timeZone !== timeZone || known.weekStart !== weekStart) known = { timeZone, weekStart, from: new Map() }
  const key = `${weeks * direction}`
  const found = known.from.get(key)
  if (found) return found
  const monday = dateOf(timeZone, weekStart)
  const first = direction === 1 ? 1 : 0
  const starts = Array.from({ length: weeks }, (_, week) => {
    const date = monday.add({ weeks: direction * (week + first) })
    return date.toZonedDateTime(timeZone).epochMilliseconds
  })
  known.from.set(key, starts)
  return starts
}

/** When a day of the year (MM-DD) begins and ends next; 29 February is 28 February in other years. */
export function nextAnniversary(monthDay: string, { timeZone, now }: At): [begins: number, ends: number] {
  const [month, day] = monthDay.split('-').map(Number) as [number, number]
  const today = dateOf(timeZone, now)
  const inYear = (year: number) => Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' })
  const thisYear = inYear(today.year)
  const next = Temporal.PlainDate.compare(thisYear, today) < 0 ? inYear(today.year + 1) : thisYear
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds
  return [midnight(next), midnight(next.add({ days: 1 }))]
}

function dateOf(timeZone: string, ms: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate()
}

/** Makes the function that tells the hour of a moment there, 0 to 23. */
export function hourIn(timeZone: string): (ms: number) => number {
  return (ms) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).hour
}

/** Makes the function that tells the day of the week of a moment there, from 1 (Monday) to 7. */
export function weekdayIn(timeZone: string): (ms: number) => number {
  return (ms) => dateOf(timeZone, ms).dayOfWeek
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/u

/** A date as docs/rules.md takes it, in ms; undefined if it is none. Without a zone it is in UTC. */
export function timeOfText(text: string): number | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = DATE.exec(text) ?? []
  if (!year) return undefined
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`
  const wall = Date.parse(`${written}Z`)
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== `${written}Z`) return undefined // 31 February
  return wall - offsetOf(zone)
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** Month and day of a date as it is written: MM-DD. */
export function monthDayOf(text: string): string {
  return text.slice(5, 10)
}
