/**
 * Profiles: who is who. Owns identifiers, the links between them, the profiles they add up to, traits, and accounts.
 * Its one way to change is {@link applyFacts}; everything else reads, or records a person's decision about a merge.
 */
export * from './apply-facts.ts'
export { countFacts } from './count-facts.ts'
export * from './identifier.ts'
export * from './known-links.ts'
export * from './publish-moves.ts'
export { fromCursor, toPage } from './cursor.ts'
export { profileRoutes } from './routes.ts'
export { selectChunk, toStoredFact } from './timeline-facts.ts'
export { endpoints } from './workspace-request.ts'
export type { WorkspaceRequest } from './workspace-request.ts'
