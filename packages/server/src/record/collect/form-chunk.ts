import { inTransaction } from '../../stores/transactions.ts'
import type { ChunkContent } from './read-chunk.ts'
import { readChunk } from './read-chunk.ts'
import { insertChunk, lockWaiting } from './tables.ts'
import type { ChunkRef } from './tables.ts'
import type { Pipeline } from './pipeline.ts'
import { mayFormChunk } from './tombstone-tables.ts'

const CHUNK_ROWS_MAX = 1000
const CHUNK_FACTS = 8000

/**
 * Makes a chunk of the oldest waiting requests of one workspace and commits what it holds: from then on the chunk has that content, however
 * often it is processed. Returns undefined when nothing waits.
 */
export async function formChunk({ stores, pipelines, fresh }: Pipeline): Promise<{ ref: ChunkRef; content: ChunkContent } | undefined> {
  return inTransaction(stores.postgres.system, async (db) => {
    const waiting = await lockWaiting(db, CHUNK_ROWS_MAX)
    const workspaceId = waiting[0]?.workspaceId
    if (workspaceId === undefined || !(await mayFormChunk(db, workspaceId))) return undefined
    const intakeIds = chooseRows(waiting.filter((row) => row.workspaceId === workspaceId))
    const ref = { workspaceId, chunkId: await insertChunk(db, workspaceId, intakeIds) }
    const { normalise } = await pipelines(db, workspaceId)
    return { ref, content: await readChunk(db, ref, { normalise, held: fresh.take(intakeIds) }) }
  })
}

function chooseRows(rows: { intakeId: number; facts: number }[]): number[] {
  let facts = 0
  let count = 0
  while (count < rows.length && (count === 0 || facts + rows[count]!.facts <= CHUNK_FACTS)) facts += rows[count++]!.facts
  return rows.slice(0, count).map(({ intakeId }) => intakeId)
}
