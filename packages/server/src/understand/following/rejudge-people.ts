import type { Because } from '@percorso/contract'
import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { isIdle } from './follow-facts.ts'
import type { Follower } from './follow-facts.ts'
import { judgePeople } from './judge-people.ts'
import { loadFollowed } from './load-people.ts'
import type { Scope } from './ruleset-tables.ts'
import { lockStates, selectToWake, workspacesToWake } from './state-tables.ts'
import { tellMoves } from './tell-moves.ts'

const WAKE_MAX = 500

/** Judges people anew in everything, in the caller's transaction: those to whom these identifiers belong. */
export async function rejudgePeople(
  { rulesetOf, clock }: Follower,
  scope: Scope,
  { ids, because }: { ids: string[]; because: Because },
): Promise<void> {
  const ruleset = await rulesetOf(scope)
  if (isIdle(ruleset)) return
  await lockStates(scope)
  const now = clock.now()
  const people = await loadFollowed(scope, ruleset, ids)
  const cases = people.map((person) => ({
    person,
    touched: new Set<number>(),
    beside: 'everything' as const,
    changed: new Set<string>(),
    because: () => because,
  }))
  await tellMoves(scope, ruleset, { ...(await judgePeople({ ...scope, ruleset, now }, [cases])), now })
}

/** Judges those whose moment has come: a window has closed, a day has begun. Returns how many there were. */
export async function wakePeople(follower: Follower, { postgres }: Pick<Stores, 'postgres'>): Promise<number> {
  let woken = 0
  for (const workspaceId of await workspacesToWake(postgres.system, follower.clock.now())) {
    woken += await inTransaction(postgres.system, async (db) => {
      const scope = { db, workspaceId }
      await lockStates(scope)
      const ids = await selectToWake(scope, follower.clock.now(), WAKE_MAX)
      await rejudgePeople(follower, scope, { ids, because: { kind: 'time' } })
      return ids.length
    })
  }
  return woken
}
