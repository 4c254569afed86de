import { factTypes, segmentLimits, unit_ms } from './rule-limits.ts'
import type { Duration, FactMatch, FactTest, FactWindow, Period, Unit } from './segment-rules.ts'
import { readInstant, readSteadily } from './parse-said.ts'
import { UNITS } from './rule-text-words.ts'
import type { RuleReader } from './rule-text-reader.ts'
import { RuleTextError } from './rule-text-reader.ts'

const NAME = { what: 'the name of a fact', longest: 500 }
export const PROPERTY = { what: 'a property', longest: 300 }
const NEXT_CONDITION = 'After “where”, “and” adds a test of the same facts; to begin another condition, put the one before in parentheses'
const UNIT_NAMES = Object.keys(UNITS) as Unit[]

/** Which facts: `Order Completed where total > 100`, `page "Home"`, `anything`. */
export function readFacts(reader: RuleReader): FactMatch {
  const match = reader.eat('anything') ? {} : readNamed(reader)
  return reader.eat('where') ? { ...match, where: readTests(reader) } : match
}

function readNamed(reader: RuleReader): FactMatch {
  const type = factTypes.find((option) => reader.eat(option))
  if (type === undefined) return { fact: reader.leadingName(NAME) }
  if (reader.seesName()) reader.fail(`After “${type}”, a name stands in quotes; and so does a whole name that begins with “${type}”`)
  const fact = reader.eatText(NAME)
  return fact === undefined ? { type } : { fact, type }
}

function readTests(reader: RuleReader): FactTest[] {
  const tests = [readTest(reader)]
  while (reader.eat('and')) {
    if (tests.length === segmentLimits.tests) reader.fail(`Facts pass at most ${segmentLimits.tests} tests`)
    tests.push(reader.hinting(NEXT_CONDITION, () => readTest(reader)))
  }
  return tests
}

function readTest(reader: RuleReader): FactTest {
  const property = reader.testedName(PROPERTY)
  return { property, ...readSteadily(reader) }
}

/** When they happened; nothing if the text does not say. */
export function readWindow(reader: RuleReader): FactWindow | undefined {
  if (!reader.eat('in first')) return readPeriod(reader)
  const length = readDuration(reader)
  reader.need('after')
  return { after: readFacts(reader), for: length }
}

/** A window that does not hang on other facts. */
export function readPeriod(reader: RuleReader): Period | undefined {
  if (reader.eat('in last')) return { last: readDuration(reader) }
  if (reader.eat('until')) return { to: readInstant(reader) }
  if (!reader.eat('from')) return undefined
  const from = readInstant(reader)
  return reader.eat('until') ? { from, to: readInstant(reader) } : { from }
}

export function readDuration(reader: RuleReader): Duration {
  const { token } = reader
  const n = reader.word('a length of time such as 30 days', (word) => (/^[1-9]\d{0,9}$/u.test(word) ? Number(word) : undefined))
  const unit = UNIT_NAMES.find((name) => reader.eat(name) || reader.eatQuietly(UNITS[name])) ?? reader.refuse()
  if (n * unit_ms[unit] > segmentLimits.years * unit_ms.years)
    throw new RuleTextError(`A length of time is at most ${segmentLimits.years} years`, token.at)
  return { n, unit }
}
