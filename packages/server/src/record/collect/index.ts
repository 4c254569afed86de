/**
 * Collect: the way in for facts. Owns sources and write keys, the intake, chunks, deduplication, rejected facts, and the warehouse's facts.
 * Facts are appended to the intake and processed chunk by chunk: {@link createIntake}, {@link formChunk}, {@link processChunk}.
 */
export * from './form-chunk.ts'
export * from './fresh-requests.ts'
export * from './pipeline.ts'
export * from './intake.ts'
export { orphanChunks } from './tables.ts'
export type { ChunkRef } from './tables.ts'
export * from './process-chunk.ts'
export * from './forget-messages.ts'
export { collectRoutes } from './api-routes.ts'
export { createBackPressure } from './back-pressure.ts'
export type { BackPressure } from './back-pressure.ts'
export { registerCollection } from './routes.ts'
export type { CollectDeps } from './take-request.ts'
export { waitingFacts } from './intake-size-tables.ts'
export { createSource, listSources } from './write-keys.ts'
