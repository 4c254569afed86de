import type { Chance } from './chance.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export type Zone = 'Europe/Rome' | 'Europe/Warsaw' | 'Europe/London'

const WINTER_OFFSET: Record<Zone, number> = { 'Europe/Rome': HOUR, 'Europe/Warsaw': HOUR, 'Europe/London': 0 }
const summers = new Map<number, { from: number; to: number }>()

/** How far local time is ahead of UTC. Summer time as all of Europe has it: from the last Sunday of March to that of October, at 01:00 UTC. */
export function offsetOf(at: number, zone: Zone): number {
  const year = new Date(at).getUTCFullYear()
  let summer = summers.get(year)
  if (!summer) summers.set(year, (summer = { from: lastSunday(year, 2), to: lastSunday(year, 9) }))
  return WINTER_OFFSET[zone] + (at >= summer.from && at < summer.to ? HOUR : 0)
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0, 1)
  return last - new Date(last).getUTCDay() * DAY
}

/** The instant at which clocks there show this hour (fractions allowed) on the local day of `at`. */
export function atHour(at: number, hour: number, zone: Zone): number {
  const local = at + offsetOf(at, zone)
  const wanted = local - (((local % DAY) + DAY) % DAY) + hour * HOUR
  return Math.round(wanted - offsetOf(wanted - WINTER_OFFSET[zone], zone))
}

export function hourOf(at: number, zone: Zone): number {
  return new Date(at + offsetOf(at, zone)).getUTCHours()
}

/** 0 is January. */
export function monthOf(at: number, zone: Zone): number {
  return new Date(at + offsetOf(at, zone)).getUTCMonth()
}

/** How busy each hour of a local day is. */
const RHYTHMS = {
  online: [2, 1, 0, 0, 0, 1, 3, 5, 6, 6, 6, 7, 9, 8, 6, 6, 6, 7, 8, 10, 13, 14, 11, 6],
  shop: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 6, 9, 8, 5, 6, 8, 10, 12, 10, 3, 0, 0, 0, 0],
  office: [0, 0, 0, 0, 0, 0, 0, 0, 4, 10, 12, 10, 7, 8, 10, 9, 7, 5, 2, 1, 0, 0, 0, 0],
} as const
export type Rhythm = keyof typeof RHYTHMS

const SUMS = { online: sum(RHYTHMS.online), shop: sum(RHYTHMS.shop), office: sum(RHYTHMS.office) }

function sum(hours: readonly number[]): number {
  return hours.reduce((total, hour) => total + hour, 0)
}

/** A time of the local day of `at` when such things happen. */
export function timeOfDay(at: number, zone: Zone, { rhythm, chance }: { rhythm: Rhythm; chance: Chance }): number {
  let left = chance.next() * SUMS[rhythm]
  const hour = RHYTHMS[rhythm].findIndex((busy) => (left -= busy) < 0)
  return atHour(at, Math.max(hour, 0) + chance.next(), zone)
}

/** How busy this hour is next to the average hour. */
export function busyness(at: number, zone: Zone, rhythm: Rhythm): number {
  return (RHYTHMS[rhythm][hourOf(at, zone)]! * 24) / SUMS[rhythm]
}

/** What people buy by month, next to the average: Christmas, the sales of January and July, Italy away in August. */
const SEASONS: Record<Zone, readonly number[]> = {
  'Europe/Rome': [1.25, 0.85, 0.9, 0.95, 0.95, 0.9, 1.15, 0.5, 0.95, 1, 1.25, 1.6],
  'Europe/Warsaw': [1.1, 0.85, 0.95, 1, 1, 0.9, 0.95, 0.85, 1, 1, 1.25, 1.55],
  'Europe/London': [1.2, 0.85, 0.9, 0.95, 1, 0.9, 0.95, 0.85, 0.95, 1, 1.35, 1.55],
}
const SEASON_MAX = 1.6

function seasonOf(at: number, zone: Zone): number {
  return SEASONS[zone][monthOf(at, zone)]!
}

/** A time between two, likelier in busy seasons. */
export function inSeason(range: { from: number; to: number }, zone: Zone, chance: Chance): number {
  for (let tries = 0; tries < 8; tries += 1) {
    const at = chance.between(range.from, range.to)
    if (chance.is(seasonOf(at, zone) / SEASON_MAX)) return at
  }
  return chance.between(range.from, range.to)
}
