import type { Db, Stores } from '../../stores/index.ts'
import type { Changed } from '../profiles/index.ts'
import type { Fact } from './fact.ts'
import { createFreshRequests } from './fresh-requests.ts'
import type { FreshRequests } from './fresh-requests.ts'
import { createMutex } from './mutex.ts'
import { createWorkspacePipelines } from './workspace-pipeline.ts'
import type { WorkspacePipelines } from './workspace-pipeline.ts'

/** What forming and processing chunks needs, and remembers from one to the next. One per process. */
export type Pipeline = {
  stores: Pick<Stores, 'postgres' | 'warehouse'>
  pipelines: WorkspacePipelines
  /** What this process's own intake has parsed already. */
  fresh: FreshRequests
  /** One at a time in this process: two chunks that share people would only wait for each other's locks. */
  oneAtATime: <T>(work: () => Promise<T>) => Promise<T>
  react: Reaction
}

/** Facts that a chunk has applied, those of crawlers left out, and what they changed. */
export type Applied = { facts: Fact[]; changed: Changed }
/** What else happens in the transaction in which facts are applied; whoever composes the rooms says so. */
export type Reaction = (scope: { db: Db; workspaceId: number }, applied: Applied) => Promise<void>

const nothingElse: Reaction = async () => {}

/** A pipeline on these stores; `fresh` is shared with the intake of the same process, if it has one. */
export function createPipeline(
  stores: Pipeline['stores'],
  { fresh = createFreshRequests(), react = nothingElse }: Partial<Pick<Pipeline, 'fresh' | 'react'>> = {},
): Pipeline {
  return { stores, pipelines: createWorkspacePipelines(), fresh, oneAtATime: createMutex(), react }
}
