import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import type { Follower } from './follow-facts.ts'
import { rejudgePeople } from './rejudge-people.ts'
import type { Scope } from './ruleset-tables.ts'
import { lockStates } from './state-tables.ts'
import { insertWaiting, takeWaiting, workspaceWaiting } from './waiting-tables.ts'

/** So many are judged in the transaction that changed something about them; more would keep facts waiting. */
const AT_ONCE_MAX = 1_000
/** So few that a part never keeps a chunk waiting for long. */
const PEOPLE_A_PART = 400

export type SetChange = { setId: number; name: string; ids: string[] }

/**
 * After these identifiers were put into an uploaded set or taken out of it: judges their people anew, if anything asks for the set. In the caller's
 * transaction, which holds {@link lockStates}: few at once, many before long, part by part, as {@link judgeWaiting} comes to them.
 */
export async function followSetChange(follower: Follower, scope: Scope, { setId, name, ids }: SetChange): Promise<void> {
  const { segments, sums } = await follower.rulesetOf(scope)
  if (![...segments, ...sums].some(({ wish }) => wish.sets.includes(setId))) return
  const changed = { ids, because: { kind: 'set' as const, setId, name } }
  if (ids.length <= AT_ONCE_MAX) await rejudgePeople(follower, scope, changed)
  else await insertWaiting(scope, changed)
}

/** Judges some of those who wait for it, in one transaction. Returns whether there were any. */
export async function judgeWaiting(follower: Follower, { postgres }: Pick<Stores, 'postgres'>): Promise<boolean> {
  const workspaceId = await workspaceWaiting(postgres.system)
  if (workspaceId === undefined) return false
  await inTransaction(postgres.system, async (db) => {
    const scope = { db, workspaceId }
    await lockStates(scope)
    const reasons = Map.groupBy(await takeWaiting(scope, PEOPLE_A_PART), ({ because }) => JSON.stringify(because))
    for (const those of reasons.values()) {
      await rejudgePeople(follower, scope, { ids: those.map(({ id }) => id), because: those[0]!.because })
    }
  })
  return true
}
