import { effectOf, qValuesOf } from '@percorso/maths'
import type { Moment } from '@percorso/maths'
import { createWorld, history } from '@percorso/simulator'
import type { Story } from '@percorso/simulator'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import type { Deed } from './lived.ts'
import { LIMITS, livedOutcomes, momentsOfLived } from './lived-moments.ts'
import { momentStudies } from './moment-studies.ts'
import type { DemoStudy, PlantedTruth } from './moment-studies.ts'
import { plantedEffect } from './planted-effects.ts'

const SEEDS = 20
const CUSTOMERS = 5_000
const END = Date.parse('2026-04-20T09:00:00Z')
const FALSE_SHARE_MAX = 0.1
/** Of twenty intervals of 95% each, all but three hold the truth, unless something is wrong (98 times in a hundred). */
const COVERED_MIN = 17

type Verdict = { truth: PlantedTruth; found: boolean; covered: boolean; off: number }
type Seed = { verdicts: Verdict[]; found: number; falselyFound: number; nulls: number; nullsBelow5: number }

/** Twenty worlds, each with truths and with things that have no effect: what is found in them. */
export function plantedFigures(): Figure[] {
  const seeds = Array.from({ length: SEEDS }, (_, seed) => askWorld(seed + 1))
  const falseShares = seeds.map(({ found, falselyFound }) => (found > 0 ? falselyFound / found : 0))
  const sum = (of: (seed: Seed) => number) => seeds.reduce((total, seed) => total + of(seed), 0)
  return [
    ...(['late delivery', 'appointment', 'app'] as const).flatMap((truth) => truthFigures(truth, seeds)),
    judge({ figure: 'demo.moments.false_discovery', value: falseShares.reduce((total, share) => total + share, 0) / SEEDS, unit: 'share', bar: FALSE_SHARE_MAX, rule: 'at most', n: SEEDS }),
    judge({ figure: 'demo.moments.nulls_below_5_percent', value: sum(({ nullsBelow5 }) => nullsBelow5) / sum(({ nulls }) => nulls), unit: 'share', n: sum(({ nulls }) => nulls) }),
    judge({ figure: 'demo.moments.nulls_found', value: sum(({ falselyFound }) => falselyFound), unit: 'touchpoints', n: sum(({ nulls }) => nulls) }),
  ]
} // prettier-ignore

function truthFigures(truth: PlantedTruth, seeds: Seed[]): Figure[] {
  const verdicts = seeds.flatMap((seed) => seed.verdicts.filter((one) => one.truth === truth))
  const count = (of: (verdict: Verdict) => boolean) => verdicts.filter(of).length
  const figure = `demo.moments.${truth.replaceAll(' ', '_')}`
  const off = verdicts.reduce((sum, one) => sum + one.off, 0) / verdicts.length
  return [
    judge({ figure: `${figure}_found`, value: count(({ found }) => found), unit: 'worlds', bar: SEEDS, rule: 'exactly', n: SEEDS }),
    judge({ figure: `${figure}_inside_interval`, value: count(({ covered }) => covered), unit: 'worlds', bar: COVERED_MIN, n: SEEDS }),
    judge({ figure: `${figure}_off_on_average`, value: 100 * off, unit: 'points', n: SEEDS }),
  ]
}

type Asked = { study: DemoStudy; moment: Moment; effectIn: (truth: PlantedTruth) => number }

/** One world: who met what, and what is said of that. All that is asked of it is one family: of all that is found in it, a tenth may be false. */
function askWorld(seed: number): Seed {
  const world = createWorld({ seed, customers: CUSTOMERS, days: 365, endsAt: END })
  const people = [...history(world)].map((story) => ({ story, deeds: deedsOf(story) }))
  const asked = momentStudies.flatMap((study): Asked[] => {
    const outcomes = livedOutcomes(people, study, END)
    const compared = outcomes.filter(({ state }) => state === 'compared')
    const effectIn = (truth: PlantedTruth) => plantedEffect(truth, compared)
    return momentsOfLived(outcomes, study).map((moment) => ({ study, moment, effectIn }))
  })
  const told = asked.filter(({ study, moment }) => moment.p !== undefined && (moment.touchpoint in study.truths || study.nulls.includes(moment.touchpoint)))
  const q = qValuesOf(told.map(({ moment }) => moment.p!))
  const isFalse = told.map(({ study, moment }) => study.nulls.includes(moment.touchpoint))
  const found = told.map((_, i) => q[i]! <= LIMITS.qMax)
  return {
    verdicts: told.flatMap((one, i) => verdictOf(one, found[i]!) ?? []),
    found: found.filter(Boolean).length,
    falselyFound: found.filter((is, i) => is && isFalse[i]).length,
    nulls: isFalse.filter(Boolean).length,
    nullsBelow5: told.filter(({ moment }, i) => isFalse[i] && moment.p! < 0.05).length,
  }
} // prettier-ignore

function verdictOf({ study, moment, effectIn }: Asked, isFound: boolean): Verdict | undefined {
  const truth = study.truths[moment.touchpoint]
  if (!truth) return undefined
  const [planted, effect] = [effectIn(truth), effectOf(moment)]
  const { low, high } = typeof moment.adjusted === 'object' ? moment.adjusted.difference : moment.difference
  return {
    truth,
    found: isFound && Math.sign(effect) === Math.sign(planted),
    covered: low <= planted && planted <= high,
    off: effect - planted,
  }
}

function deedsOf({ told }: Story): Deed[] {
  return told.map(({ fact: { timestamp, type, event, name, properties = {} } }) => ({
    at: Date.parse(timestamp),
    type,
    name: event ?? name ?? type,
    properties,
  }))
}
