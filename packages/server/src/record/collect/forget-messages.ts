import type { Db } from '../../stores/index.ts'
import { deleteMessagesBefore, noteChunkTime } from './tables.ts'

const REMEMBER_DAYS = 8

/** Notes which chunks belong to this hour, and forgets message ids that are older than a resend can be (8 days, so that 7 always hold). */
export async function forgetMessages(db: Db, lastChunkId: number): Promise<number> {
  await noteChunkTime(db, lastChunkId)
  return deleteMessagesBefore(db, REMEMBER_DAYS)
}
