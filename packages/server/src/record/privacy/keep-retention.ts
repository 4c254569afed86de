import type { RetentionRule } from '@percorso/contract'
import type { Stores } from '../../stores/index.ts'
import { countRejectedBefore, countStoredFacts, deleteRejectedBefore, forgetFacts } from '../collect/index.ts'
import type { FactKind } from '../collect/index.ts'
import { selectRules, workspacesWithRules } from './retention-tables.ts'

const DAY_MS = 86_400_000

type Deps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; now: number }
type Owned = { workspaceId: number; rule: RetentionRule }

/** How many facts a rule would remove now. */
export async function countOld({ stores, now }: Deps, { workspaceId, rule }: Owned): Promise<number> {
  const beforeMs = now - rule.days * DAY_MS
  if (rule.what === 'rejected') return countRejectedBefore(stores.postgres.system, workspaceId, new Date(beforeMs))
  return countStoredFacts(stores.warehouse, { workspaceId, kind: kindOf(rule), beforeMs })
}

/**
 * Removes what is older than the rules of its workspace let it be. What was counted and learnt from a fact stays: counters say how many there
 * ever were, and a trait is known until it is changed or the person is erased.
 */
export async function keepRetention(deps: Deps): Promise<number> {
  const { postgres } = deps.stores
  let removed = 0
  for (const workspaceId of await workspacesWithRules(postgres.system)) {
    for (const rule of await selectRules({ db: postgres.system, workspaceId })) removed += await removeOld(deps, { workspaceId, rule })
  }
  return removed
}

async function removeOld(deps: Deps, { workspaceId, rule }: Owned): Promise<number> {
  const facts = await countOld(deps, { workspaceId, rule })
  if (facts === 0) return 0 // a deletion looks at every part, whether there is something to delete or not
  const beforeMs = deps.now - rule.days * DAY_MS
  if (rule.what === 'rejected') await deleteRejectedBefore(deps.stores.postgres.system, workspaceId, new Date(beforeMs))
  else await forgetFacts(deps.stores.warehouse, { workspaceId, kind: kindOf(rule), beforeMs })
  return facts
}

/** `*` stands for anything; everything else for itself. */
function kindOf({ type, name }: RetentionRule): FactKind {
  return { type: type ?? undefined, name: name?.replace(/[\\%_]/gu, '\\$&').replaceAll('*', '%') }
}
