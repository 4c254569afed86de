import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conversionFrom, eliminate } from './absorb.ts'
import { chainOf } from './chain.ts'
import type { Order } from './chain.ts'
import type { PathCount } from './paths.ts'
import { bootstrap, flowOfCounts, removalEffects } from './removal.ts'

const orders: Order[] = [1, 2, 3]

function chained(paths: PathCount[], order: Order = 1) {
  const chain = chainOf(paths, order)
  return { chain, flow: flowOfCounts(chain, paths) }
}

function effectsOf(paths: PathCount[], order: Order = 1): Record<string, number> {
  const { chain, flow } = chained(paths, order)
  return Object.fromEntries(removalEffects(chain, flow).map((effect, i) => [chain.touchpoints[i]!, effect]))
}

/** The three journeys that the method is usually explained with. */
const textbook: PathCount[] = [
  { steps: ['C1', 'C2', 'C3'], converted: 1, lost: 0 },
  { steps: ['C1'], converted: 0, lost: 1 },
  { steps: ['C2', 'C3'], converted: 0, lost: 1 },
]

const manyPaths = fc.array(
  fc.record({
    steps: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 9 }),
    converted: fc.nat(9),
    lost: fc.nat(9),
  }),
  { minLength: 1, maxLength: 15 },
)

test('the textbook example, worked out by hand', () => {
  const effects = effectsOf(textbook)
  expect(effects.C1).toBeCloseTo(0.5, 14)
  expect(effects.C2).toBeCloseTo(1, 14)
  expect(effects.C3).toBeCloseTo(1, 14)
})

test('with a memory of three, who begins with C2 is known never to convert', () => {
  const { chain, flow } = chained(textbook, 3)
  const conversion = conversionFrom(chain, flow)
  const remembers = (...steps: string[]) =>
    chain.memories.findIndex((memory) => memory.map((place) => chain.touchpoints[place]).join() === steps.join())
  expect(conversion[remembers('C1')]).toBe(0.5)
  expect(conversion[remembers('C2')]).toBe(0)
  expect(effectsOf(textbook, 3).C1).toBe(1)
})

test('a loop on the spot changes nothing, a loop by way of another does', () => {
  const lost = { steps: ['a'], converted: 0, lost: 3 }
  const straight = effectsOf([{ steps: ['a', 'b'], converted: 2, lost: 1 }, lost])
  expect(effectsOf([{ steps: ['a', 'a', 'a', 'b', 'b'], converted: 2, lost: 1 }, lost])).toEqual(straight)
  expect(effectsOf([{ steps: ['a', 'c', 'a', 'b'], converted: 2, lost: 1 }, lost]).b).toBeCloseTo(straight.b!, 12)
  expect(effectsOf([{ steps: ['a', 'c', 'a', 'b'], converted: 2, lost: 1 }, lost])).toHaveProperty('c')
})

test.each(orders)('effects are shares, and the chain converts whom the paths converted (order %d)', (order) => {
  fc.assert(
    fc.property(manyPaths, (paths) => {
      const { chain, flow } = chained(paths, order)
      const [converted, lost] = (['converted', 'lost'] as const).map((kind) => paths.reduce((sum, path) => sum + path[kind], 0))
      if (converted! + lost! > 0) expect(conversionFrom(chain, flow)[0]).toBeCloseTo(converted! / (converted! + lost!), 10)
      for (const effect of removalEffects(chain, flow)) {
        expect(effect).toBeGreaterThanOrEqual(0)
        expect(effect).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test.each(orders)('the order of the paths, and one path counted in two parts, make no difference (order %d)', (order) => {
  fc.assert(
    fc.property(manyPaths, (paths) => {
      const halves = paths.flatMap(({ steps, converted, lost }) => [
        { steps, converted, lost: 0 },
        { steps, converted: 0, lost },
      ])
      const [effects, others] = [effectsOf(paths, order), effectsOf(halves.reverse(), order)]
      for (const [touchpoint, effect] of Object.entries(effects)) expect(others[touchpoint]).toBeCloseTo(effect, 10)
    }),
  )
})

test('a touchpoint on every path that converted takes all of them with it', () => {
  fc.assert(
    fc.property(manyPaths, (paths) => {
      const through = paths.map((path) => ({ ...path, steps: ['door', ...path.steps] }))
      if (through.some(({ converted }) => converted > 0)) expect(effectsOf(through).door).toBe(1)
    }),
  )
})

test('iteration over many states finds what elimination finds', () => {
  const paths = Array.from({ length: 300 }, (_, i) => ({
    steps: Array.from({ length: 2 + (i % 7) }, (__, k) => `t${(i * (k + 3) + k * k) % 90}`),
    converted: i % 3,
    lost: 1 + (i % 5),
  }))
  const { chain, flow } = chained(paths)
  expect(chain.memories.length).toBeGreaterThan(64)
  const exact = eliminate(chain, flow)
  for (const [state, probability] of conversionFrom(chain, flow).entries()) expect(probability).toBeCloseTo(exact[state]!, 11)
})

test('rounds without number are neither slow nor inexact, with few states and with many', () => {
  const rounds = (length: number, count: number) => Array.from({ length: length * count }, (_, i) => `t${i % length}`)
  const few = [
    { steps: rounds(2, 50_000), converted: 1, lost: 0 },
    { steps: ['t0'], converted: 0, lost: 3 },
  ]
  expect(conversionFrom(...inOrder(few))[0]).toBeCloseTo(0.25, 9)
  const many = [
    { steps: rounds(80, 1_000), converted: 1, lost: 0 },
    { steps: ['t5'], converted: 0, lost: 1 },
  ]
  expect(conversionFrom(...inOrder(many))[0]).toBeCloseTo(0.5, 9)
})

function inOrder(paths: PathCount[]) {
  const { chain, flow } = chained(paths)
  return [chain, flow] as const
}

test('nothing comes of nothing', () => {
  expect(effectsOf([])).toEqual({})
  expect(effectsOf([{ steps: ['a'], converted: 0, lost: 4 }])).toEqual({ a: 0 })
  expect(effectsOf([{ steps: [], converted: 1, lost: 1 }])).toEqual({})
})

test('a bootstrap is repeatable, and as wide as theory says', () => {
  // Without touchpoint a those remain who converted directly: the effect is a binomial share.
  const paths = [
    { steps: ['a'], converted: 30, lost: 200 },
    { steps: [], converted: 70, lost: 100 },
  ]
  const { chain } = chained(paths)
  const run = (seed: number) => bootstrap(chain, paths, { estimate: removalEffects, seed, resamples: 2_000 })[0]!
  const found = run(1)
  expect(found).toEqual(run(1))
  expect(found).not.toEqual(run(2))
  const standardError = Math.sqrt((0.3 * 0.7) / 100)
  expect(found.value).toBeCloseTo(0.3, 12)
  // A standard error from 2,000 resamples is itself off by about 1.6%.
  expect(Math.abs(found.standardError / standardError - 1)).toBeLessThan(0.08)
  expect(found.low).toBeCloseTo(0.3 - 1.96 * standardError, 1)
  expect(found.high).toBeCloseTo(0.3 + 1.96 * standardError, 1)
})
