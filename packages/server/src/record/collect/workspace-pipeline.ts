import { identityPolicy } from '@percorso/contract'
import type { IdentityPolicy } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { createIdentify, createKnownLinks } from '../profiles/index.ts'
import type { KnownLinks } from '../profiles/index.ts'
import { createNormalise } from './normalise-fact.ts'
import { storedPolicy } from './tables.ts'

/** What processing needs of one workspace, made once and kept until its policy changes. */
export type WorkspacePipeline = { policy: IdentityPolicy; normalise: ReturnType<typeof createNormalise>; known: KnownLinks }
export type WorkspacePipelines = (db: Db, workspaceId: number) => Promise<WorkspacePipeline>

const WORKSPACES_MAX = 100

/** Keeps the pipelines of the workspaces that are busy. */
export function createWorkspacePipelines(): WorkspacePipelines {
  const pipelines = new Map<number, { stored: string; pipeline: WorkspacePipeline }>()
  return async (db, workspaceId) => {
    const stored = JSON.stringify(await storedPolicy(db, workspaceId))
    const kept = pipelines.get(workspaceId)
    if (kept?.stored === stored) return kept.pipeline
    if (pipelines.size >= WORKSPACES_MAX) pipelines.clear()
    const policy = identityPolicy.parse(JSON.parse(stored))
    const pipeline = { policy, normalise: createNormalise(createIdentify(workspaceId, policy)), known: createKnownLinks() }
    pipelines.set(workspaceId, { stored, pipeline })
    return pipeline
  }
}
