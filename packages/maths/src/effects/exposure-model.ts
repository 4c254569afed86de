import { inverseOf } from '../algebra/inverse.ts'
import { dot } from './dot.ts'
import type { Regression } from './likelihood.ts'
import { fitFrom } from './newton.ts'
import type { Fit } from './newton.ts'
import { prepareKnown } from './known-before.ts'

/**
 * Who is compared: their places among all people, whether each had the outcome (1), what was known of them (after a column of ones) with the sums of its
 * products, and the coefficients that it has without any exposure.
 */
export type Population = {
  people: Uint32Array
  outcomes: Uint8Array
  known: Float64Array[]
  products: number[][]
  baseline: Float64Array
}
/** Whether each of a population was exposed (1). */
export type Study = Population & { exposed: Uint8Array }

/** `separated`: the sample fits best with infinite odds, which no interval can hold. `collinear`: exposure follows from what was known. */
export type Unfit = 'separated' | 'collinear'

/** An odds ratio known to a factor of e^±20 is not known at all. */
const ERROR_MAX = 10

/** These people, and the regression without an exposure from which all those with one begin. */
export function populationOf(people: Uint32Array, allOutcomes: Uint8Array, knownBefore: readonly ArrayLike<number>[]): Population {
  const outcomes = pick(allOutcomes, people)
  const known = [new Float64Array(people.length).fill(1), ...prepareKnown(knownBefore, people)]
  const guess = firstGuess({ outcomes, columns: known })
  const fit = fitFrom({ outcomes, columns: known }, guess)
  const products = known.map((column) => known.map((other) => dot(column, other)))
  return { people, outcomes, known, products, baseline: fit?.coefficients ?? guess }
}

/** Those of the values that belong to these people, in their order. */
export function pick(values: Uint8Array, people: Uint32Array): Uint8Array {
  const picked = new Uint8Array(people.length)
  for (let i = 0; i < people.length; i += 1) picked[i] = values[people[i]!]!
  return picked
}

/** Logistic regression of the outcome on what was known before and, last, the exposure. */
export function fitExposure(study: Study): Fit | Unfit {
  const columns = columnsOf(study)
  const withExposure = columns.map((column) => dot(column, columns.at(-1)!))
  if (!inverseOf([...study.products, withExposure])) return 'collinear'
  const fit = fitFrom({ outcomes: study.outcomes, columns }, Float64Array.from([...study.baseline, 0]))
  return fit && Math.sqrt(fit.covariance.at(-1)!.at(-1)!) < ERROR_MAX ? fit : 'separated'
}

/** What was known, the leading ones included, and the exposure. */
export function columnsOf({ known, exposed }: Study): Float64Array[] {
  return [...known, Float64Array.from(exposed)]
}

/** The share of all, whatever was known of them. */
function firstGuess({ outcomes, columns }: Regression): Float64Array {
  const count = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  const guess = new Float64Array(columns.length)
  guess[0] = Math.log((count + 0.5) / (outcomes.length - count + 0.5))
  return guess
}
