import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { atRiskOf, attribute, exposureTo, momentsOfTruth } from '../../packages/maths/src/index.ts'
import type { AtRisk, AttributedTouchpoint, Candidate, Moment, Order, PathCount } from '../../packages/maths/src/index.ts'

type Numbers = Record<string, number>
type ExpectedMarkov = { models: { order: Order; removal_effects: Numbers }[] }
type ExpectedShapley = { shapley_bruteforce: Numbers; bootstrap_removal_effect: Record<string, { se: number }> }
type Outcome = 'activated' | 'cancelled'
type ExpectedMoment = { outcome: Outcome; exposure: string; rd: number; lo: number; hi: number; p_bh: number } & ExpectedOdds
type ExpectedOdds = { adj_or?: number; adj_ci?: [number, number | null] }
type ExpectedMoments = { at_risk: number; rows: ExpectedMoment[] }

const DAY_MS = 86_400_000
/** What was expected is from 300 resamples, which are off by 4% themselves: these are off by 2%. */
const RESAMPLES = 1_000
/** What was expected looks at every touchpoint, however few met it. */
const EVERY_ONE = { peopleMin: 1, qMax: 0.1 }

/** Attribution and moments of truth, held against exact solutions, resampling and regressions made elsewhere. */
export function evalEffects(data: string): Promise<Figure[]> {
  return Promise.resolve([...attributionFigures(data), ...momentFigures(data)])
}

function attributionFigures(data: string): Figure[] {
  const paths = readPaths(data)
  const { models } = readExpected<ExpectedMarkov>(data, 'attribution_exact_markov')
  const { shapley_bruteforce: shapley, bootstrap_removal_effect: resampled } = readExpected<ExpectedShapley>(
    data,
    'attribution_shapley_bootstrap',
  )
  const ofOrder = (order: Order, resamples: number) => attribute(paths, { order, halfLife: 1, seed: 1, resamples })
  const orders = [ofOrder(1, RESAMPLES), ofOrder(2, 2), ofOrder(3, 2)]
  const figure = (what: string, value: number, bar?: number) =>
    judge({
      figure: `journeys.attribution.${what}`,
      value,
      unit: 'ratio',
      n: paths.length,
      ...(bar !== undefined && { bar, rule: 'at most' }),
    })
  const errorsOff = orders[0]!.touchpoints.map(
    ({ touchpoint, removalEffect }) => removalEffect.standardError / resampled[touchpoint]!.se - 1,
  )
  return [
    ...orders.flatMap(({ order, touchpoints, discrimination }) => {
      const exact = models.filter((model) => model.order === order).map((model) => model.removal_effects)
      const off = exact.map((effects) => farthest(touchpoints, effects, ({ removalEffect }) => removalEffect.value))
      return [figure(`removal_effect_off_order_${order}`, Math.max(...off), 1e-9), figure(`auc_order_${order}`, discrimination!.auc)]
    }),
    figure(
      'shapley_off',
      farthest(orders[0]!.touchpoints, shapley, ({ conversions }) => conversions.shapley),
      1e-6,
    ),
    figure('standard_error_off', Math.max(...errorsOff.map(Math.abs)), 0.15),
  ]
}

/** How far the farthest touchpoint is from what was expected of it. */
function farthest(touchpoints: AttributedTouchpoint[], expected: Numbers, valueOf: (one: AttributedTouchpoint) => number): number {
  const found = new Map(touchpoints.map((one) => [one.touchpoint, valueOf(one)]))
  return Math.max(...Object.entries(expected).map(([touchpoint, value]) => Math.abs((found.get(touchpoint) ?? Infinity) - value)))
}

/**
 * What came before the first offer and whether the loan was activated or the application cancelled. Known before: the amount, and how much had
 * been done by then. The q-values expected are those of the plain odds ratios.
 */
function momentFigures(data: string): Figure[] {
  const expected = readExpected<ExpectedMoments>(data, 'moments_of_truth_landmark_bpic2012')
  const applications = readApplications(data)
  const asked = (['activated', 'cancelled'] as const).map((outcome) => ({
    rows: expected.rows.filter((row) => row.outcome === outcome),
    ...answer(applications, outcome),
  }))
  const pairs = asked.flatMap(({ rows, plain, adjusted }) =>
    rows.map((row) => ({ row, plain: plain.get(row.exposure)!, adjusted: adjusted.get(row.exposure)! })),
  )
  const figure = (what: string, wrong: boolean[]) =>
    judge({
      figure: `journeys.moments_of_truth.${what}_differing`,
      value: wrong.filter(Boolean).length,
      unit: 'touchpoints',
      bar: 0,
      rule: 'exactly',
      n: wrong.length,
    })
  // Nobody of four was cancelled: their odds depend on the correction.
  const counted = pairs.filter(({ plain }) => plain.exposed.share > 0)
  const fitted = counted.filter(({ row }) => row.adj_or !== undefined)
  return [
    figure(
      'people',
      asked.map(({ n }) => n !== expected.at_risk),
    ),
    figure(
      'risk_difference',
      pairs.map(({ row, plain: { difference } }) =>
        differ([difference.difference, difference.low, difference.high], [row.rd, row.lo, row.hi], 4),
      ),
    ),
    figure(
      'adjusted_odds_ratio',
      fitted.map(({ row, adjusted }) => differ(oddsOf(adjusted), [row.adj_or!, ...row.adj_ci!], 3)),
    ),
    figure(
      'separated',
      pairs.filter((pair) => !counted.includes(pair)).map(({ adjusted }) => adjusted.adjusted !== 'separated'),
    ),
    figure(
      'q_value',
      counted.filter(({ row }) => row.outcome === 'activated').map(({ row, plain }) => differ([plain.q!], [row.p_bh], 6)),
    ),
  ]
}

