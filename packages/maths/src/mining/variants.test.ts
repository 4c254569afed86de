import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOf, textbookLog } from './log-of.ts'
import { orderColumns } from './ordered-log.ts'
import { casesOf, variantsOf } from './variants.ts'
import type { Variants } from './variants.ts'

function wordsOf({ activities, variants }: Variants): string[] {
  return variants.map(({ sequence }) => Array.from(sequence, (activity) => activities[activity]).join(''))
}

test('the textbook log, from the most frequent on', () => {
  const variants = variantsOf(textbookLog())
  expect(wordsOf(variants)).toEqual(['abcd', 'acbd', 'aed'])
  expect(variants.variants.map(({ count, exampleCase }) => [count, exampleCase])).toEqual([
    [3, 0],
    [2, 3],
    [1, 5],
  ])
  expect(variants.variants.map(({ share, cumulative }) => [share, cumulative])).toEqual([
    [3 / 6, 3 / 6],
    [2 / 6, 5 / 6],
    [1 / 6, 1],
  ])
  expect([...casesOf(variants, 1)]).toEqual([3, 4])
})

test('of nothing there are none', () => {
  expect(variantsOf(logOf([])).variants).toEqual([])
})

test('every case is in one variant, and the variants are what grouping by hand gives', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'abc'.split('')), minLength: 1, maxLength: 4 }), { maxLength: 40 })
  fc.assert(
    fc.property(words, (some) => {
      const variants = variantsOf(logOf(some))
      const sequences = wordsOf(variants)
      expect(new Set(sequences)).toEqual(new Set(some))
      expect(variants.variants.reduce((sum, { count }) => sum + count, 0)).toBe(some.length)
      expect(variants.variants.map(({ count }) => count)).toEqual(variants.variants.map(({ count }) => count).sort((a, b) => b - a))
      for (const [v, word] of sequences.entries()) {
        const cases = [...some.keys()].filter((c) => some[c] === word)
        expect([...casesOf(variants, v)]).toEqual(cases)
        expect(cases.every((c) => variants.variantOf[c] === v)).toBe(true)
      }
      if (some.length > 0) expect(variants.variants.at(-1)!.cumulative).toBe(1)
    }),
  )
})

test('two journeys of half a million steps that differ in the last', () => {
  const half = 500_000
  const activityOf = new Uint32Array(2 * half)
  activityOf[2 * half - 1] = 1
  const caseOf = activityOf.map((_, k) => Math.floor(k / half))
  const log = orderColumns({ activities: ['a', 'b'], cases: ['x', 'y'], caseOf, activityOf, timeOf: activityOf.map((_, k) => k) })
  expect(variantsOf(log).variants.map(({ count, sequence }) => [count, sequence.length])).toEqual([
    [1, half],
    [1, half],
  ])
})
