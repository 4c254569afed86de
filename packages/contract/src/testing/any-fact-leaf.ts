import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { segmentLimits } from '../segment-rules.ts'
import type {
  CountLeaf,
  EdgeLeaf,
  EdgeTest,
  FactMatch,
  FactTest,
  FactWindow,
  MeasureLeaf,
  RegularLeaf,
  SequenceLeaf,
  StoppedLeaf,
  TimeLeaf,
} from '../segment-rules.ts'
import { anyPeriod, anySaid, comparison, objectOf } from './any-known-leaf.ts'
import type { RuleWords } from './any-words.ts'

const BY_THE_CLOCK = new Set(['withinLast', 'withinNext', 'anniversary'])
const edge = fc.constantFrom('first' as const, 'last' as const)

/** Conditions on what somebody did, by kind. */
export function anyFactLeaves(words: RuleWords) {
  const facts = anyFacts(words)
  const within = anyWindow(words)
  const { durations, properties } = words
  return {
    count: withWindow<CountLeaf>(within, { count: facts, op: comparison, value: fc.oneof(fc.constant(1), words.counts) }),
    measure: withWindow<MeasureLeaf>(within, {
      measure: fc.constantFrom('sum', 'average', 'min', 'max', 'distinct'),
      property: properties,
      of: facts,
      op: comparison,
      value: words.numbers,
    }),
    edge: withWindow<EdgeLeaf>(within, { edge, of: facts, is: anyTest<EdgeTest>(words, words.ops) }),
    time: anyTime(words, facts),
    sequence: anySequence(words, facts),
    stopped: objectOf<StoppedLeaf>({ stopped: facts, for: durations }),
    regularly: fc
      .tuple(facts, fc.integer({ min: 1, max: 520 }), fc.integer({ min: 1, max: 520 }))
      .map(([regularly, a, b]): RegularLeaf => ({ regularly, weeks: Math.max(a, b), atLeast: Math.min(a, b) })),
  }
}

/** Which facts: each of name, type and tests may be left out. */
function anyFacts(words: RuleWords): Arbitrary<FactMatch> {
  const steady = words.ops.filter((op) => !BY_THE_CLOCK.has(op))
  const where = steady.length > 0 ? fc.array(anyTest<FactTest>(words, steady), { minLength: 1, maxLength: 3 }) : fc.constant(undefined)
  return partly<FactMatch>({ fact: words.facts, type: words.types, where })
}

function anyTest<Test extends EdgeTest>(words: RuleWords, ops: RuleWords['ops']): Arbitrary<Test> {
  return fc.tuple(words.properties, anySaid(words, ops)).map(([property, said]) => ({ property, ...said }) as Test)
}

function anyWindow(words: RuleWords): Arbitrary<FactWindow> {
  return fc.oneof(
    anyPeriod(words),
    objectOf<{ after: FactMatch; for: StoppedLeaf['for'] }>({ after: anyFacts(words), for: words.durations }),
  )
}

function anyTime({ instants, durations }: RuleWords, of: Arbitrary<FactMatch>): Arbitrary<TimeLeaf> {
  return fc.oneof(
    objectOf<TimeLeaf & { op: 'before' | 'after' }>({ time: edge, of, op: fc.constantFrom('before', 'after'), value: instants }),
    objectOf<TimeLeaf & { op: 'withinLast' }>({ time: edge, of, op: fc.constant('withinLast'), value: durations }),
  )
}

function anySequence(words: RuleWords, facts: Arbitrary<FactMatch>): Arbitrary<SequenceLeaf> {
  const sequence = fc.array(facts, { minLength: 2, maxLength: segmentLimits.steps })
  const rest = partly<Omit<SequenceLeaf, 'sequence'>>({ in: words.durations, without: facts, within: anyPeriod(words) })
  return fc.tuple(sequence, rest).map(([steps, more]) => ({ sequence: steps, ...more }))
}

/** Any of these keys, or none: what is left out is not there, as in JSON. */
function partly<Shape extends object>(shape: Record<keyof Shape & string, Arbitrary<unknown>>): Arbitrary<Shape> {
  return fc.record<Record<string, unknown>>(shape, { requiredKeys: [], noNullPrototype: true }).map((some) => {
    return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Shape
  })
}

type Rest<Leaf> = { [Key in Exclude<keyof Leaf, 'within'>]: Arbitrary<Leaf[Key]> }

function withWindow<Leaf extends { within?: FactWindow | undefined }>(within: Arbitrary<FactWindow>, rest: Rest<Leaf>): Arbitrary<Leaf> {
  const leaf = objectOf<Omit<Leaf, 'within'>>(rest)
  return fc.tuple(leaf, fc.option(within, { nil: undefined })).map(([made, window]) => {
    return { ...made, ...(window && { within: window }) } as unknown as Leaf
  })
}
