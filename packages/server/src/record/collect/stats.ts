import type { stats } from '@percorso/contract'
import type * as z from 'zod'
import type { Warehouse } from '../../stores/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { countFacts } from './stats-facts.ts'
import { selectCounts } from './stats-tables.ts'

export type Stats = z.infer<typeof stats>
export type ReadStats = (request: WorkspaceRequest) => Promise<Stats>

/** A count is kept for so many times as long as it took: what is cheap is always fresh, what is dear is not repeated for every visitor. */
const KEPT_FACTOR = 20
const WORKSPACES_MAX = 1_000

/** Makes the function that counts what a workspace holds. */
export function createReadStats(warehouse: Warehouse): ReadStats {
  const kept = new Map<number, { counting: Promise<Stats>; until: number }>()
  return async (request) => {
    const known = kept.get(request.workspaceId)
    if (known && known.until > performance.now()) return known.counting
    if (kept.size >= WORKSPACES_MAX) kept.clear()
    const entry = { counting: count(request, warehouse), until: Infinity } // whoever asks meanwhile waits for the same count
    kept.set(request.workspaceId, entry)
    const from = performance.now()
    const keepFor = (factor: number) => void (entry.until = performance.now() + (performance.now() - from) * factor)
    entry.counting.then(
      () => keepFor(KEPT_FACTOR),
      () => keepFor(0),
    )
    return entry.counting
  }
}

async function count({ workspaceId, inWorkspace }: WorkspaceRequest, warehouse: Warehouse): Promise<Stats> {
  const [facts, counts] = await Promise.all([countFacts(warehouse, workspaceId), inWorkspace((db) => selectCounts(db, workspaceId))])
  return { ...facts, ...counts }
}
