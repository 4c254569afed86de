import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { factType } from '../facts.ts'
import type { FactType } from '../facts.ts'
import { segmentLimits, unit_ms } from '../segment-rules.ts'
import type { Duration, EdgeTest, Unit } from '../segment-rules.ts'
import { TESTS } from '../rule-text-words.ts'

/** What rules are made of. */
export type RuleWords = {
  facts: Arbitrary<string>
  types: Arbitrary<FactType>
  properties: Arbitrary<string>
  traits: Arbitrary<string>
  accountTraits: Arbitrary<string>
  identifiers: Arbitrary<string>
  values: Arbitrary<string | number | boolean>
  /** For parts of texts, identifiers and accounts: not empty. */
  texts: Arbitrary<string>
  patterns: Arbitrary<string>
  /** What numbers are compared with. */
  numbers: Arbitrary<number>
  counts: Arbitrary<number>
  days: Arbitrary<number>
  durations: Arbitrary<Duration>
  instants: Arbitrary<string>
  segments: Arbitrary<number>
  sets: Arbitrary<number>
  purposes: Arbitrary<string>
  salts: Arbitrary<string>
  /** The tests of traits and properties. */
  ops: readonly EdgeTest['op'][]
}

// Words of the language, quotes and what looks like numbers: where a parser goes wrong, if it does.
const TRICKY =
  'and or not the of in at last first any all has where then without had from until within before after for to by seen trait page'
const crumb = fc.oneof(
  fc.constantFrom(...TRICKY.split(' '), 'exists', 'starts', 'with', 'least', 'account', 'segment', 'next', 'email', 'facts', 'anniversary'),
  fc.constantFrom('Order', 'Completed', 'łó', 'x.y', 'a:b', '-', '7', '-1', '2026-01-31', 'true', '"', '\\', '(', ')', '=', '≥', '%', ''),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 3 }).map((units) => String.fromCharCode(...units)),
)
const phrase = fc.array(crumb, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const named = phrase.filter((text) => text !== '')
const short = named.map((text) => Array.from(text).slice(0, 30).join(''))
const number = fc.oneof(fc.constant(-0), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

const duration = fc.constantFrom(...(Object.keys(unit_ms) as Unit[])).chain((unit) => {
  const longest = Math.floor((segmentLimits.years * unit_ms.years) / unit_ms[unit])
  return fc.record({ n: fc.integer({ min: 1, max: longest }), unit: fc.constant(unit) }, { noNullPrototype: true })
})

const time = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString())
const instant = time.chain((iso) => fc.constantFrom(iso, iso.slice(0, 10), iso.replace('Z', '+14:00'), iso.replace(/\.\d+Z/u, 'Z')))

/** Whatever a rule may be made of. */
export const anything: RuleWords = {
  facts: named,
  types: fc.constantFrom(...factType.options),
  properties: named,
  traits: named,
  accountTraits: named,
  identifiers: fc.oneof(fc.constantFrom('email', 'user_id', 'external:shop'), short),
  values: fc.oneof(phrase, number, fc.boolean()),
  texts: named,
  patterns: named,
  numbers: number,
  counts: fc.integer({ min: 0, max: 10_000 }),
  days: fc.integer({ min: 1, max: 36_500 }),
  durations: duration,
  instants: instant,
  segments: id,
  sets: id,
  purposes: named.map((text) => text.trim().slice(0, 100).trim()).filter((text) => text !== ''),
  salts: named,
  ops: Object.keys(TESTS) as (keyof typeof TESTS)[],
}
