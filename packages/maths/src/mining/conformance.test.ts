import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockNet } from '../petri/block-net.ts'
import type { Block } from '../petri/block-net.ts'
import type { PetriNet } from '../petri/petri-net.ts'
import { conformanceOf } from './conformance.ts'
import type { Conformance } from './conformance.ts'
import { logOf } from './log-of.ts'
import { orderColumns } from './ordered-log.ts'
import { variantsOf } from './variants.ts'

function check(words: string[], net: PetriNet, limits?: { markings: number; pairs: number }): Conformance {
  const found = conformanceOf(variantsOf(logOf(words)), net, limits)
  if ('problem' in found) throw new Error(found.problem)
  return found
}

function costOf(word: string, tree: Block): number {
  return check([word], blockNet(tree)).aligned[0]!.cost
}

const line = (word: string): Block => ({ kind: 'sequence', parts: word.split('') })

test('deviations in the words of customers', () => {
  const found = check(['abc', 'abc', 'ac', 'xabcx', 'acbc'], blockNet(line('abc')))
  expect(found).toMatchObject({ cost: 4, fitting: { share: 0.4, n: 5 }, shortestRun: 3, unaligned: { variants: 0, cases: 0 } })
  expect(found.deviations).toEqual([
    { kind: 'ad hoc', activity: 'x', times: 2, cases: 1, variants: [2] },
    { kind: 'missing', activity: 'b', times: 1, cases: 1, variants: [1] },
    { kind: 'wrong order', activity: 'c', times: 1, cases: 1, variants: [3] },
  ])
  expect(found.aligned[1]).toEqual({
    cost: 1,
    fitness: 1 - 1 / 5,
    moves: [
      { kind: 'met', activity: 'a' },
      { kind: 'missing', activity: 'b' },
      { kind: 'met', activity: 'c' },
    ],
  })
  expect(found.meanFitness).toBeCloseTo((1 + 1 + 4 / 5 + 6 / 8 + 6 / 7) / 5, 12)
})

test('loops, choices, silent steps and parallel branches', () => {
  const loop: Block = { kind: 'loop', parts: ['a', 'b'] }
  expect([costOf('a', loop), costOf('ababa', loop), costOf('aba' + 'ba'.repeat(30), loop), costOf('ab', loop), costOf('aa', loop)]).toEqual(
    [0, 0, 0, 1, 1],
  )
  const optional: Block = { kind: 'sequence', parts: ['a', { kind: 'choice', parts: ['b', 'c', { kind: 'nothing' }] }, 'd'] }
  expect([costOf('ad', optional), costOf('acd', optional), costOf('abcd', optional), costOf('da', optional)]).toEqual([0, 0, 1, 2])
  const parallel: Block = { kind: 'parallel', parts: [line('ab'), line('cd')] }
  expect([costOf('acbd', parallel), costOf('cdab', parallel), costOf('ba', parallel), costOf('dcab', parallel)]).toEqual([0, 0, 4, 2])
  const silentLoop: Block = { kind: 'loop', parts: [{ kind: 'nothing' }, { kind: 'nothing' }] }
  expect(costOf('zz', silentLoop)).toBe(2)
})

test('weights: two tokens are taken at once', () => {
  const net: PetriNet = {
    places: ['start', 'pair', 'end'],
    transitions: [
      { label: 'a', inputs: [{ place: 0, weight: 1 }], outputs: [{ place: 1, weight: 1 }] },
      { label: 'b', inputs: [{ place: 1, weight: 2 }], outputs: [{ place: 2, weight: 1 }] },
    ],
    initial: [2, 0, 0],
    final: [0, 0, 1],
  }
  expect(check(['aab', 'ab'], net).aligned.map((variant) => variant!.cost)).toEqual([0, 1])
})

test('two transitions of one name, of which only one leads on', () => {
  const tree: Block = { kind: 'choice', parts: [line('ab'), line('ac')] }
  expect([costOf('ab', tree), costOf('ac', tree), costOf('a', tree)]).toEqual([0, 0, 1])
})

test('what is too large is left out, and said', () => {
  const found = check(['ab', 'ab', 'ab'.repeat(50)], blockNet(line('ab')), { markings: 10, pairs: 100 })
  expect(found.aligned[1]).toBeUndefined()
  expect(found).toMatchObject({ unaligned: { variants: 1, cases: 1 }, cost: 0, fitting: { share: 1, n: 2 } })
  expect(conformanceOf(variantsOf(logOf(['ab'])), blockNet(line('ab')), { markings: 2, pairs: 100 })).toMatchObject({
    problem: expect.stringContaining('more than 2 states') as string,
  })
})