/** One application for a loan: its completed activities, in order. */
type Application = { amount: number; steps: { touchpoint: string; at: number }[] }

/** Moments of truth without anything known before, and with it, by exposure. */
function answer(applications: Application[], outcome: Outcome) {
  const ending = `A_${outcome.toUpperCase()}`
  const journeys = applications.map(({ steps }) => ({ steps, outcomeAt: firstAt(steps, ending) }))
  const atRisk = atRiskOf(journeys, { stage: 'O_SENT', landmarkMs: 0 })
  const applied = atRisk.map(({ journey }) => applications[journey]!)
  const done = atRisk.map(({ met }) => [...met.values()].reduce((sum, times) => sum + times, 0))
  const question = {
    outcomes: Uint8Array.from(atRisk, (one) => (one.outcome ? 1 : 0)),
    candidates: exposuresOf(atRisk, applied),
    knownBefore: [],
  }
  // The offer has been done as well, and one is added before the logarithm is taken.
  const known = { ...question, knownBefore: [applied.map(({ amount }) => Math.log(amount)), done.map((times) => Math.log(times + 2))] }
  const byExposure = (moments: Moment[]) => new Map(moments.map((moment) => [moment.touchpoint, moment]))
  return {
    n: atRisk.length,
    plain: byExposure(momentsOfTruth(question, EVERY_ONE)),
    adjusted: byExposure(momentsOfTruth(known, EVERY_ONE)),
  }
}

function exposuresOf(atRisk: AtRisk[], applied: Application[]): Candidate[] {
  const waits = applied.map(({ steps }) => firstAt(steps, 'O_SENT')! - steps[0]!.at)
  return [
    { touchpoint: 'repeat W_Completeren aanvraag (>=3)', exposed: exposureTo('W_Completeren aanvraag', atRisk, 3) },
    { touchpoint: 'had W_Afhandelen leads', exposed: exposureTo('W_Afhandelen leads', atRisk) },
    { touchpoint: 'wait to first offer > 7 days', exposed: Uint8Array.from(waits, (wait) => Number(wait > 7 * DAY_MS)) },
    { touchpoint: 'wait to first offer <= 1 day', exposed: Uint8Array.from(waits, (wait) => Number(wait <= DAY_MS)) },
    { touchpoint: 'amount > 15000', exposed: Uint8Array.from(applied, ({ amount }) => Number(amount > 15_000)) },
    { touchpoint: 'W_Beoordelen fraude', exposed: exposureTo('W_Beoordelen fraude', atRisk) },
  ]
}

function firstAt(steps: Application['steps'], touchpoint: string): number | undefined {
  return steps.find((step) => step.touchpoint === touchpoint)?.at
}

function oddsOf({ adjusted }: Moment): number[] {
  if (typeof adjusted !== 'object') return []
  const { value, low, high } = adjusted.oddsRatio
  return [value, low, high]
}

function differ(found: number[], expected: (number | null)[], digits: number): boolean {
  const half = 0.5 * 10 ** -digits
  return found.length !== expected.length || found.some((value, i) => !(Math.abs(value - (expected[i] ?? NaN)) < half))
}

/** No path has a comma or a quote in it. */
function readPaths(data: string): PathCount[] {
  const [, ...lines] = readFileSync(join(data, 'journeys/attribution_pathdata.csv'), 'utf8').trimEnd().split(/\r?\n/)
  return lines.map((line) => {
    const [path = '', converted, , lost] = line.replaceAll('"', '').split(',')
    return { steps: path.split(' > '), converted: Number(converted), lost: Number(lost) }
  })
}

function readApplications(data: string): Application[] {
  const [, ...lines] = gunzipSync(readFileSync(join(data, 'journeys/bpic2012.csv.gz')))
    .toString()
    .trimEnd()
    .split(/\r?\n/)
  const applications = new Map<string, Application>()
  for (const line of lines) {
    const [id = '', touchpoint = '', time = '', lifecycle, , amount] = line.split(',')
    const { steps } = applications.get(id) ?? applications.set(id, { amount: Number(amount), steps: [] }).get(id)!
    if (lifecycle === 'COMPLETE') steps.push({ touchpoint, at: Date.parse(time) })
  }
  for (const { steps } of applications.values()) steps.sort((a, b) => a.at - b.at)
  return [...applications.values()]
}

function readExpected<T>(data: string, name: string): T {
  return JSON.parse(readFileSync(join(data, `expected/expected_${name}.json`), 'utf8')) as T
}
