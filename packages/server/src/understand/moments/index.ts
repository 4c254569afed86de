/**
 * Moments of truth: which touchpoints go with an outcome, how strongly, and whether that changes; and which of them conversions are credited to. Counted
 * from the log of journeys; the arithmetic is `packages/maths/src/effects` and `attribution`. Owns saved studies and their findings.
 */
export { renewDueStudy } from './renew-studies.ts'
export { momentRoutes } from './routes.ts'
