import { blockNet, conformanceOf } from '@percorso/maths'
import type { MapDocument, MapStage, MapStep } from '@percorso/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { designOf } from './design-of-map.ts'

type Drawn = Pick<MapDocument, 'stages' | 'steps'>

const TOUCHPOINTS = new Set([1, 2, 3, 4])
const RUNS_MAX = 1_500

const stageOf = (part: Partial<MapStage> = {}): MapStage => ({
  name: 'Stage',
  place: 1,
  phase: 'before',
  order: 'drawn',
  repeats: false,
  ...part,
})
const stepOf = (touchpoints: number[], part: Partial<MapStep> = {}): MapStep => ({
  name: 'Step',
  stage: 'a',
  place: 1,
  branch: '',
  optional: false,
  repeats: false,
  touchpoints,
  within: null,
  score: null,
  failed: [],
  ...part,
}) // prettier-ignore

function costOf(drawn: Drawn, word: string): number {
  const letters = '1234x'.split('')
  const sequence = Uint32Array.from(word, (letter) => letters.indexOf(letter))
  const found = conformanceOf(
    {
      activities: letters,
      variants: [{ sequence, count: 1, share: 1, cumulative: 1, exampleCase: 0 }],
      variantOf: new Uint32Array(1),
      byVariant: { starts: Uint32Array.of(0, 1), members: new Uint32Array(1) },
    },
    blockNet(designOf(drawn, TOUCHPOINTS).block),
  )
  if ('problem' in found) throw new Error(found.problem)
  return found.cost
}

// What a map says, as anyone would read it: all ways to go, as words whose letters are touchpoints.

const join = (a: string[], b: string[]) => unique(a.flatMap((x) => b.map((y) => x + y)))
const unique = (words: string[]) => {
  const all = [...new Set(words)]
  fc.pre(all.length <= RUNS_MAX)
  return all
}
const rounds = (words: string[], most: number) => {
  let all = words
  for (let round = 1; round < most; round += 1) all = unique([...all, ...join(all, words)])
  return all
}
const shuffles = (a: string, b: string): string[] =>
  a === '' || b === ''
    ? [a + b]
    : [...shuffles(a.slice(1), b).map((rest) => a[0]! + rest), ...shuffles(a, b.slice(1)).map((rest) => b[0]! + rest)]

function waysOfStep({ touchpoints, optional, repeats }: MapStep, most: number): string[] {
  const seen = touchpoints.filter((id) => TOUCHPOINTS.has(id))
  return seen.length === 0 ? [''] : rounds([...new Set(seen.map(String)), ...(optional ? [''] : [])], repeats ? most : 1)
}

function waysOfStage({ order, repeats }: MapStage, steps: MapStep[], most: number): string[] {
  const named = [...new Set(steps.map(({ branch }) => branch))].filter((branch) => branch !== '')
  const along = (branch: string) => steps.filter((step) => step.branch === branch).map((step) => waysOfStep(step, most)).reduce(join, [''])
  const units = steps.flatMap((step) => {
    if (step.branch === '') return [waysOfStep(step, most)]
    return step === steps.find(({ branch }) => branch !== '') ? [unique(named.flatMap(along))] : []
  })
  const together = (a: string[], b: string[]) => unique(a.flatMap((x) => b.flatMap((y) => shuffles(x, y))))
  return rounds(units.reduce(order === 'drawn' ? join : together, ['']), repeats ? most : 1)
} // prettier-ignore

/** Nothing is gone through again more often than `most` says. */
function waysOf({ stages, steps }: Drawn, most: number): string[] {
  const sorted = <Item extends { place: number }>(all: Record<string, Item>) => Object.entries(all).sort(([a, x], [b, y]) => x.place - y.place || a.localeCompare(b))
  return sorted(stages)
    .map(([key, stage]) => waysOfStage(stage, sorted(steps).map(([, step]) => step).filter((step) => step.stage === key), most))
    .reduce(join, [''])
} // prettier-ignore

