import type { Durations } from '@percorso/maths'
import type { JourneyFunnel, JourneyFunnelAnswer, JourneyQuestion } from '@percorso/contract'
import { shownShare } from '../rules/index.ts'
import { countStages, requiredAfter, requiredBefore } from './funnel-facts.ts'
import type { NumberedStage, StageRow } from './funnel-facts.ts'
import { readyJourneys } from './read-journeys.ts'
import type { Asking, Journeys } from './read-journeys.ts'
import { walkFunnel } from './walk-funnel.ts'
import type { Walked } from './walk-funnel.ts'

/** How far journeys get through stages in order. What a funnel means is told in `funnelOf` of the maths. */
export async function readFunnel(
  asking: Asking,
  { question, funnel }: { question: JourneyQuestion; funnel: JourneyFunnel },
): Promise<JourneyFunnelAnswer> {
  const named = funnel.stages.flatMap(({ steps }) => steps)
  const journeys = await readyJourneys(asking, question, named)
  const { log, asked } = journeys
  const stages = numberedStages(journeys, funnel)
  const { warehouse } = asking
  const counted = isSimple(funnel) ? await countStages(warehouse, log, stages) : ofWalked(await walkFunnel({ warehouse, log }, funnel, stages))
  return { ...asked, cases: counted.cases, stages: stages.map((_, stage) => answerOf(stages, counted.stages, stage)) }
} // prettier-ignore

/** Whether the warehouse can count it by itself. */
export function isSimple({ order, within }: JourneyFunnel): boolean {
  return order === 'loose' && within === undefined
}

/** Steps that nobody came by have no number, and nobody reaches them. */
export function numberedStages({ numberOf }: Journeys, { stages }: JourneyFunnel): NumberedStage[] {
  return stages.map(({ steps, optional }) => ({ numbers: steps.flatMap((step) => numberOf.get(step) ?? []), optional }))
}

function ofWalked({ cases, funnel, people }: Walked): { cases: number; stages: StageRow[] } {
  const pair = ({ medianMs, p90Ms }: Durations): StageRow['first'] => [medianMs ?? null, p90Ms ?? null]
  const stages = funnel.stages.map(({ reached, eventOf, fromPrevious, fromFirst }) => {
    const whose = new Set(people.filter((_, c) => eventOf[c]! >= 0))
    return { reached, people: whose.size, previous: pair(fromPrevious), first: pair(fromFirst) }
  })
  return { cases, stages }
}

function answerOf(stages: NumberedStage[], rows: StageRow[], stage: number): JourneyFunnelAnswer['stages'][number] {
  const { reached, people, previous, first } = rows[stage]!
  const next = requiredAfter(stages, stage)
  const durations = ([median_ms, p90_ms]: StageRow['first']) => ({ n: reached, median_ms, p90_ms })
  return {
    reached,
    people,
    ofFirst: shownShare(reached, rows[0]!.reached),
    ofPrevious: shownShare(reached, rows[requiredBefore(stages, stage) ?? 0]!.reached),
    dropped: stages[stage]!.optional || next === undefined ? 0 : reached - rows[next]!.reached,
    fromPrevious: durations(previous),
    fromFirst: durations(first),
  }
}
