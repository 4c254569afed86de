import { PercorsoError } from '../../ground/index.ts'
import type { Stores } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { record } from '../access/index.ts'
import { keepChunksOut } from '../collect/index.ts'
import type { PersonalData, WorkspaceRequest } from '../profiles/index.ts'
import { endSample } from './tables.ts'

type Deps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; rooms: PersonalData[] }

/**
 * Empties a workspace of sample data: people, facts, imports, requests. It stays, with its members, sources and keys, and is nobody's sample any
 * more. The warehouse goes first: a try that fails on the way finds the mark still there, and can be made again.
 */
export async function deleteSample({ stores, rooms }: Deps, { workspaceId, by }: WorkspaceRequest): Promise<void> {
  await inTransaction(stores.postgres.system, async (db) => {
    await keepChunksOut(db, workspaceId)
    if (!(await endSample({ db, workspaceId }))) {
      throw new PercorsoError('no_sample', 'This workspace does not hold sample data: nothing was deleted.', { status: 409 })
    }
    for (const room of rooms) await room.emptyElsewhere?.(stores, workspaceId)
    for (const room of rooms) await room.empty(db, workspaceId)
    await record(db, { workspaceId, by }, { verb: 'sample.delete', kind: 'workspace', id: workspaceId })
  })
}
