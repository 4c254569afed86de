import type { JourneyQuestion } from '@percorso/contract'
import { readyJourneys } from './read-journeys.ts'
import type { Asking } from './read-journeys.ts'
import { stepsStatement } from './steps-facts.ts'

/** What an analyst asks the warehouse for the journeys that all other answers are counted from. */
export async function readSql(asking: Asking, question: JourneyQuestion): Promise<{ sql: string }> {
  const { log, numberOf, stepAt } = await readyJourneys(asking, question)
  return { sql: stepsStatement(log, [...numberOf.values()].map(stepAt)) }
}
