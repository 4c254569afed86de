import type { Db, Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { insertMergedProfiles } from './facts.ts'
import { takeMoves } from './tables.ts'

/** What else happens when people were merged or separated, in the same transaction. `ids`: identifiers of everybody concerned. */
export type MoveReaction = (scope: { db: Db; workspaceId: number }, ids: string[]) => Promise<void>

/**
 * Tells the warehouse which profiles were merged into which, and whoever else must know. The move's number is the row's version, so order and
 * repetition do not matter. Returns how many were told.
 */
export async function publishMoves(
  { postgres, warehouse }: Pick<Stores, 'postgres' | 'warehouse'>,
  react: MoveReaction = async () => {},
): Promise<number> {
  return inTransaction(postgres.system, async (db) => {
    const moves = await takeMoves(db, 200)
    if (moves.length > 0) await insertMergedProfiles(warehouse, moves)
    const concerned = new Map<number, Set<string>>()
    for (const { workspaceId, identifierIds, leftIds } of moves) {
      const ids = concerned.get(workspaceId) ?? new Set()
      concerned.set(workspaceId, ids)
      for (const id of [...identifierIds, ...leftIds]) ids.add(id)
    }
    for (const [workspaceId, ids] of concerned) await react({ db, workspaceId }, [...ids])
    return moves.length
  })
}
