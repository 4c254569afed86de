import type { Stores } from '../../stores/index.ts'
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
}

/** A pipeline on these stores; `fresh` is shared with the intake of the same process, if it has one. */
export function createPipeline(stores: Pipeline['stores'], fresh: FreshRequests = createFreshRequests()): Pipeline {
  return { stores, pipelines: createWorkspacePipelines(), fresh, oneAtATime: createMutex() }
}
