import { newcombe } from '@percorso/maths'
import type { Gap, GapKey, Gaps, JourneyMarker } from '@percorso/contract'
import { countedShare, shownShare } from '../rules/index.ts'
import { ALL, FAILED, FITS, HELD, selectCounts, selectDurations, selectScores } from './gap-facts.ts'
import type { CountRow } from './gap-facts.ts'
import { heldOf, marksOf } from './held-of.ts'
import { holdJourneys } from './hold-journeys.ts'
import type { HeldJourneys } from './hold-journeys.ts'
import { expectedOf, livedStep, nameOfStep } from './lived-steps.ts'
import { questionOf, readyMap } from './ready-map.ts'
import type { Asking, ReadyMap, Span } from './ready-map.ts'

const GAPS_SHOWN = 300

export type Wish = Span & { mapId: number; outcome?: JourneyMarker | undefined }

/** In what lived journeys differ from a map. All numbers are of journeys that were held against it. */
export async function showGaps(asking: Asking, wish: Wish): Promise<Gaps> {
  const ready = await readyMap(asking, wish.mapId)
  const question = questionOf(ready, wish)
  const heldJourneys = await holdJourneys(asking, ready, question)
  const outcome = wish.outcome ?? (question.end && 'outcome' in question.end ? question.end.outcome : undefined)
  const held = heldOf(asking, { ready, heldJourneys, span: wish, marks: marksOf(ready.design.steps, outcome) })
  const { warehouse } = asking
  const hasScores = ready.design.steps.some(({ document }) => document.score)
  const [rows, durations, scores] = await Promise.all([
    selectCounts(warehouse, held),
    selectDurations(warehouse, held, ready.design.steps.map(expectedOf)),
    hasScores ? selectScores(warehouse, held) : [],
  ])
  const counts = countsOf(rows)
  const { mapId, revision, document } = ready.map
  const [whole, n] = [counts(ALL), counts(HELD).journeys]
  const gaps = gapsOf(ready, heldJourneys, { counts, hasOutcome: outcome !== undefined })
  return {
    map: { mapId, name: document.name, kind: document.kind, persona: document.persona.name, revision },
    question,
    journeys: whole.journeys,
    people: whole.people,
    left_out: heldJourneys.journeys.asked.left_out,
    unaligned: { journeys: whole.journeys - n, variants: heldJourneys.distinct - heldJourneys.ways.length },
    fitting: countedShare(counts(FITS).journeys, n),
    meanFitness: heldJourneys.meanFitness,
    stepsLeast: heldJourneys.stepsLeast,
    outcome: outcome ? countedShare(counts(HELD).reached, n) : null,
    steps: ready.design.steps.map((step, place) => livedStep({ step, number: place + 1, ready }, { counts, durations, scores })),
    gaps: gaps.slice(0, GAPS_SHOWN),
    more: Math.max(0, gaps.length - GAPS_SHOWN),
  }
}

type Counts = (number: number) => CountRow

function countsOf(rows: CountRow[]): Counts {
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return (number) => byNumber.get(number) ?? { number, journeys: 0, people: 0, reached: 0 }
}

function gapsOf({ design, touchpoints }: ReadyMap, { gaps, times }: HeldJourneys, { counts, hasOutcome }: { counts: Counts; hasOutcome: boolean }): Gap[] {
  const steps = new Map(design.steps.map((step) => [step.step, step]))
  const names = new Map(touchpoints.map(({ touchpointId, name }) => [touchpointId, name]))
  const nameOf = (gap: GapKey) => ('step' in gap ? nameOfStep(steps.get(gap.step)!, names) : (names.get(gap.touchpointId) ?? ''))
  const failed = design.steps.flatMap(({ step, document }, place) => (document.failed.length === 0 ? [] : [{ gap: { kind: 'failed' as const, step }, number: FAILED + place + 1, times: null }]))
  const known = gaps.map((gap, place) => ({ gap, number: place + 1, times: times[place]! }))
  const whole = counts(HELD)
  return [...known, ...failed]
    .map(({ gap, number, times: often }) => {
      const row = counts(number)
      const effect = hasOutcome ? effectOf(row, whole) : null
      return { gap, name: nameOf(gap), times: often, journeys: countedShare(row.journeys, whole.journeys), people: row.people, effect }
    })
    .filter(({ journeys }) => journeys.count > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || b.journeys.count - a.journeys.count)
} // prettier-ignore

function effectOf(gap: CountRow, whole: CountRow): Gap['effect'] {
  const without = { count: whole.reached - gap.reached, n: whole.journeys - gap.journeys }
  const { difference, low, high } = newcombe({ count: gap.reached, n: gap.journeys }, without)
  return {
    withGap: shownShare(gap.reached, gap.journeys),
    withoutGap: shownShare(without.count, without.n),
    difference: Number.isNaN(difference) ? null : difference,
    low,
    high,
  }
}

function weightOf({ journeys, effect }: Pick<Gap, 'journeys' | 'effect'>): number {
  return (journeys.share ?? 0) * (effect ? Math.abs(effect.difference ?? 0) : 1)
}
