import { ruleLimits } from './rule-limits.ts'
import type { RuleOf } from './rules.ts'
import type { Compared, EdgeTest, FactTest, SegmentRuleLeaf } from './segment-rules.ts'
import { TESTS } from './rule-text-words.ts'
import type { RuleReader } from './rule-text-reader.ts'

type WithoutProperty<Test> = Test extends unknown ? Omit<Test, 'property'> : never
/** What is said of a trait or property, without saying of which. */
export type Said = WithoutProperty<EdgeTest>
export type Op = Said['op']
export type Scalar = string | number | boolean

const DAYS_MAX = 36_500
const PATTERN_LENGTH_MAX = 200
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/u
const EVERY_OP = Object.keys(TESTS) as Op[]
const COMPARED: readonly Compared[] = ['equals', 'lessThan', 'atMost', 'atLeast', 'moreThan']
const BY_THE_CLOCK: readonly Op[] = ['withinLast', 'withinNext', 'anniversary']
const STEADY_OPS = EVERY_OP.filter((op) => !BY_THE_CLOCK.includes(op))
/** Tests of a time that is always there. */
export const TIMES = ['before', 'after', 'withinLast'] as const

/** A test and its value, as `within last 30 days`. */
export function readSaid(reader: RuleReader, ops: readonly Op[] = EVERY_OP): Said {
  const op = eatOp(reader, ops) ?? reader.refuse()
  const value = OPERANDS[TESTS[op][1]](reader)
  // Which value belongs to which test is known to the table alone.
  return (value === undefined ? { op } : { op, value }) as Said
}

/** A test that comes out the same whenever it is asked. */
export function readSteadily(reader: RuleReader): WithoutProperty<FactTest> {
  if (BY_THE_CLOCK.some((op) => reader.sees(TESTS[op][0])))
    reader.fail('Which facts are meant cannot depend on today: compare with a date, as in before 2026-01-31')
  return readSaid(reader, STEADY_OPS) as WithoutProperty<FactTest>
}

/** Reads which of these tests comes next, if one does. */
export function eatOp<Some extends Op>(reader: RuleReader, ops: readonly Some[]): Some | undefined {
  return ops.find((op) => reader.eat(TESTS[op][0]))
}

const OPERANDS: Record<(typeof TESTS)[Op][1], (reader: RuleReader) => Scalar | Scalar[] | undefined> = {
  nothing: () => undefined,
  scalar: readScalar,
  list: readList,
  text: (reader) => reader.name({ what: 'a text', longest: ruleLimits.characters }),
  pattern: (reader) => reader.name({ what: 'a regular expression in quotes', longest: PATTERN_LENGTH_MAX }),
  number: readNumber,
  instant: readInstant,
  days: readDays,
}

/** A text, a number, true or false. Without quotes `7` is a number and `true` is no text. */
export function readScalar(reader: RuleReader): Scalar {
  const number = reader.eatWord('a number', asNumber)
  if (number !== undefined) return number
  const quoted = reader.token.kind === 'text'
  const value = reader.name({ what: 'a text', longest: ruleLimits.characters, emptyToo: true })
  return !quoted && (value === 'true' || value === 'false') ? value === 'true' : value
}

function readList(reader: RuleReader): Scalar[] {
  reader.need('(')
  const values = [readScalar(reader)]
  while (reader.eat(',')) {
    if (values.length === ruleLimits.values) reader.fail(`A list has at most ${ruleLimits.values} values`)
    values.push(readScalar(reader))
  }
  reader.need(')')
  return values
}

function asNumber(word: string): number | undefined {
  return NUMBER.test(word) && Number.isFinite(Number(word)) ? Number(word) : undefined
}

/** A number, and one that fits. `what` says which, to whoever writes another. */
export function readNumber(reader: RuleReader, what = 'a number', fits: (number: number) => boolean = () => true): number {
  return reader.word(what, (word) => {
    const number = asNumber(word)
    return number !== undefined && fits(number) ? number : undefined
  })
}

export function readInstant(reader: RuleReader): string {
  return reader.word('a date such as 2026-01-31 or 2026-01-31T09:00:00Z', (word) => (isInstant(word) ? word : undefined))
}

function isInstant(word: string): boolean {
  const day = INSTANT.exec(word)?.[1]
  if (day === undefined) return false
  const time = new Date(`${day}T00:00:00Z`)
  // There are days that no month has; some engines take them for days of the next.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)
}

/** A whole number, `what` says of what. */
export function readWhole(reader: RuleReader, { what, min, max }: { what: string; min: number; max: number }): number {
  const range = max < Number.MAX_SAFE_INTEGER ? `from ${min} to ${max}` : `from ${min}`
  return readNumber(reader, `${what} (a whole number ${range})`, (number) => Number.isSafeInteger(number) && number >= min && number <= max)
}

function readDays(reader: RuleReader): number {
  const days = readWhole(reader, { what: 'how many days', min: 1, max: DAYS_MAX })
  if (!reader.eatQuietly('day')) reader.need('days')
  return days
}

type Comparison = { op: Compared; value: number }
type Condition = RuleOf<SegmentRuleLeaf>

/** A comparison with a number, if one comes next. "Not equal" is no test of the language: it is read as what it means. */
export function readComparison(
  reader: RuleReader,
  readValue: (reader: RuleReader) => number,
  leaf: (comparison: Comparison) => SegmentRuleLeaf,
): Condition | undefined {
  if (reader.eatQuietly('≠')) return { not: leaf({ op: 'equals', value: readValue(reader) }) }
  const op = eatOp(reader, COMPARED)
  return op && leaf({ op, value: readValue(reader) })
}
