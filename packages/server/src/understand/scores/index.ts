/**
 * Scores: how well people fit, how engaged they are and how far they have come. Owns how models are defined, shown, explained and tested on the past;
 * `following` keeps what they come to up to date.
 */
export { createModel } from './define-model.ts'
export { scoreRoutes } from './routes.ts'
