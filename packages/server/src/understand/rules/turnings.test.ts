import type { SegmentWhere } from '@percorso/contract'
import fc from 'fast-check'
import { crc32 } from 'node:zlib'
import { expect, inject, it } from 'vitest'
import { anyRule } from '../../../../contract/src/testing/any-rule.ts'
import { historyWords } from '../../testing/any-history.ts'
import { momentIn } from './calendar.ts'
import { NOBODY, compileRule } from './compile-rule.ts'
import type { Person } from './compile-rule.ts'
import { compileStream, toMatched } from './match-facts.ts'
import { compileMemory } from './remember-facts.ts'
import { streamKey } from './streams.ts'
import { turningsOf } from './turnings.ts'

const NOW = Date.parse('2026-06-15T12:00:00Z')
const TIME_ZONE = 'Europe/Warsaw'
const HOUR = 3_600_000

const turning = (where: SegmentWhere) => [...turningsOf(where).values()]

it.each<[string, SegmentWhere, string[]]>([
  ['at least so often', { count: { fact: 'A' }, op: 'atLeast', value: 2 }, ['yes']],
  ['at most so often', { count: { fact: 'A' }, op: 'atMost', value: 2 }, ['no']],
  ['exactly so often', { count: { fact: 'A' }, op: 'equals', value: 2 }, ['either']],
  ['never', { not: { count: { fact: 'A' }, op: 'atLeast', value: 1 } }, ['no']],
  ['in the first days after another', { count: { fact: 'A' }, within: { after: { fact: 'B' }, for: { n: 1, unit: 'days' } }, op: 'atLeast', value: 1 }, ['yes', 'either']],
  ['a sum', { measure: 'sum', property: 'a', of: { fact: 'A' }, op: 'moreThan', value: 2 }, ['either']],
  ['different values', { measure: 'distinct', property: 'a', of: { fact: 'A' }, op: 'moreThan', value: 2 }, ['yes']],
  ['the most, below', { measure: 'max', property: 'a', of: { fact: 'A' }, op: 'lessThan', value: 2 }, ['either']],
  ['the least, below', { measure: 'min', property: 'a', of: { fact: 'A' }, op: 'lessThan', value: 2 }, ['yes']],
  ['one after the other', { sequence: [{ fact: 'A' }, { fact: 'B' }] }, ['yes', 'yes']],
  ['nothing between', { sequence: [{ fact: 'A' }, { fact: 'B' }], without: { fact: 'C' } }, ['yes', 'yes', 'either']],
  ['both ways', { all: [{ count: { fact: 'A' }, op: 'atLeast', value: 1 }, { count: { fact: 'A' }, op: 'atMost', value: 3 }] }, ['either']],
  ['known', { trait: 'plan', op: 'exists' }, []],
])('%s', (_, where, expected) => expect(turning(where)).toEqual(expected)) // prettier-ignore

const facts = fc.record({
  type: fc.constantFrom('track', 'identify'),
  name: historyWords.facts,
  ago: fc.oneof(fc.integer({ min: -24, max: 72 }), fc.integer({ min: 0, max: 9000 })),
  properties: fc.dictionary(fc.constantFrom('a', 'b'), historyWords.values, { maxKeys: 2, noNullPrototype: true }),
  id: fc.string({ maxLength: 4 }),
})
type Fact = typeof facts extends fc.Arbitrary<infer Made> ? Made : never
const LEAVES = ['count', 'measure', 'edge', 'time', 'sequence', 'stopped', 'regularly', 'profile'] as const
const rules = anyRule({ ...historyWords, depth: 2, leaves: LEAVES })

function write({ type, name, ago, properties, id }: Fact) {
  return { type, name, time: NOW - ago * HOUR, tie: crc32(id), properties: JSON.stringify(properties) }
}

/** Somebody who did this, and of whom nothing else is known. */
function personOf(facts: Person['facts']): Person {
  return { ...NOBODY, facts }
}

it('whoever a fact cannot turn stays as they are when it comes, and for as long as without it', () => {
  const property = fc.property(rules, fc.array(facts, { maxLength: 8 }), facts, (where, before, fact) => {
    const rule = compileRule(where, { timeZone: TIME_ZONE, normalise: (_, value) => value })
    const remember = compileMemory(rule.needs, TIME_ZONE)
    const [without, withIt] = [personOf(remember(before.map(write))), personOf(remember([...before, fact].map(write)))]
    const turnings = turningsOf(where)
    const meant = rule.needs.filter(({ stream }) => compileStream(stream, TIME_ZONE)(toMatched(write(fact))))
    const ways = new Set(meant.map(({ stream }) => turnings.get(streamKey(stream))))
    const { holds, next } = rule.ask(without, momentIn(TIME_ZONE, NOW))
    fc.pre(ways.size === 1 && ways.has(holds ? 'yes' : 'no'))
    expect(rule.ask(withIt, momentIn(TIME_ZONE, NOW)).holds).toBe(holds)
    if (next < Infinity) expect(rule.ask(withIt, momentIn(TIME_ZONE, next - 1)).holds).toBe(holds)
  })
  fc.assert(property, { seed: inject('seed'), numRuns: 2_000 })
})
