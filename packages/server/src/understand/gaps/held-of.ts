import type { JourneyMarker } from '@percorso/contract'
import type { DesignedStep } from './design-of-map.ts'
import { OUTCOME, failureOf, scoreOf } from './gap-facts.ts'
import type { Held } from './gap-facts.ts'
import type { HeldJourneys } from './hold-journeys.ts'
import { marksSql } from './marks-facts.ts'
import type { Mark } from './marks-facts.ts'
import type { Asking, ReadyMap, Span } from './ready-map.ts'

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
