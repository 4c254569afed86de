/** Segments: rule-defined, live sets of people. Owns how they are defined, shown, compared and explained; who is in is kept up to date by `following`. */
export { createSegment } from './define-segment.ts'
export { segmentRoutes } from './routes.ts'