test('of nobody, nothing', () => {
  expect(check([], blockNet(line('ab')))).toMatchObject({ aligned: [], cost: 0, fitting: { n: 0 }, deviations: [] })
})

test('a journey of a million steps', () => {
  const activityOf = Uint32Array.from({ length: 1_000_000 }, (_, k) => k % 2)
  const columns = { activities: ['a', 'b'], cases: ['x'], caseOf: activityOf.map(() => 0), activityOf, timeOf: activityOf.map((_, k) => k) }
  const found = conformanceOf(variantsOf(orderColumns(columns)), blockNet({ kind: 'loop', parts: ['a', 'b'] }))
  expect('cost' in found && found.cost).toBe(1)
  const linear = check([`${'ab'.repeat(50_000)}bc`], blockNet(line('abc')))
  expect(linear.cost).toBe(100_002 - 3)
})

/** The fewest letters to leave out of both so that the same is left: by the longest common subsequence. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, () => 0)
  for (const letter of a) {
    const row = [0]
    for (let j = 0; j < b.length; j += 1) row.push(letter === b[j] ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!))
    above = row
  }
  return a.length + b.length - 2 * above.at(-1)!
}

const word = fc.string({ unit: fc.constantFrom(...'abcdx'.split('')), minLength: 1, maxLength: 10 })

test('against a line, the cost is the edit distance of insertions and deletions', () => {
  fc.assert(
    fc.property(word, word, (lived, designed) => {
      expect(costOf(lived, line(designed))).toBe(distance(lived, designed))
    }),
    { numRuns: 300 },
  )
})

const MANY = 400

/** All that a process without loops may do. */
function language(tree: Block): string[] {
  if (typeof tree === 'string') return [tree]
  if (tree.kind === 'nothing') return ['']
  if (tree.kind === 'step') return [...tree.labels]
  if (tree.kind === 'loop') throw new Error('of loops there is no end')
  const parts = tree.parts.map(language)
  if (tree.kind === 'choice') return parts.flat()
  const join = tree.kind === 'sequence' ? (a: string, b: string) => [a + b] : shuffles
  return parts.reduce((all, next) => [...new Set(all.flatMap((a) => next.flatMap((b) => join(a, b))))])
}

function shuffles(a: string, b: string): string[] {
  if (a === '' || b === '') return [a + b]
  return [...shuffles(a.slice(1), b).map((rest) => a[0]! + rest), ...shuffles(a, b.slice(1)).map((rest) => b[0]! + rest)]
}

const { tree: anyTree } = fc.letrec<{ tree: Block; inner: Block }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Block>(...'abcd'.split(''), { kind: 'nothing' }),
    tie('inner'),
  ),
  inner: fc.record({
    kind: fc.constantFrom('sequence', 'choice', 'parallel'),
    parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
  }),
}))

test('against any process without loops, the cost is the distance to the nearest of all that it may do', () => {
  fc.assert(
    fc.property(anyTree, fc.array(word, { minLength: 1, maxLength: 5 }), (tree, words) => {
      fc.pre(JSON.stringify(tree).length < 300)
      const allowed = language(tree)
      fc.pre(allowed.length < MANY)
      const variants = variantsOf(logOf(words))
      const found = conformanceOf(variants, blockNet(tree))
      if ('problem' in found) throw new Error(found.problem)
      for (const [v, { exampleCase }] of variants.variants.entries()) {
        const nearest = allowed.reduce((least, other) => Math.min(least, distance(words[exampleCase]!, other)), Infinity)
        const { cost, moves } = found.aligned[v]!
        expect(cost).toBe(nearest)
        expect(moves.filter(({ kind }) => kind !== 'met')).toHaveLength(cost)
        expect(
          moves
            .filter(({ kind }) => kind !== 'missing')
            .map(({ activity }) => activity)
            .join(''),
        ).toBe(words[exampleCase])
        const run = moves.filter(({ kind }) => kind === 'met' || kind === 'missing').map(({ activity }) => activity)
        expect(allowed).toContain(run.join(''))
      }
    }),
    { numRuns: 300 },
  )
})
