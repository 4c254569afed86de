import type { Db } from '../../stores/index.ts'

/** A transaction, and the workspace that it is about. */
export type Scope = { db: Db; workspaceId: number }
