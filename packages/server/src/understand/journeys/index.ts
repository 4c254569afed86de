/**
 * Journeys: what people live through, mined from facts when it is asked. Owns nothing: a question becomes one ordered log in the warehouse, and all
 * answers about it are counted from that log, so that they agree. `packages/maths/src/mining` is the reference of every number.
 */
export { journeyRoutes } from './routes.ts'
