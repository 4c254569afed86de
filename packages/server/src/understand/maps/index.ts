/**
 * Maps: journeys as people design them. Owns their documents, changes, versions, comments and links, and who looks at them. What lived journeys say of a
 * map's cells is asked when it is looked at; of the facts themselves nothing is kept but the numbers last read.
 */
export { readMap } from './define-map.ts'
export { mapRoutes } from './routes.ts'
