import type { Attribution } from '@percorso/maths'
import type { AttributionAnswer, AttributionQuestion } from '@percorso/contract'
import { inThread } from '../../ground/index.ts'
import { readyJourneys } from '../journeys/index.ts'
import type { Asking, Journeys } from '../journeys/index.ts'
import type { work } from './attribution-thread.ts'
import { selectPaths, toPathCount } from './paths-facts.ts'
import type { PathRow } from './paths-facts.ts'

const THREAD = new URL('./attribution-thread.ts', import.meta.url)
/** Of facts without a registry, so many of the commonest are steps: a chain of thousands would take too long to solve. */
const FACTS_MAX = 100
/** Always the same, so that the same question has the same intervals. */
const SEED = 1

/**
 * Which touchpoints an outcome is credited to: paths are grouped in the warehouse, from the log of journeys; the arithmetic is `attribute`. All of it
 * describes association along observed paths.
 */
export async function attributeOutcome(asking: Asking, question: AttributionQuestion, now: number): Promise<AttributionAnswer> {
  const { steps, from, to, segmentId, who, outcome, lookbackDays, collapse, order, halfLife, resamples } = question
  const marked = 'match' in outcome ? { end: { outcome } } : {}
  const journeys = await readyJourneys(asking, { steps, from, to, segmentId, who, by: { kind: 'person' }, ...marked })
  const rows = await selectPaths(asking.warehouse, journeys.log, {
    outcome: 'step' in outcome ? (journeys.numberOf.get(outcome.step) ?? -1) : 'marked',
    stepMax: journeys.asked.steps === 'facts' ? FACTS_MAX : journeys.numberOf.size,
    lookbackDays,
    collapse,
  })
  const paths = rows.map((row) => toPathCount(row, String))
  const attribution = await inThread<typeof work>(THREAD, { paths, settings: { order, halfLife, resamples, seed: SEED } })
  const asOf = new Date(Math.min(now, to === undefined ? Infinity : Date.parse(to))).toISOString()
  return { ...shown(attribution, journeys), steps: journeys.asked.steps, asOf, wording: 'association', paths: rows.length, direct: directOf(rows) }
} // prettier-ignore

function directOf(rows: PathRow[]): number {
  return rows.find(({ steps }) => steps.length === 0)?.converted ?? 0
}

function shown({ converted, lost, order, states, discrimination, touchpoints }: Attribution, { stepAt }: Journeys) {
  return {
    converted,
    lost,
    order,
    states,
    discrimination: discrimination ? { auc: discrimination.auc, low: discrimination.low, high: discrimination.high } : null,
    items: touchpoints.map(({ touchpoint, ...item }) => ({ ...stepAt(Number(touchpoint)), ...item })),
  }
}
