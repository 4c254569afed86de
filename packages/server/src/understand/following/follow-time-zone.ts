import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { keepChunksOut } from '../../record/collect/index.ts'
import { followAnew } from './follow-rule.ts'
import { countUpRules, moveRules, workspacesToMove } from './ruleset-tables.ts'
import { lockStates } from './state-tables.ts'

/**
 * Where a workspace's time zone was changed, fills anew what is followed: dates in rules and what was remembered of facts by them are of the old one. Until
 * everybody is judged again, people stay where they were; nobody is told of who moves by that. Returns whether there was anything to do.
 */
export async function followTimeZone({ postgres }: Pick<Stores, 'postgres'>): Promise<boolean> {
  const [workspaceId] = await workspacesToMove(postgres.system)
  if (workspaceId === undefined) return false
  await inTransaction(postgres.system, async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    await lockStates(scope)
    if (!(await moveRules(scope))) return
    await followAnew(scope)
    await countUpRules(scope)
  })
  return true
}
