import type { AnyAccountTraitLeaf, AnyTraitLeaf, EdgeTest, FactTest } from '@percorso/contract'
import { RE2JS } from 're2js'
import { monthDayOf, nextAnniversary, timeOfText } from './calendar.ts'
import type { At } from './calendar.ts'

const DAY_MS = 86_400_000

/** What may be said of a value, whatever it is the value of. */
export type ValueTest = AnyTraitLeaf | AnyAccountTraitLeaf | EdgeTest | FactTest

/** A test made ready. `next`: until then (ms) its answer for this value stays what it is. */
export type Test = { passes(value: unknown, at: At): boolean; next(value: unknown, at: At): number }

const never = () => Infinity

/** Makes a test of docs/rules.md ready: expressions are compiled, texts folded, dates read once. `timeZone` is where a day begins. */
export function compileTest(test: ValueTest, timeZone: string): Test {
  switch (test.op) {
    case 'withinLast':
      return between(-test.value * DAY_MS, 0)
    case 'withinNext':
      return between(0, test.value * DAY_MS)
    case 'anniversary':
      return {
        passes: (value, at) => isAnniversary(value, at),
        next: (value, at) =>
          timeOf(value) === undefined ? Infinity : firstAfter(at.now, nextAnniversary(monthDayOf(value as string), at)),
      }
    default:
      return { passes: compileSteady(test, timeZone), next: never }
  }
}

/** Makes a test ready whose answer does not depend on when it is asked. */
export function compileSteady(test: ValueTest, timeZone: string): (value: unknown) => boolean {
  switch (test.op) {
    case 'exists':
      return (value) => value !== undefined && value !== null
    case 'equals':
      return (value) => value === test.value
    case 'anyOf':
      return (value) => (test.value as unknown[]).includes(value)
    case 'before':
    case 'after':
      return ofTime(test.op, momentOf(test.value, timeZone))
    case 'lessThan':
    case 'atMost':
    case 'atLeast':
    case 'moreThan': {
      const { op, value: bound } = test
      return (value) => typeof value === 'number' && compare(op, value, bound)
    }
    default:
      return ofTextOrList(test)
  }
}

function ofTextOrList(test: ValueTest): (value: unknown) => boolean {
  switch (test.op) {
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return ofText(test.op, foldText(test.value))
    case 'matches': {
      const expression = RE2JS.compile(test.value)
      return (value) => typeof value === 'string' && expression.matcher(value).find()
    }
    case 'has':
      return (value) => Array.isArray(value) && value.includes(test.value)
    case 'hasAny':
      return (value) => Array.isArray(value) && test.value.some((wanted) => value.includes(wanted))
    case 'hasAll':
      return (value) => Array.isArray(value) && test.value.every((wanted) => value.includes(wanted))
    default:
      throw new Error(`${test.op} depends on when it is asked`)
  }
}

/** One number held against another. */
export function compare(op: 'lessThan' | 'atMost' | 'atLeast' | 'moreThan' | 'equals', value: number, bound: number): boolean {
  if (op === 'lessThan') return value < bound
  if (op === 'atMost') return value <= bound
  if (op === 'atLeast') return value >= bound
  return op === 'moreThan' ? value > bound : value === bound
}

const LETTERS: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ı: 'i' }

/** A text as it is compared with others, without case and accents: as `fold_text` in SQL. */
function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/gu, '')
    .replaceAll(/[łøđħı]/gu, (letter) => LETTERS[letter]!)
}

function ofText(op: 'contains' | 'startsWith' | 'endsWith', part: string): (value: unknown) => boolean {
  return (value) => {
    if (typeof value !== 'string') return false
    const text = foldText(value)
    if (op === 'contains') return text.includes(part)
    return op === 'startsWith' ? text.startsWith(part) : text.endsWith(part)
  }
}

function ofTime(op: 'before' | 'after', bound: number): (value: unknown) => boolean {
  return (value) => {
    const time = timeOf(value)
    return time !== undefined && (op === 'before' ? time < bound : time > bound)
  }
}

/** From and to are distances from now, both included. */
function between(from: number, to: number): Test {
  return {
    passes(value, { now }) {
      const time = timeOf(value)
      return time !== undefined && now + from <= time && time <= now + to
    },
    next(value, { now }) {
      const time = timeOf(value)
      return time === undefined ? Infinity : firstAfter(now, [time - to, time - from + 1])
    },
  }
}

function firstAfter(now: number, moments: number[]): number {
  return Math.min(...moments.filter((moment) => moment > now))
}

function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? timeOfText(value) : undefined
}

function isAnniversary(value: unknown, at: At): boolean {
  if (typeof value !== 'string' || timeOfText(value) === undefined) return false
  const day = monthDayOf(value)
  return day === at.monthDay || (day === '02-29' && at.monthDay === '02-28' && !at.isLeapYear)
}

/** A moment as a rule writes it: a date is its midnight in the workspace's time zone. */
export function momentOf(text: string, timeZone: string): number {
  if (text.includes('T')) return Date.parse(text)
  return Temporal.PlainDate.from(text).toZonedDateTime(timeZone).epochMilliseconds
}
