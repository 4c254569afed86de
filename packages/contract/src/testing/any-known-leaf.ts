import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { AccountLeaf, IdentifierLeaf, ProfileLeaf } from '../rules.ts'
import type {
  AnyAccountTraitLeaf,
  AnyTraitLeaf,
  BucketLeaf,
  ConsentLeaf,
  EdgeTest,
  Period,
  SegmentLeaf,
  SetLeaf,
} from '../segment-rules.ts'
import { TESTS } from '../rule-text-words.ts'
import type { RuleWords } from './any-words.ts'

/** An object with a fresh value at each key, as JSON has them. */
export function objectOf<Shape extends object>(shape: { [Key in keyof Shape]: Arbitrary<Shape[Key]> }): Arbitrary<Shape> {
  return fc.record(shape, { noNullPrototype: true }) as Arbitrary<Shape>
}

export const comparison = fc.constantFrom(
  'equals' as const,
  'lessThan' as const,
  'atMost' as const,
  'atLeast' as const,
  'moreThan' as const,
)

type Op = EdgeTest['op']
type Said = { op: Op; value?: unknown }

/** A test of a value with one of these ops. */
export function anySaid(words: RuleWords, ops: readonly Op[] = words.ops): Arbitrary<Said> {
  const operands = {
    nothing: fc.constant(undefined),
    scalar: words.values,
    list: fc.array(words.values, { minLength: 1, maxLength: 3 }),
    text: words.texts,
    pattern: words.patterns,
    number: words.numbers,
    instant: words.instants,
    days: words.days,
  }
  return fc.constantFrom(...ops).chain((op) => {
    const operand: Arbitrary<unknown> = operands[TESTS[op][1]]
    return operand.map((value) => (value === undefined ? { op } : { op, value }))
  })
}

/** The last so long, or between moments. */
export function anyPeriod({ durations, instants }: RuleWords): Arbitrary<Period> {
  return fc.oneof(
    durations.map((last) => ({ last })),
    fc.tuple(instants, instants).map(([from, to]) => ({ from, to })),
    instants.map((from) => ({ from })),
    instants.map((to) => ({ to })),
  )
}

/** Conditions on what is known of somebody, by kind. */
export function anyKnownLeaves(words: RuleWords) {
  const { texts } = words
  const said = anySaid(words)
  const which = fc.oneof(
    fc.constant({ op: 'exists' as const }),
    objectOf<{ op: 'equals' | 'startsWith'; value: string }>({ op: fc.constantFrom('equals', 'startsWith'), value: texts }),
  )
  return {
    trait: fc.tuple(words.traits, said).map(([trait, test]) => ({ trait, ...test }) as AnyTraitLeaf),
    accountTrait: fc.tuple(words.accountTraits, said).map(([accountTrait, test]) => ({ accountTrait, ...test }) as AnyAccountTraitLeaf),
    profile: anyProfile(words),
    identifier: fc.tuple(words.identifiers, which).map(([identifier, test]): IdentifierLeaf => ({ identifier, ...test })),
    account: which.map((test): AccountLeaf => ({ account: 'id', ...test })),
    segment: objectOf<SegmentLeaf>({ segment: words.segments }),
    set: objectOf<SetLeaf>({ set: words.sets }),
    consent: anyConsent(words),
    bucket: anyBucket(words),
  }
}

function anyProfile(words: RuleWords): Arbitrary<ProfileLeaf> {
  const times = anySaid(words, ['before', 'after', 'withinLast'])
  return fc.oneof(
    fc.tuple(fc.constantFrom('firstSeen', 'lastSeen'), times).map(([profile, said]) => ({ profile, ...said }) as ProfileLeaf),
    objectOf<ProfileLeaf & { profile: 'facts' }>({ profile: fc.constant('facts'), op: comparison, value: words.counts }),
  )
}

function anyConsent(words: RuleWords): Arbitrary<ConsentLeaf> {
  const op = fc.constantFrom('given' as const, 'withdrawn' as const)
  return fc.oneof(
    objectOf<ConsentLeaf & { op: 'unknown' }>({ consent: words.purposes, op: fc.constant('unknown') }),
    fc.tuple(words.purposes, op).map(([consent, said]) => ({ consent, op: said })),
    fc.tuple(words.purposes, op, anyPeriod(words)).map(([consent, said, within]) => ({ consent, op: said, within })),
  )
}

function anyBucket({ salts }: RuleWords): Arbitrary<BucketLeaf> {
  const percent = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true }))
  return fc
    .tuple(salts, percent, percent)
    .filter(([, a, b]) => a !== b)
    .map(([bucket, a, b]) => ({ bucket, from: Math.min(a, b), to: Math.max(a, b) }))
}
