import { identityPolicy } from '@percorso/contract'
import type { IdentityPolicy } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { createIdentify, createKnownLinks } from '../profiles/index.ts'
import type { KnownLinks } from '../profiles/index.ts'
import { createLeaveOutErased } from './leave-out-erased.ts'
import type { LeaveOutErased } from './leave-out-erased.ts'
import { createNormalise } from './normalise-fact.ts'
import { storedRules } from './tombstone-tables.ts'
import type { Rules } from './tombstone-tables.ts'

/** What processing needs of one workspace, made once and kept until its policy changes or somebody is erased: nothing may remember them. */
export type WorkspacePipeline = {
  policy: IdentityPolicy
  normalise: ReturnType<typeof createNormalise>
  known: KnownLinks
  leaveOutErased: LeaveOutErased
}
export type WorkspacePipelines = (db: Db, workspaceId: number) => Promise<WorkspacePipeline>

const WORKSPACES_MAX = 100

/** Keeps the pipelines of the workspaces that are busy. */
export function createWorkspacePipelines(): WorkspacePipelines {
  const pipelines = new Map<number, { stored: string; pipeline: WorkspacePipeline }>()
  return async (db, workspaceId) => {
    const rules = await storedRules(db, workspaceId)
    const stored = JSON.stringify(rules)
    const kept = pipelines.get(workspaceId)
    if (kept?.stored === stored) return kept.pipeline
    if (pipelines.size >= WORKSPACES_MAX) pipelines.clear()
    const pipeline = makePipeline(workspaceId, rules)
    pipelines.set(workspaceId, { stored, pipeline })
    return pipeline
  }
}

function makePipeline(workspaceId: number, { policy: stored, erasures, mayReturn }: Rules): WorkspacePipeline {
  const policy = identityPolicy.parse(stored)
  const identify = createIdentify(workspaceId, policy)
  const leaveOutErased: LeaveOutErased =
    erasures > 0 ? createLeaveOutErased({ workspaceId, identify, mayReturn }) : async (_db, content) => content
  return { policy, normalise: createNormalise(identify), known: createKnownLinks(), leaveOutErased }
}
