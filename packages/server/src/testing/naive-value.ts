import type { AnyAccountTraitLeaf, AnyTraitLeaf, EdgeTest, FactTest } from '@percorso/contract'
import { RE2JS } from 're2js'
import { localDate, midnight } from './naive-calendar.ts'
import type { Moment } from './naive-calendar.ts'

const DAY_MS = 86_400_000

type AnyTest = AnyTraitLeaf | AnyAccountTraitLeaf | EdgeTest | FactTest
type Scalar = string | number | boolean
type Passes = (value: unknown, wanted: unknown, at: Moment) => boolean

/** Whether a value passes a test, word for word as docs/rules.md has it. Slow, and shares nothing with what it is to check. */
export function naivePasses(value: unknown, test: AnyTest, at: Moment): boolean {
  if (value === undefined || value === null) return false
  return PASSES[test.op](value, 'value' in test ? test.value : undefined, at)
}

/** The table of tests in docs/rules.md. */
const PASSES: Record<AnyTest['op'], Passes> = {
  exists: () => true,
  equals: (value, wanted) => isSame(value, wanted),
  anyOf: (value, wanted) => (wanted as Scalar[]).some((one) => isSame(value, one)),
  contains: ofText((text, part) => fold(text).includes(fold(part))),
  startsWith: ofText((text, part) => fold(text).startsWith(fold(part))),
  endsWith: ofText((text, part) => fold(text).endsWith(fold(part))),
  matches: ofText((text, expression) => RE2JS.compile(expression).matcher(text).find()),
  lessThan: (value, wanted) => typeof value === 'number' && value < (wanted as number),
  atMost: (value, wanted) => typeof value === 'number' && value <= (wanted as number),
  atLeast: (value, wanted) => typeof value === 'number' && value >= (wanted as number),
  moreThan: (value, wanted) => typeof value === 'number' && value > (wanted as number),
  before: ofDate((date, wanted, at) => date < naiveInstant(wanted as string, at)),
  after: ofDate((date, wanted, at) => date > naiveInstant(wanted as string, at)),
  withinLast: ofDate((date, days, { now }) => date >= now - (days as number) * DAY_MS && date <= now),
  withinNext: ofDate((date, days, { now }) => date >= now && date <= now + (days as number) * DAY_MS),
  anniversary: (value, _, at) => typeof value === 'string' && naiveDate(value) !== undefined && isToday(value.slice(5, 10), at),
  has: (value, wanted) => holdsOne(value, wanted),
  hasAny: (value, wanted) => (wanted as Scalar[]).some((one) => holdsOne(value, one)),
  hasAll: (value, wanted) => (wanted as Scalar[]).every((one) => holdsOne(value, one)),
}

function ofText(passes: (text: string, wanted: string) => boolean): Passes {
  return (value, wanted) => typeof value === 'string' && passes(value, wanted as string)
}

function ofDate(passes: (date: number, wanted: unknown, at: Moment) => boolean): Passes {
  return (value, wanted, at) => {
    const date = typeof value === 'string' ? naiveDate(value) : undefined
    return date !== undefined && passes(date, wanted, at)
  }
}

function holdsOne(list: unknown, wanted: unknown): boolean {
  return Array.isArray(list) && list.some((item) => isSame(item, wanted))
}

function isSame(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && a === b
}

export function naiveCompare(found: number, op: 'equals' | 'lessThan' | 'atMost' | 'atLeast' | 'moreThan', value: number): boolean {
  return { equals: found === value, lessThan: found < value, atMost: found <= value, atLeast: found >= value, moreThan: found > value }[op]
}

/** A moment as a rule writes it: a date alone is its midnight where the workspace is. */
export function naiveInstant(text: string, { timeZone }: Pick<Moment, 'timeZone'>): number {
  return text.length === 'YYYY-MM-DD'.length ? midnight(text, timeZone) : new Date(text).getTime()
}

function isToday(monthDay: string, { now, timeZone }: Moment): boolean {
  const today = localDate(now, timeZone)
  const isLeap = new Date(`${today.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() === 1
  return monthDay === '02-29' && !isLeap ? today.slice(5) === '02-28' : today.slice(5) === monthDay
}

const DATE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/u

function naiveDate(text: string): number | undefined {
  const [, day, minute = '00:00', second = '00', fraction = '', zone = 'Z'] = DATE.exec(text) ?? []
  if (day === undefined) return undefined
  const utc = `${day}T${minute}:${second}.${`${fraction}000`.slice(0, 3)}Z`
  const isThere = !Number.isNaN(Date.parse(utc)) && new Date(utc).toISOString() === utc // no 31 February, no hour 24
  return isThere ? Date.parse(utc) - zoneMs(zone) : undefined
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/gu, '')
  return plain.replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('đ', 'd').replaceAll('ħ', 'h').replaceAll('ı', 'i')
}
