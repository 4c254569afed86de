import type { TraitFormula } from '@percorso/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFormula } from '../../../../contract/src/testing/any-sum.ts'
import { historyWords } from '../../testing/any-history.ts'
import { momentIn } from './calendar.ts'
import { compileFormula } from './compile-formula.ts'
import type { CompiledFormula } from './compile-formula.ts'
import { compileStream, toMatched } from './match-facts.ts'
import type { Remembered } from './readings.ts'
import { addEvent, emptyState, prune } from './stream-state.ts'
import type { StreamState } from './stream-state.ts'
import { streamKey } from './streams.ts'

const TIME_ZONE = 'Europe/Warsaw'
const NOW = Date.parse('2026-04-10T10:00:00Z')
const HOUR_MS = 3_600_000

type Fact = { name: string; time: number; tie?: number; a?: unknown }

/** What is remembered of facts that arrive in this order, of which only what the formula needs is kept. */
function remember({ needs }: CompiledFormula, facts: Fact[]): Remembered {
  const states = new Map<string, StreamState>()
  for (const { stream } of needs) {
    const state = emptyState()
    const eventOf = compileStream(stream, TIME_ZONE)
    for (const { name, time, tie = 0, a } of facts) {
      const event = eventOf(toMatched({ type: 'track', name, time, tie, properties: JSON.stringify({ a }) }))
      if (event) addEvent(state, stream.kind, event)
    }
    states.set(streamKey(stream), state)
  }
  for (const [key, state] of states) {
    const keeps = needs.flatMap(({ stream, keep }) => (streamKey(stream) === key && keep ? [keep] : []))
    prune(state, keeps, NOW)
  }
  return (key) => states.get(key)
}

function valueOf(formula: TraitFormula, facts: Fact[], now = NOW): unknown {
  const compiled = compileFormula(formula, TIME_ZONE)
  return compiled.value(remember(compiled, facts), momentIn(TIME_ZONE, now))
}

const anyFact = fc.record({
  name: fc.constantFrom('Viewed', 'Ordered', 'identify'),
  time: fc.integer({ min: -9000, max: 48 }).map((hours) => NOW + hours * HOUR_MS),
  tie: fc.integer({ min: 0, max: 9 }),
  a: fc.constantFrom(undefined, 1, 2, 7.5, 'gold', '1', true, ['x']),
})
const anyFacts = fc.uniqueArray(anyFact, { maxLength: 12, selector: ({ time, tie }) => `${time} ${tie}` })

describe('any formula', () => {
  it('comes to the same whatever the order in which facts arrive', () => {
    fc.assert(
      fc.property(anyFormula(historyWords), anyFacts, (formula, facts) => {
        expect(valueOf(formula, facts.toReversed())).toEqual(valueOf(formula, facts))
      }),
      { numRuns: 500 },
    )
  })

  it('stays what it is until the moment it names', () => {
    fc.assert(
      fc.property(anyFormula(historyWords), anyFacts, fc.double({ min: 0, max: 1, noNaN: true }), (formula, facts, share) => {
        const compiled = compileFormula(formula, TIME_ZONE)
        const remembered = remember(compiled, facts)
        const next = compiled.next(remembered, momentIn(TIME_ZONE, NOW))
        expect(next).toBeGreaterThan(NOW)
        const before = Math.min(next - 1, NOW + 10_000 * HOUR_MS)
        for (const now of [NOW + Math.floor(share * (before - NOW)), before]) {
          expect(compiled.value(remembered, momentIn(TIME_ZONE, now))).toEqual(compiled.value(remembered, momentIn(TIME_ZONE, NOW)))
        }
      }),
      { numRuns: 500 },
    )
  })
})

const of = { fact: 'Ordered' }
const at = (text: string, more: Partial<Fact> = {}): Fact => ({ name: 'Ordered', time: Date.parse(text), ...more })

describe('a formula', () => {
  it('tells hours and weekdays by the clocks of the workspace, before summer time and in it', () => {
    expect(valueOf({ usual: 'hour', of }, [at('2026-03-29T00:30:00Z')])).toBe(1)
    expect(valueOf({ usual: 'hour', of }, [at('2026-03-29T01:30:00Z')])).toBe(3)
    expect(valueOf({ usual: 'weekday', of }, [at('2026-03-28T22:59:59Z')])).toBe(6)
    expect(valueOf({ usual: 'weekday', of }, [at('2026-03-28T23:00:00Z')])).toBe(7)
    expect(valueOf({ usual: 'hour', of }, [at('2026-03-28T22:59:59Z'), at('2026-03-28T23:00:00Z')])).toBe(0) // of two, the later
  })

  it('has days of 24 hours, also where a day has 23', () => {
    const since = { since: 'last', of, unit: 'days' } as const
    const saturday = at('2026-03-28T12:00:00Z')
    expect(valueOf(since, [saturday], Date.parse('2026-03-29T11:59:59Z'))).toBe(0)
    expect(valueOf(since, [saturday], Date.parse('2026-03-29T12:00:00Z'))).toBe(1)
    expect(valueOf(since, [at('2026-05-01T00:00:00Z')])).toBe(0) // dated later
    expect(valueOf({ ...since, unit: 'years' }, [at('2025-04-10T10:00:00.001Z')])).toBe(0)
    expect(valueOf({ ...since, unit: 'years' }, [at('2025-04-10T10:00:00Z')])).toBe(1)
  })

  it('takes of several favourites the latest, of facts at one time the one that counts as later, and no text for a number', () => {
    const favourite = { favourite: 'a', of } as const
    const [one, two, later] = ['2026-04-01', '2026-04-02', '2026-04-03']
    expect(valueOf(favourite, [at(one, { a: 'x' }), at(two, { a: 'y' })])).toBe('y')
    expect(valueOf(favourite, [at(one, { a: 'x' }), at(two, { a: 'y' }), at(later, { a: 'x' })])).toBe('x')
    expect(valueOf(favourite, [at(one, { a: 'x', tie: 2 }), at(one, { a: 'y', tie: 1 })])).toBe('x')
    expect(valueOf(favourite, [at(one, { a: 1 }), at(two, { a: 1 }), at(later, { a: '1' })])).toBe(1)
    expect(valueOf(favourite, [at(one, { a: ['x'] }), at(two), at(later)])).toEqual(['x']) // nothing is no favourite
  })

  it('is not there where something of it is not, or where it divides by nothing', () => {
    const count: TraitFormula = { count: of }
    const divide = (b: TraitFormula): TraitFormula => ({ op: 'divide', parts: [count, b] })
    const average: TraitFormula = { measure: 'average', property: 'a', of }
    expect(valueOf(divide(count), [])).toBeUndefined()
    expect(valueOf({ op: 'add', parts: [count, average] }, [at('2026-04-01', { a: 'no number' })])).toBeUndefined()
    expect(valueOf(divide({ number: 2 }), [])).toBe(0)
    expect(valueOf({ op: 'multiply', parts: [{ op: 'add', parts: [count, { number: 1e200 }] }, { number: 1e200 }] }, [])).toBeUndefined()
  })

  it('is not held up by an expression that is hard to match', () => {
    const hard: TraitFormula = { count: { where: [{ property: 'a', op: 'matches', value: '^(.*)*x$' }] } }
    expect(valueOf(hard, [at('2026-04-01', { a: `${'a'.repeat(20_000)}y` })])).toBe(0) // at once: RE2 tries nothing twice
  })
})
