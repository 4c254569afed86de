/** Computed traits: what people's facts add up to, by name. Owns how they are defined and tried out; `following` keeps them up to date. */
export { createTrait } from './define-trait.ts'
export { traitRoutes } from './routes.ts'
