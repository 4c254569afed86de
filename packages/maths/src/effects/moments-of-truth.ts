import { newcombe } from '../probability/newcombe.ts'
import type { Counted, ShareDifference } from '../probability/newcombe.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import { eValueOf, riskRatioFrom } from './e-value.ts'
import type { EValue } from './e-value.ts'
import { fitExposure, pick, populationOf } from './exposure-model.ts'
import type { Population, Study, Unfit } from './exposure-model.ts'
import { fromLogOdds, oddsRatioOf } from './odds-ratio.ts'
import type { OddsRatio } from './odds-ratio.ts'
import { qValuesOf } from './q-values.ts'
import { standardisedDifference } from './standardise.ts'

/**
 * A touchpoint that may move the outcome. Columns hold 1 for each person of whom it is true; `reached` says who could have met it (without it,
 * everybody).
 */
export type Candidate = { touchpoint: string; exposed: Uint8Array; reached?: Uint8Array }

/** All columns are of the same people in the same order; `knownBefore` are those of what was known of them before the landmark, in any units. */
export type Question = { outcomes: Uint8Array; candidates: readonly Candidate[]; knownBefore: readonly ArrayLike<number>[] }

/**
 * At least `peopleMin` must have met a touchpoint, and as many not; what has a q-value up to `qMax` counts as found, of which a share of `qMax` is
 * false on average.
 */
export type Limits = { peopleMin: number; qMax: number }

/** With what was known before held fast: the odds ratio, and what the risk would differ by if everybody or nobody had met it. */
export type Adjusted = { oddsRatio: OddsRatio; difference: ShareDifference }

/** `mandatory`: nearly everybody meets it, so there is nobody to compare with; `too few`: on one side. Neither is tested. */
export type Verdict = 'strength' | 'weakness' | 'unclear' | 'mandatory' | 'too few'

export type Moment = {
  touchpoint: string
  verdict: Verdict
  /** Of how many who reached the stage, and how many of them met the touchpoint. */
  n: number
  exposedCount: number
  /** The share that had the outcome of those who met it, and of the others. */
  exposed: Share
  others: Share
  /** Newcombe's interval. */
  difference: ShareDifference
  oddsRatio: OddsRatio
  /** Why not, where it could not be had; undefined where nothing was known or nothing tested. */
  adjusted: Adjusted | Unfit | undefined
  /** Of the adjusted odds ratio, or of the plain one where the former is undefined or `separated`. Undefined where nothing was tested. */
  p: number | undefined
  q: number | undefined
  eValue: EValue | undefined
}

/** From this share on a step is one that everybody takes. */
const MANDATORY = 0.98

type Tested = Omit<Moment, 'q' | 'verdict'> & { standing: 'tested' | 'mandatory' | 'too few' }

/**
 * Which touchpoints go with the outcome, among people who could meet them: those found first, by how much they move the risk, then the others. An
 * association, not a cause: what was not known before may be behind it, and the E-value says how strong that would have to be.
 */
export function momentsOfTruth(question: Question, limits: Limits): Moment[] {
  const tested = studiesOf(question).map(({ touchpoint, study }) => testOne(study, touchpoint, limits))
  const judged = tested.filter(({ p }) => p !== undefined)
  const qValues = new Map(qValuesOf(judged.map(({ p }) => p!)).map((q, i) => [judged[i]!, q]))
  const moments = tested.map((one) => withVerdict(one, qValues.get(one), limits))
  return moments.sort((a, b) => Number(isFound(b)) - Number(isFound(a)) || Math.abs(effectOf(b)) - Math.abs(effectOf(a)))
}

/** By how much the risk differs: adjusted, where that could be had. */
export function effectOf({ adjusted, difference }: Pick<Moment, 'adjusted' | 'difference'>): number {
  return typeof adjusted === 'object' ? adjusted.difference.difference : difference.difference || 0
}

function isFound({ verdict }: Moment): boolean {
  return verdict === 'strength' || verdict === 'weakness'
}

function withVerdict({ standing, ...one }: Tested, q: number | undefined, { qMax }: Limits): Moment {
  if (standing !== 'tested') return { ...one, q, verdict: standing }
  const found = q !== undefined && q <= qMax
  return { ...one, q, verdict: !found ? 'unclear' : effectOf(one) > 0 ? 'strength' : 'weakness' }
}

/** Candidates that share their `reached` share a population, which is prepared once. */
function studiesOf({ outcomes, candidates, knownBefore }: Question): { touchpoint: string; study: Study }[] {
  const everybody = Uint32Array.from(outcomes.keys())
  const populations = new Map<Uint8Array | undefined, Population>()
  return candidates.map(({ touchpoint, exposed, reached }) => {
    const people = reached ? everybody.filter((person) => reached[person]) : everybody
    const population = populations.get(reached) ?? populationOf(people, outcomes, knownBefore)
    populations.set(reached, population)
    return { touchpoint, study: { ...population, exposed: pick(exposed, population.people) } }
  })
}

function testOne(study: Study, touchpoint: string, { peopleMin }: Limits): Tested {
  const [exposed, others] = countBoth(study)
  const n = exposed.n + others.n
  const plain = {
    touchpoint,
    n,
    exposedCount: exposed.n,
    exposed: shareOf(exposed.count, exposed.n),
    others: shareOf(others.count, others.n),
    difference: newcombe(exposed, others),
    oddsRatio: oddsRatioOf(exposed, others),
  }
  const untested = { ...plain, adjusted: undefined, p: undefined, eValue: undefined }
  if (n > 0 && exposed.n / n >= MANDATORY) return { ...untested, standing: 'mandatory' }
  if (Math.min(exposed.n, others.n) < peopleMin) return { ...untested, standing: 'too few' }
  const adjusted = study.known.length > 1 ? adjust(study) : undefined
  if (adjusted === 'collinear') return { ...untested, adjusted, standing: 'tested' }
  const odds = typeof adjusted === 'object' ? adjusted.oddsRatio : plain.oddsRatio
  const eValue = eValueOf(riskRatioFrom(odds, (exposed.count + others.count) / n))
  return { ...plain, adjusted, p: odds.p, eValue, standing: 'tested' }
}

function countBoth({ exposed, outcomes }: Study): [exposed: Counted, others: Counted] {
  const groups: [exposed: Counted, others: Counted] = [
    { count: 0, n: 0 },
    { count: 0, n: 0 },
  ]
  for (let i = 0; i < exposed.length; i += 1) {
    const group = groups[exposed[i] === 1 ? 0 : 1]
    group.n += 1
    group.count += outcomes[i]!
  }
  return groups
}

function adjust(study: Study): Adjusted | Unfit {
  const model = fitExposure(study)
  if (typeof model === 'string') return model
  const oddsRatio = fromLogOdds(model.coefficients.at(-1)!, Math.sqrt(model.covariance.at(-1)!.at(-1)!))
  return { oddsRatio, difference: standardisedDifference(study, model) }
}
