const dayMs = 86_400_000
const rememberedDays = 20_000

/** Turns the time on the wall of a place (as if it were UTC, in ms) into the real one. */
export type FromLocal = (wallMs: number) => number

/**
 * The wall clock of an IANA time zone. A time that comes twice (clocks set back) is the first of the two; one that never comes
 * (clocks set forward) moves on by the gap, as `Temporal` does it. Offsets are remembered by day, as asking Intl for each row would be slow.
 */
export function wallClock(timeZone: string): FromLocal {
  if (timeZone === 'UTC') return (wallMs) => wallMs
  const offsetAt = offsetsOf(timeZone)
  const days = new Map<number, [before: number, after: number]>()
  return (wallMs) => {
    const day = Math.floor(wallMs / dayMs)
    let offsets = days.get(day)
    if (!offsets) {
      if (days.size > rememberedDays) days.clear()
      offsets = [offsetAt((day - 1) * dayMs), offsetAt((day + 2) * dayMs)]
      days.set(day, offsets)
    }
    const [before, after] = offsets
    if (before === after) return wallMs - before
    if (offsetAt(wallMs - before) === before) return wallMs - before
    return offsetAt(wallMs - after) === after ? wallMs - after : wallMs - before
  }
}

function offsetsOf(timeZone: string): (utcMs: number) => number {
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', hourCycle: 'h23', era: 'short', ...numbers })
  return (utcMs) => {
    const whole = Math.floor(utcMs / 1000) * 1000
    const parts = Object.fromEntries(format.formatToParts(whole).map(({ type, value }) => [type, value]))
    const at = (type: string) => Number(parts[type])
    return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second')) - whole
  }
}
