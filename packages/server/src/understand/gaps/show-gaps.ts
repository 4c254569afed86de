import { Z_95, newcombe } from '@percorso/maths'
import { ms } from '@percorso/contract'
import type { Gap, GapKey, Gaps, JourneyMarker, LivedStep } from '@percorso/contract'
import { counted, shownShare } from './counted.ts'
import type { DesignedStep } from './design-of-map.ts'
import { ALL, FAILED, FITS, HELD, OUTCOME, TAKEN, failureOf, scoreOf, selectCounts, selectDurations, selectScores } from './gap-facts.ts'
import type { CountRow, DurationRow, Held, ScoreRow } from './gap-facts.ts'
import { holdJourneys } from './hold-journeys.ts'
import type { HeldJourneys } from './hold-journeys.ts'
import { marksSql } from './marks-facts.ts'
import type { Mark } from './marks-facts.ts'
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
  const counts = countsOf(await selectCounts(warehouse, held))
  const durations = await selectDurations(warehouse, held, ready.design.steps.map(expectedOf))
  const scores = ready.design.steps.some(({ document }) => document.score) ? await selectScores(warehouse, held) : []
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
    fitting: counted(counts(FITS).journeys, n),
    meanFitness: heldJourneys.meanFitness,
    stepsLeast: heldJourneys.stepsLeast,
    outcome: outcome ? counted(counts(HELD).reached, n) : null,
    steps: ready.design.steps.map((step, place) => livedStep({ step, number: place + 1, ready }, { counts, durations, scores })),
    gaps: gaps.slice(0, GAPS_SHOWN),
    more: Math.max(0, gaps.length - GAPS_SHOWN),
  }
}

export type Holding = { ready: ReadyMap; heldJourneys: HeldJourneys; span: Span; marks: Mark[] }

/** Held journeys as statements ask for them. */
export function heldOf({ request: { workspaceId } }: Asking, { ready, heldJourneys, span, marks }: Holding): Held {
  const { journeys, ways } = heldJourneys
  const { timeZone, late, touchpoints, map } = ready
  const asked = { workspaceId, timeZone, late, touchpoints, from_ms: Date.parse(span.from), to_ms: Date.parse(span.to), marks }
  return {
    log: journeys.log,
    ways,
    marks: marks.length === 0 ? undefined : marksSql(asked, journeys.log.params, journeys.accounts),
    overlapping: map.document.question?.by.kind === 'property',
  }
}

/** What is looked for in journeys beside their steps. */
export function marksOf(steps: DesignedStep[], outcome: JourneyMarker | undefined): Mark[] {
  const ofSteps = steps.flatMap(({ document: { failed, score } }, place): Mark[] => [
    ...(failed.length === 0 ? [] : [{ number: failureOf(place + 1), marker: { anyOf: failed } }]),
    ...(score ? [{ number: scoreOf(place + 1), marker: { anyOf: [score.of] }, property: score.property }] : []),
  ])
  return [...(outcome ? [{ number: OUTCOME, marker: outcome }] : []), ...ofSteps]
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
      return { gap, name: nameOf(gap), times: often, journeys: counted(row.journeys, whole.journeys), people: row.people, effect }
    })
    .filter(({ journeys }) => journeys.count > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || b.journeys.count - a.journeys.count)
} // prettier-ignore

/** As it is called on the map, else after its first touchpoint. */
function nameOfStep({ document, touchpoints }: DesignedStep, names: ReadonlyMap<number, string>): string {
  return document.name || (names.get(touchpoints[0] ?? 0) ?? '')
}

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

type Lived = { counts: Counts; durations: DurationRow[]; scores: ScoreRow[] }

function livedStep({ step, number, ready }: { step: DesignedStep; number: number; ready: ReadyMap }, { counts, durations, scores }: Lived): LivedStep {
  const names = new Map(ready.touchpoints.map(({ touchpointId, name }) => [touchpointId, name]))
  const duration = durations.find((row) => row.step === number)
  const expected_ms = expectedOf(step) || null
  const n = duration?.n ?? 0
  const within = expected_ms === null ? null : counted(duration?.within ?? 0, n)
  return {
    step: step.step,
    name: nameOfStep(step, names),
    stage: step.stageName,
    seen: step.touchpoints.length > 0,
    met: counted(counts(TAKEN + number).journeys, counts(HELD).journeys),
    duration: { n, median_ms: duration?.gaps[0] ?? null, p90_ms: duration?.gaps[1] ?? null, expected_ms, within },
    score: step.document.score && scoreOfStep(step.document.score.least, scores.find((row) => row.step === number)),
  }
} // prettier-ignore

function scoreOfStep(least: number, row: ScoreRow | undefined): LivedStep['score'] {
  const reach = row?.deviation === null || !row ? null : (Z_95 * row.deviation) / Math.sqrt(row.n)
  return { n: row?.n ?? 0, mean: row?.mean ?? null, low: reach === null ? null : row!.mean - reach, high: reach === null ? null : row!.mean + reach, least }
} // prettier-ignore

function expectedOf({ document: { within } }: DesignedStep): number {
  return within ? ms(within) : 0
}
