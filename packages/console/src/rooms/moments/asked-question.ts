import type { JourneyMarker, MomentOutcome, MomentsQuestion } from '@percorso/contract'
import { markerIn, markerText } from './marker.ts'
import { USUAL_HORIZON_DAYS, USUAL_LANDMARK_DAYS } from './moments-search.ts'
import type { MomentsSearch } from './moments-search.ts'
import type { Question } from './moment-types.ts'

const DAY_MS = 86_400_000

/** The question of an address; undefined while it says of no outcome. `hour` is when periods end, in ms since 1970. */
export function questionOf(search: MomentsSearch, hour: number): Question | undefined {
  const outcome = outcomeOf(search)
  if (!outcome) return undefined
  const { days, steps, segment, traits, reached, landmark = USUAL_LANDMARK_DAYS, horizon = USUAL_HORIZON_DAYS } = search
  const stage = markerIn(reached)
  return {
    outcome,
    landmarkDays: Math.min(landmark, 365),
    horizonDays: horizon,
    ...(stage && { reached: stage }),
    ...(days !== undefined && { from: new Date(hour - days * DAY_MS).toISOString(), to: new Date(hour).toISOString() }),
    ...(steps && { steps }),
    ...(segment !== undefined && { segmentId: segment }),
    ...(traits && { traits }),
  }
}

function outcomeOf({ kind = 'did', outcome, property, atLeast }: MomentsSearch): Question['outcome'] | undefined {
  const marker = markerIn(outcome)
  if (!marker) return undefined
  if (kind !== 'worth') return { kind, marker }
  if (property === undefined || atLeast === undefined) return undefined
  return { kind, match: 'match' in marker ? marker.match : { fact: marker.step }, property, atLeast }
}

/** The address of a question, to go on from; undefined where the form cannot say it. */
export function searchOf({ outcome, reached, landmarkDays, horizonDays, steps, segmentId, traits }: MomentsQuestion): MomentsSearch | undefined {
  const [asked, stage] = [markerText(markerOf(outcome)), reached && markerText(reached)]
  if (asked === undefined || (reached && stage === undefined)) return undefined
  return {
    kind: outcome.kind === 'did' ? undefined : outcome.kind,
    outcome: asked,
    ...(outcome.kind === 'worth' && { property: outcome.property, atLeast: outcome.atLeast }),
    reached: stage,
    landmark: landmarkDays,
    horizon: horizonDays,
    steps,
    segment: segmentId,
    traits: traits.length > 0 ? traits : undefined,
  }
} // prettier-ignore

/** The facts that an outcome is about. */
export function markerOf(outcome: MomentOutcome | Question['outcome']): JourneyMarker {
  return outcome.kind === 'worth' ? { match: outcome.match } : outcome.marker
}
