import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTransaction } from '../../stores/index.ts'
import { buildWorkspace, testDatabase } from '../../testing/index.ts'
import { openSnapshot } from './snapshot.ts'

const { postgres } = await testDatabase()

it('waits for a chunk that is being formed, so that it counts as pending and not as done', async () => {
  const { workspaceId } = await buildWorkspace({ postgres })
  const formed = Promise.withResolvers<number>()
  const commit = Promise.withResolvers<void>()
  const forming = inTransaction(postgres.system, async (db) => {
    const { rows } = await db.query<{ id: number }>('insert into chunks (workspace_id) values ($1) returning chunk_id as id', [workspaceId])
    formed.resolve(rows[0]!.id)
    await commit.promise
  })
  const chunkId = await formed.promise
  const opening = openSnapshot(postgres)
  await sleep(300)
  commit.resolve()
  await forming
  const snapshot = await opening
  expect(snapshot).toMatchObject({ lastChunkId: chunkId, pendingChunks: [chunkId] })

  // Nobody is held up once it is taken, and it does not change any more.
  await postgres.system.query('delete from chunks where chunk_id = $1', [chunkId])
  await postgres.system.query('insert into chunks (workspace_id) values ($1)', [workspaceId])
  const { rows } = await snapshot.client.query<{ id: number }>('select chunk_id as id from chunks')
  expect(rows).toEqual([{ id: chunkId }])
  await snapshot.close()
})
