import type { JourneyQuestion, JourneyVariants } from '@percorso/contract'
import { readyJourneys } from './read-journeys.ts'
import type { Asking } from './read-journeys.ts'
import { selectVariants } from './variants-facts.ts'

/** The ways through that journeys take. */
export async function readVariants(
  asking: Asking,
  { question, limit }: { question: JourneyQuestion; limit: number },
): Promise<JourneyVariants> {
  const { log, asked, stepAt } = await readyJourneys(asking, question)
  const rows = await selectVariants(asking.warehouse, log, limit)
  const numbers = [...new Set(rows.flatMap(({ steps }) => steps))].sort((a, b) => a - b)
  return {
    ...asked,
    cases: rows[0]?.cases ?? 0,
    distinct: rows[0]?.distinct ?? 0,
    names: numbers.map(stepAt),
    items: rows.map(({ variant, steps, length, count, people, gaps: [median_ms, p90_ms], covered, cases }) => ({
      variant,
      steps: steps.map((number) => stepAt(number).step),
      length,
      cases: count,
      people,
      share: count / cases,
      cumulative: covered / cases,
      durations: { n: count, median_ms, p90_ms },
    })),
  }
}