/** The fewest letters to leave out of both so that the same is left. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, () => 0)
  for (const letter of a) {
    const row = [0]
    for (let j = 0; j < b.length; j += 1) row.push(letter === b[j] ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!))
    above = row
  }
  return a.length + b.length - 2 * above.at(-1)!
}

/** How far away the nearest way is: with more rounds than the word has letters none is nearer, and with as many as make it as near as claimed it is so. */
function nearest(drawn: Drawn, lived: string, claimed: number): number {
  for (let most = 3; ; most += 1) {
    const least = waysOf(drawn, most).reduce((so, way) => Math.min(so, distance(lived, way)), Infinity)
    if (least <= claimed || most > lived.length) return least
  }
}

const seldom = fc.integer({ min: 0, max: 4 }).map((n) => n === 0)
const anyStage = fc
  .record({ place: fc.integer({ min: 1, max: 3 }), order: fc.constantFrom<MapStage['order']>('drawn', 'any'), repeats: seldom })
  .map(stageOf)
const anyStep = fc
  .record({
    stage: fc.constantFrom('a', 'b'),
    place: fc.integer({ min: 1, max: 4 }),
    branch: fc.constantFrom('', '', '', 'shop', 'web'),
    optional: seldom,
    repeats: seldom,
    touchpoints: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
  })
  .map(({ touchpoints, ...part }) => stepOf(touchpoints, part))
const anyMap: fc.Arbitrary<Drawn> = fc.record({
  stages: fc.record({ a: anyStage, b: anyStage }),
  steps: fc.array(anyStep, { maxLength: 6 }).map((steps) => Object.fromEntries(steps.map((step, k) => [`s${k}`, step]))),
}) // prettier-ignore

/** A letter left out, put in, or two exchanged. */
function edited(word: string, { kind, at, letter }: { kind: number; at: number; letter: string }): string {
  const place = at % (word.length + 1)
  if (kind === 0) return word.slice(0, place) + word.slice(place + 1)
  if (kind === 1) return word.slice(0, place) + letter + word.slice(place)
  return word.slice(0, place) + (word[place + 1] ?? '') + (word[place] ?? '') + word.slice(place + 2)
}

const edit = fc.record({ kind: fc.integer({ min: 0, max: 2 }), at: fc.nat(), letter: fc.constantFrom(...'1234x'.split('')) })

test('whatever a map allows fits, and a step left out, added or exchanged costs what the nearest way that it allows is away', () => {
  fc.assert(
    fc.property(anyMap, fc.array(fc.tuple(fc.nat(), edit), { minLength: 1, maxLength: 4 }), (drawn, tries) => {
      const ways = waysOf(drawn, 2)
      for (const [which, change] of tries) {
        const way = ways[which % ways.length]!
        expect(costOf(drawn, way), way).toBe(0)
        const lived = edited(way, change)
        const cost = costOf(drawn, lived)
        expect(cost, lived).toBe(nearest(drawn, lived, cost))
      }
    }),
    { numRuns: 300 },
  )
})

test('a map without steps, or with none that can be seen, wants nothing', () => {
  expect(costOf({ stages: {}, steps: {} }, '12')).toBe(2)
  const gone = { stages: { a: stageOf() }, steps: { s: stepOf([9]), t: stepOf([]) } }
  expect(costOf(gone, '')).toBe(0)
  expect(designOf(gone, TOUCHPOINTS).steps.map(({ touchpoints }) => touchpoints)).toEqual([[], []])
})

test('twelve steps in any order are tried, optional and repeated as they may be; thirteen are refused', () => {
  const wide = (n: number) => ({
    stages: { a: stageOf({ order: 'any', name: 'Look around' }) },
    steps: Object.fromEntries(
      Array.from({ length: n }, (_, k) => [`s${k}`, stepOf([(k % 4) + 1], { repeats: true, optional: k % 2 === 0 })]),
    ),
  })
  expect(costOf(wide(12), '4321x')).toBe(1 + 4)
  expect(() => designOf(wide(13), TOUCHPOINTS)).toThrow(
    'The stage “Look around” has 13 steps in any order: journeys can be held against 12.',
  )
})
