import fc from 'fast-check'
import { expect, test } from 'vitest'
import { funnelOf } from './funnel.ts'
import type { FunnelRules, FunnelStage } from './funnel.ts'
import { logOf, MINUTE_MS } from './log-of.ts'
import { orderLog } from './ordered-log.ts'

/** A stage a word: one activity a letter, optional with a question mark. */
function stagesOf(...words: string[]): FunnelStage[] {
  return words.map((word) => ({ activities: word.replace('?', '').split(''), optional: word.endsWith('?') }))
}

function reachedIn(words: string[], stages: FunnelStage[], rules: FunnelRules): number[] {
  return funnelOf(logOf(words), stages, rules).stages.map(({ reached }) => reached)
}

const LOOSE: FunnelRules = { order: 'loose' }
const STRICT: FunnelRules = { order: 'strict' }

test('how many reach each stage, in order, whatever else happens', () => {
  const words = ['abc', 'axbxc', 'cba', 'ab', 'xa', 'bc']
  expect(reachedIn(words, stagesOf('a', 'b', 'c'), LOOSE)).toEqual([5, 3, 2])
  const { stages } = funnelOf(logOf(words), stagesOf('a', 'b', 'c'), LOOSE)
  expect(stages.map(({ dropped }) => dropped)).toEqual([2, 1, 0])
  expect(stages[2]).toMatchObject({ ofFirst: { share: 0.4, n: 5 }, ofPrevious: { share: 2 / 3, n: 3 } })
  expect(stages[2]!.fromPrevious).toMatchObject({ n: 2, medianMs: 1.5 * MINUTE_MS })
  expect(stages[2]!.fromFirst).toMatchObject({ n: 2, medianMs: 3 * MINUTE_MS })
  expect(Array.from(stages[1]!.eventOf, (event) => event >= 0)).toEqual([true, true, false, true, false, false])
})

test('strict lets nothing come between, and takes the beginning that leads furthest', () => {
  expect(reachedIn(['abc', 'axbc', 'aabxabc', 'ab'], stagesOf('a', 'b', 'c'), STRICT)).toEqual([4, 3, 2])
})

test('any activity of a stage reaches it; one event stands for one stage', () => {
  expect(reachedIn(['ax', 'bx', 'cx'], stagesOf('ab', 'x'), LOOSE)).toEqual([2, 2])
  expect(reachedIn(['a', 'aa'], stagesOf('a', 'a'), LOOSE)).toEqual([2, 1])
})

test('an optional stage may be left out, and counts only between its neighbours', () => {
  expect(reachedIn(['aoc', 'ac', 'aco', 'oac', 'ao'], stagesOf('a', 'o?', 'c'), LOOSE)).toEqual([5, 2, 4])
  expect(reachedIn(['aoc', 'ac', 'axc', 'aopc', 'apoc'], stagesOf('a', 'o?', 'p?', 'c'), STRICT)).toEqual([5, 2, 2, 3])
  expect(reachedIn(['abo', 'ab'], stagesOf('a', 'b', 'o?'), LOOSE)).toEqual([2, 2, 1])
})

test('the time is counted from the first stage; a later beginning may do better', () => {
  const within = { order: 'loose', withinMs: 2 * MINUTE_MS } as const
  expect(reachedIn(['abc', 'axbxc', 'axxxabc', 'axxxb'], stagesOf('a', 'b', 'c'), within)).toEqual([4, 3, 2])
  const { stages } = funnelOf(logOf(['axxxabc']), stagesOf('a', 'b', 'c'), within)
  expect(stages.map(({ eventOf }) => eventOf[0])).toEqual([4, 5, 6])
})

test('what happens at the same time counts in the order of arrival', () => {
  const log = orderLog('ab'.split('').map((activity) => ({ case: 'x', activity, time: 0 })))
  expect(funnelOf(log, stagesOf('a', 'b'), LOOSE).stages.map(({ reached }) => reached)).toEqual([1, 1])
  expect(funnelOf(log, stagesOf('b', 'a'), LOOSE).stages.map(({ reached }) => reached)).toEqual([1, 0])
})

test('there is a first stage, and it is not optional', () => {
  expect(() => funnelOf(logOf(['a']), [], LOOSE)).toThrow(RangeError)
  expect(() => funnelOf(logOf(['a']), stagesOf('a?', 'b'), LOOSE)).toThrow(RangeError)
})

test('of nobody, nothing', () => {
  expect(funnelOf(logOf([]), stagesOf('a', 'b'), LOOSE)).toMatchObject({ cases: 0, stages: [{ reached: 0 }, { reached: 0 }] })
})

/** The most stages that any choice of events reaches: by trying them all. */
function furthest(word: string, stages: string[], { order, withinMs = Infinity }: FunnelRules): number {
  const best = (stage: number, from: number, start: number): number => {
    let most = 0
    for (let k = from; k < word.length; k += 1) {
      if (order === 'strict' && stage > 0 && k > from) break
      const begun = stage === 0 ? k : start
      if (stages[stage]?.includes(word[k]!) && (k - begun) * MINUTE_MS <= withinMs) most = Math.max(most, 1 + best(stage + 1, k + 1, begun))
    }
    return most
  }
  return best(0, 0, 0)
}

test('no choice of events gets further, and no stage is reached by more than the one before', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcd'.split('')), minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 8,
  })
  const stages = fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'bc'), { minLength: 1, maxLength: 4 })
  const rules = fc.record({ order: fc.constantFrom('loose', 'strict'), withinMs: fc.constantFrom(MINUTE_MS, 3 * MINUTE_MS, Infinity) })
  fc.assert(
    fc.property(words, stages, rules, (some, named, rule) => {
      const reached = reachedIn(some, stagesOf(...named), rule)
      const expected = named.map((_, stage) => some.filter((word) => furthest(word, named, rule) > stage).length)
      expect(reached).toEqual(expected)
      expect(reached).toEqual(reached.toSorted((a, b) => b - a))
    }),
    { numRuns: 300 },
  )
})

test('optional stages change nothing for the others', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'abco'.split('')), minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(words, (some) => {
      const [a, o, b] = reachedIn(some, stagesOf('a', 'o?', 'b'), LOOSE)
      expect([a, b]).toEqual(reachedIn(some, stagesOf('a', 'b'), LOOSE))
      expect(o).toBeLessThanOrEqual(a!)
    }),
  )
})

test('a journey of a million steps with a time limit that most beginnings miss', () => {
  const log = logOf([`${'ax'.repeat(500_000)}ab`])
  const { stages } = funnelOf(log, stagesOf('a', 'b'), { order: 'loose', withinMs: MINUTE_MS })
  expect(stages.map(({ eventOf }) => eventOf[0])).toEqual([1_000_000, 1_000_001])
})
