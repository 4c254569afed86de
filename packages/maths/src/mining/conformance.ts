import { Aligner, SILENT, UNSEEN } from '../petri/align.ts'
import type { SearchModel, Step } from '../petri/align.ts'
import type { PetriNet } from '../petri/petri-net.ts'
import { reachabilityOf } from '../petri/reachability.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import { deviationsOf } from './deviations.ts'
import type { AlignedVariant, Deviation, Move } from './deviations.ts'
import type { Variant, Variants } from './variants.ts'

export type Conformance = {
  /** By variant; undefined where the search would have needed more than the limits allow. */
  aligned: (AlignedVariant | undefined)[]
  /** Everything below is about aligned cases; these are not in it. */
  unaligned: { variants: number; cases: number }
  /** Cases without a deviation. */
  fitting: Share
  /** Deviations of all cases together, and the mean fitness of a case. */
  cost: number
  meanFitness: number
  /** The fewest activities that lead through the model. */
  shortestRun: number
  deviations: Deviation[]
}
/**
 * `markings` of the model; `pairs` of a place in a sequence and a marking, at 8 bytes each; `allPairs` of all sequences together, which bounds the time:
 * those that come last stay unaligned.
 */
export type AlignmentLimits = { markings: number; pairs: number; allPairs?: number }

const LIMITS: AlignmentLimits = { markings: 100_000, pairs: 2 ** 24 }

/**
 * Holds what was lived against a model, by optimal alignments of unit cost, one a variant (W. van der Aalst, A. Adriansyah and B. van Dongen,
 * “Replaying history on process models for conformance checking and performance analysis”, WIREs Data Mining and Knowledge Discovery 2, 2012, whose
 * fitness this is). The cost is unique; which moves it is made of may not be, but they are the same each time. A model without bounds or without an
 * end is told as a problem.
 */
export function conformanceOf(variants: Variants, net: PetriNet, limits = LIMITS): Conformance | { problem: string } {
  const space = reachabilityOf(net, limits.markings)
  if ('problem' in space) return space
  const model = searchModel(net, { space, activities: variants.activities })
  const aligner = new Aligner(model, limits.pairs)
  const shortestRun = space.toEnd[0]!
  let left = limits.allPairs ?? Infinity
  const aligned = variants.variants.map(({ sequence }): AlignedVariant | undefined => {
    left -= (sequence.length + 1) * space.markings
    const found = left < 0 ? undefined : aligner.align(sequence)
    if (!found) return undefined
    const worst = sequence.length + shortestRun
    const moves = found.steps.flatMap((step) => moveOf(step, { net, model, sequence, activities: variants.activities }))
    return { cost: found.cost, fitness: worst === 0 ? 1 : 1 - found.cost / worst, moves }
  })
  return { aligned, shortestRun, ...totals(variants.variants, aligned), deviations: deviationsOf(variants.variants, aligned) }
}

function totals(variants: readonly Variant[], aligned: readonly (AlignedVariant | undefined)[]) {
  let [cases, fittingCases, cost, fitness, missed] = [0, 0, 0, 0, 0]
  for (const [index, { count }] of variants.entries()) {
    const variant = aligned[index]
    if (!variant) {
      missed += count
      continue
    }
    cases += count
    cost += count * variant.cost
    fitness += count * variant.fitness
    if (variant.cost === 0) fittingCases += count
  }
  return {
    unaligned: { variants: aligned.filter((variant) => !variant).length, cases: missed },
    fitting: shareOf(fittingCases, cases),
    cost,
    meanFitness: fitness / cases,
  }
}

function searchModel(net: PetriNet, { space, activities }: Pick<SearchModel, 'space'> & { activities: readonly string[] }): SearchModel {
  const numbers = new Map(activities.map((name, activity) => [name, activity]))
  const ofTransition = net.transitions.map(({ label }) => (label === undefined ? SILENT : (numbers.get(label) ?? UNSEEN)))
  const modelled = new Uint8Array(activities.length)
  for (const activity of ofTransition) if (activity >= 0) modelled[activity] = 1
  return { space, activityOf: Int32Array.from(space.transition, (transition) => ofTransition[transition]!), modelled }
}

type Shown = { net: PetriNet; model: SearchModel; sequence: Uint32Array; activities: readonly string[] }

/** Silent transitions are nobody's experience. */
function moveOf({ event, arc }: Step, { net, model, sequence, activities }: Shown): Move[] {
  const transition = arc === -1 ? undefined : net.transitions[model.space.transition[arc]!]!
  const part = transition?.part === undefined ? {} : { part: transition.part }
  if (event === -1) return transition?.label === undefined ? [] : [{ kind: 'missing', activity: transition.label, ...part }]
  const activity = sequence[event]!
  const kind = transition ? 'met' : model.modelled[activity] ? 'wrong order' : 'ad hoc'
  return [{ kind, activity: activities[activity]!, ...part }]
}
