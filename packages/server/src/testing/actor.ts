import type { Actor } from '../record/access/index.ts'

/** Who does something in a test. */
export const testActor: Actor = { kind: 'system', id: 'test', name: 'Test', network: null, userAgent: null }
