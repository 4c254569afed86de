import type { stats } from '@percorso/contract'
import type * as z from 'zod'
import type { Warehouse } from '../../stores/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { createKeepAnswers } from './keep-answers.ts'
import { countFacts } from './stats-facts.ts'
import { selectCounts } from './stats-tables.ts'

export type Stats = z.infer<typeof stats>
export type ReadStats = (request: WorkspaceRequest) => Promise<Stats>

/** Makes the function that counts what a workspace holds. */
export function createReadStats(warehouse: Warehouse): ReadStats {
  const keep = createKeepAnswers<Stats>()
  return (request) => keep(String(request.workspaceId), () => count(request, warehouse))
}

async function count({ workspaceId, inWorkspace }: WorkspaceRequest, warehouse: Warehouse): Promise<Stats> {
  const [facts, counts] = await Promise.all([countFacts(warehouse, workspaceId), inWorkspace((db) => selectCounts(db, workspaceId))])
  return { ...facts, ...counts }
}
