/**
 * Gaps: in what lived journeys differ from a map, and what is done about it. Gaps are reckoned when they are asked for, from the log of journeys, by the
 * alignments of `packages/maths`. Owns initiatives, and measures what becomes of them.
 */
export { gapRoutes } from './routes.ts'
