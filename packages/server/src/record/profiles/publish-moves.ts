import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { insertMergedProfiles } from './facts.ts'
import { takeMoves } from './tables.ts'

/**
 * Tells the warehouse which profiles were merged into which. The move's number is the row's version, so order and repetition do not matter.
 * Returns how many were told.
 */
export async function publishMoves({ postgres, warehouse }: Stores): Promise<number> {
  return inTransaction(postgres.system, async (db) => {
    const moves = await takeMoves(db, 200)
    if (moves.length > 0) await insertMergedProfiles(warehouse, moves)
    return moves.length
  })
}
