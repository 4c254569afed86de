import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitLogistic } from '../scoring/logistic.ts'
import { fitExposure, populationOf } from './exposure-model.ts'
import type { Study } from './exposure-model.ts'
import type { Fit } from './newton.ts'
import { fromLogOdds } from './odds-ratio.ts'
import { standardisedDifference } from './standardise.ts'

type Person = { exposed: boolean; outcome: boolean; known: number[] }

function study(people: Person[]): Study {
  const columns = (people[0]?.known ?? []).map((_, k) => people.map(({ known }) => known[k]!))
  const outcomes = Uint8Array.from(people, ({ outcome }) => Number(outcome))
  const exposed = Uint8Array.from(people, (one) => Number(one.exposed))
  return { ...populationOf(Uint32Array.from(people.keys()), outcomes, columns), exposed }
}

function times(count: number, person: Person): Person[] {
  return Array.from({ length: count }, () => person)
}

/** Kidney stones (C. R. Charig and others, British Medical Journal 292, 1986): small or large, with open surgery or without, cured or not. */
const stones = [
  { large: 0, open: true, cured: 81, n: 87 },
  { large: 0, open: false, cured: 234, n: 270 },
  { large: 1, open: true, cured: 192, n: 263 },
  { large: 1, open: false, cured: 55, n: 80 },
].flatMap(({ large, open, cured, n }) => [
  ...times(cured, { exposed: open, outcome: true, known: [large] }),
  ...times(n - cured, { exposed: open, outcome: false, known: [large] }),
])

const model = (people: Person[]) => fitExposure(study(people)) as Fit

test('open surgery cures fewer, but more of either size of stones', () => {
  const { coefficients, covariance } = model(stones)
  const { value, low, high } = fromLogOdds(coefficients.at(-1)!, Math.sqrt(covariance.at(-1)!.at(-1)!))
  // By numpy, from the likelihood equations.
  expect([value, low, high].map((one) => Number(one.toFixed(5)))).toEqual([1.42936, 0.91232, 2.23942])
  const { difference, ...interval } = standardisedDifference(study(stones), model(stones))
  expect([difference, interval.low, interval.high].map((one) => Number(one.toFixed(5)))).toEqual([0.05414, -0.01383, 0.12211])
})

test('the fit is that of plain logistic regression, in whatever units things were known', () => {
  const number = fc.integer({ min: -3, max: 3 })
  const people = fc.array(fc.record({ exposed: fc.boolean(), outcome: fc.boolean(), known: fc.tuple(number, number) }), {
    minLength: 60,
    maxLength: 90,
  })
  fc.assert(
    fc.property(people, fc.constantFrom(0.001, 1, 5_000), (some, unit) => {
      const fit = fitExposure(study(some.map((one) => ({ ...one, known: one.known.map((value) => unit * value + 7 * unit) }))))
      if (typeof fit === 'string') return
      const plain = fitLogistic(
        { rows: some.map(({ known, exposed }) => [...known, Number(exposed)]), outcomes: some.map(({ outcome }) => outcome) },
        0,
      )
      expect(fit.coefficients.at(-1)!).toBeCloseTo(plain.coefficients.at(-1)!, 5)
      expect(Math.sqrt(fit.covariance.at(-1)!.at(-1)!)).toBeCloseTo(plain.standardErrors!.coefficients.at(-1)!, 5)
    }),
    { numRuns: 30 },
  )
})

test('with nothing known, what is standardised is the plain difference', () => {
  const people = stones.map((one) => ({ ...one, known: [] }))
  expect(standardisedDifference(study(people), model(people)).difference).toBeCloseTo(273 / 350 - 289 / 350, 9)
})

test('an exposure that decides alone is said to be separated', () => {
  const others = stones.filter(({ exposed }) => !exposed)
  expect(fitExposure(study([...others, ...times(50, { exposed: true, outcome: true, known: [1] })]))).toBe('separated')
})

test('an exposure that follows from what was known is said to be collinear', () => {
  const told = stones.map((one) => ({ ...one, known: [Number(one.exposed)] }))
  expect(fitExposure(study(told))).toBe('collinear')
  expect(fitExposure(study(told.map((one) => ({ ...one, outcome: one.exposed }))))).toBe('collinear')
})

test('a few who are separated by what was known do not stand in the way', () => {
  const known = (one: Person, rare: number) => ({ ...one, known: [...one.known, rare] })
  const few = times(3, { exposed: true, outcome: false, known: [0, 1] })
  const { coefficients } = model([...stones.map((one) => known(one, 0)), ...few])
  expect(coefficients.at(-1)!).toBeCloseTo(Math.log(1.42936), 4)
})

test('what does not vary, or follows from what else was known, is left out', () => {
  const people = stones.map((one) => ({ ...one, known: [one.known[0]!, 42, 0.1 - one.known[0]! / 3] }))
  expect(model(people).coefficients).toEqual(model(stones).coefficients)
})
