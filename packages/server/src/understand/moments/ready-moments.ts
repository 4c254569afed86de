import type { JourneyMarker, MomentsQuestion } from '@percorso/contract'
import { readyJourneys } from '../journeys/index.ts'
import type { AskedJourneys, Asking, Journeys } from '../journeys/index.ts'
import type { Asked } from './lived-facts.ts'

/** Of facts without a registry, so many of the commonest are candidates. */
const CANDIDATES_MAX = 100

/** A question about moments of truth, ready to be asked of the log of journeys. `candidates` are steps, in the order of their numbers in `asked`. */
export type Ready = { journeys: Journeys; asked: Asked; candidates: string[] }

/** Makes a question ready. Only what is known before `now` counts. */
export async function readyMoments(asking: Asking, question: MomentsQuestion, now: number): Promise<Ready> {
  const journeys = await readyJourneys(asking, journeysOf(question))
  const { numberOf } = journeys
  const { reached, outcome, landmarkDays, horizonDays } = question
  const number = (marker: JourneyMarker) => ('step' in marker ? (numberOf.get(marker.step) ?? 0) : ('marked' as const))
  const candidates = question.candidates ?? [...numberOf.keys()].slice(0, journeys.asked.steps === 'facts' ? CANDIDATES_MAX : undefined)
  const asked: Asked = {
    reached: reached === undefined ? 'first step' : neverFirst(number(reached)),
    outcome: outcome.kind === 'worth' ? 'marked' : neverFirst(number(outcome.marker)),
    worth: outcome.kind === 'worth' ? outcome.atLeast : undefined,
    stopped: outcome.kind === 'stopped',
    candidates: candidates.flatMap((step) => numberOf.get(step) ?? []),
    landmarkDays,
    horizonDays,
    end_ms: Math.min(now, question.to === undefined ? Infinity : Date.parse(question.to)),
  }
  return { journeys, asked, candidates }
}

/** What is no step of the log has number 0 there, as have facts that are marked: nobody met it. */
function neverFirst(number: number | 'marked'): number | 'marked' {
  return number === 0 ? -1 : number
}

/** The log that a question is asked of. Steps are known by their numbers; what else is meant is marked in it. */
function journeysOf({ steps, from, to, segmentId, who, reached, outcome }: MomentsQuestion): AskedJourneys {
  const marked = outcome.kind === 'worth' ? { match: outcome.match } : 'match' in outcome.marker ? outcome.marker : undefined
  return {
    steps,
    from,
    to,
    segmentId,
    who,
    by: { kind: 'person' },
    ...(reached && 'match' in reached && { start: reached }),
    ...(marked && { end: { outcome: marked } }),
    ...(outcome.kind === 'worth' && { amount: outcome.property }),
  }
}
