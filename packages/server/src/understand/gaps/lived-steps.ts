import { meanInterval } from '@percorso/maths'
import { ms } from '@percorso/contract'
import type { LivedStep } from '@percorso/contract'
import { countedShare } from '../rules/index.ts'
import type { DesignedStep } from './design-of-map.ts'
import { HELD, TAKEN } from './gap-facts.ts'
import type { CountRow, DurationRow, ScoreRow } from './gap-facts.ts'
import type { ReadyMap } from './ready-map.ts'

/** As it is called on the map, else after its first touchpoint. */
export function nameOfStep({ document, touchpoints }: DesignedStep, names: ReadonlyMap<number, string>): string {
  return document.name || (names.get(touchpoints[0] ?? 0) ?? '')
}

type Lived = { counts: (number: number) => CountRow; durations: DurationRow[]; scores: ScoreRow[] }

/** A step as it is lived, beside what is expected of it. `number` is its place in the design, from 1. */
export function livedStep({ step, number, ready }: { step: DesignedStep; number: number; ready: ReadyMap }, { counts, durations, scores }: Lived): LivedStep {
  const names = new Map(ready.touchpoints.map(({ touchpointId, name }) => [touchpointId, name]))
  const duration = durations.find((row) => row.step === number)
  const expected_ms = expectedOf(step) || null
  const n = duration?.n ?? 0
  const within = expected_ms === null ? null : countedShare(duration?.within ?? 0, n)
  return {
    step: step.step,
    name: nameOfStep(step, names),
    stage: step.stageName,
    seen: step.touchpoints.length > 0,
    met: countedShare(counts(TAKEN + number).journeys, counts(HELD).journeys),
    duration: { n, median_ms: duration?.gaps[0] ?? null, p90_ms: duration?.gaps[1] ?? null, expected_ms, within },
    score: step.document.score && scoreOfStep(step.document.score.least, scores.find((row) => row.step === number)),
  }
} // prettier-ignore

function scoreOfStep(least: number, row: ScoreRow | undefined): LivedStep['score'] {
  const { low = null, high = null } = (row && meanInterval(row.mean, row.deviation, row.n)) ?? {}
  return { n: row?.n ?? 0, mean: row?.mean ?? null, low, high, least }
}

/** At most so long after the step before (ms); 0 for no expectation. */
export function expectedOf({ document: { within } }: DesignedStep): number {
  return within ? ms(within) : 0
}
