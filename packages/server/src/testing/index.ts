// Room: testing. Real stores and builders for tests; nothing here runs in production.
export { buildWorkspace } from './builders.ts'
export type { TestWorkspace } from './builders.ts'
export { idOf, recordFacts } from './people.ts'
export { processAll } from './process-all.ts'
export { silentLog } from './server.ts'
export { testDatabase, testStores } from './stores.ts'
