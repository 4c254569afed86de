/**
 * Journeys: what people live through, mined from facts when it is asked. Owns nothing: a question becomes one ordered log in the warehouse, and all
 * answers about it are counted from that log, so that they agree. `packages/maths/src/mining` is the reference of every number.
 */
export { ask, tooMuch } from './ask-facts.ts'
export { isEnd, isStart, momentOf, stepOf, timeOf } from './fact-bits-facts.ts'
export type { AskedJourneys, Log } from './log-facts.ts'
export { readyJourneys } from './read-journeys.ts'
export type { Asking, Journeys } from './read-journeys.ts'
export { journeyRoutes } from './routes.ts'
export { selectVariants, variantSql } from './variants-facts.ts'
export { membersOf, whoseOf } from './whose.ts'
