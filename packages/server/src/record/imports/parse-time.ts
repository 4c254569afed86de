import { wallClock } from './local-time.ts'

export type TimeReader = (text: string) => string | undefined
export type TimeOptions = { timeZone: string; dateOrder?: 'dmy' | 'mdy' | undefined }

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i
const compactDate = /^(\d{4})(\d{2})(\d{2})$/
const byDateOrder = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
// One row's times are read for each of its facts. Few, because each cell keeps the piece of the file it was cut from in memory.
const rememberedTimes = 200
const epoch = /^-?\d{9,19}(\.\d+)?$/

/**
 * Reads times as they stand in files: ISO 8601 with or without offset, dates, epoch seconds, milli- or microseconds, and 31/12/2024 where
 * the order is said. What has no offset is local to the time zone. Answers ISO 8601 in UTC, or undefined if it is no time.
 */
export function timeReader({ timeZone, dateOrder }: TimeOptions): TimeReader {
  const fromLocal = wallClock(timeZone)
  return remembering((given) => {
    const text = given.trim()
    const match = iso.exec(text) ?? compactDate.exec(text)
    if (match) return fromParts(match, fromLocal)
    const ordered = dateOrder && byDateOrder.exec(text)
    if (ordered) return fromParts(inIsoOrder(ordered, dateOrder), fromLocal)
    return epoch.test(text) ? isoOf(epochMs(Number(text))) : undefined
  })
}

function remembering(read: TimeReader): TimeReader {
  const known = new Map<string, string | undefined>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= rememberedTimes) known.clear()
    const time = read(text)
    known.set(text, time)
    return time
  }
}

type Parts = ArrayLike<string | undefined>

function inIsoOrder(match: RegExpExecArray, order: 'dmy' | 'mdy'): Parts {
  const [whole, first, second, year, ...time] = match
  return order === 'dmy' ? [whole, year, second, first, ...time] : [whole, year, first, second, ...time]
}

function fromParts(parts: Parts, fromLocal: (ms: number) => number): string | undefined {
  const at = (index: number) => Number(parts[index] ?? 0)
  const [month, day, hour, minute, second] = [at(2), at(3), at(4), at(5), at(6)]
  // A leap second (60) is taken for the first second of the next minute.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined
  const midnight = Date.UTC(at(1), month - 1, day)
  const date = new Date(midnight)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const fraction = parts[7] ? Math.floor(Number(`0.${parts[7]}`) * 1000 + 1e-6) : 0
  const wallMs = midnight + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction
  const offset = parts[8]
  return isoOf(offset ? wallMs - offsetMs(offset) : fromLocal(wallMs))
}

function offsetMs(offset: string): number {
  if (/^(z|utc)$/i.test(offset)) return 0
  const digits = offset.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000
}

// The number of digits tells the unit: seconds have ten until 2286, milliseconds thirteen, microseconds sixteen, nanoseconds nineteen.
function epochMs(epochNumber: number): number {
  const size = Math.abs(epochNumber)
  if (size < 1e11) return epochNumber * 1000
  if (size < 1e14) return epochNumber
  return size < 1e17 ? epochNumber / 1000 : epochNumber / 1e6
}

function isoOf(ms: number): string | undefined {
  const date = new Date(Math.floor(ms))
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date.toISOString()
}
