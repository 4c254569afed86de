import { funnelOf, orderColumns } from '@percorso/maths'
import type { Funnel } from '@percorso/maths'
import { ms } from '@percorso/contract'
import type { JourneyFunnel } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { tooMuch } from './ask-facts.ts'
import { selectCases } from './funnel-facts.ts'
import type { NumberedStage } from './funnel-facts.ts'
import type { Log } from './log-facts.ts'

const FACTS_MAX = 2_000_000

/** How far each journey got: `people[c]` is whose journey c is. Journeys without any stage are only counted. */
export type Walked = { cases: number; funnel: Funnel; people: string[] }

/**
 * A funnel in strict order or with a limit of time: where the best chain begins cannot be told without trying, so journeys are walked one by one. Throws
 * `too_much` for more than 2,000,000 facts.
 */
export async function walkFunnel(
  { warehouse, log }: { warehouse: Warehouse; log: Log },
  { order, within }: JourneyFunnel,
  stages: NumberedStage[],
): Promise<Walked> {
  const numbers = stages.flatMap((stage) => stage.numbers)
  const found = await selectCases(warehouse, log, { numbers, only: order === 'loose', limit: FACTS_MAX })
  if (!found) throw tooMuch()
  const { cases, walked } = found
  const activityOf = walked.flatMap(({ steps }) => steps)
  const highest = activityOf.reduce((most, number) => Math.max(most, number), 0)
  const ordered = orderColumns({
    activities: Array.from({ length: highest + 1 }, (_, number) => String(number)),
    cases: walked.map((_, c) => String(c)),
    caseOf: walked.flatMap(({ steps }, c) => steps.map(() => c)),
    activityOf,
    timeOf: walked.flatMap(({ times }) => times),
  })
  const asked = stages.map((stage) => ({ activities: stage.numbers.map(String), optional: stage.optional }))
  const funnel = funnelOf(ordered, asked, { order, ...(within && { withinMs: ms(within) }) })
  return { cases, funnel, people: walked.map(({ person }) => person) }
}
