import type pg from 'pg'
import { PercorsoError } from '../../ground/errors.ts'
import { takeClient } from './pools.ts'
import type { Db } from './pools.ts'

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await takeClient(pool)
  try {
    await client.query('begin')
    const result = await work(client)
    await commit(client)
    client.release()
    return result
  } catch (error) {
    client.release(await cannotRollBack(client))
    throw error
  }
}

/** Runs `work` in a transaction of the app role that sees one workspace and no other. */
export async function inWorkspace<T>(postgres: { app: pg.Pool }, workspaceId: number, work: (db: Db) => Promise<T>): Promise<T> {
  return inTransaction(postgres.app, async (db) => {
    await db.query(`select set_config('percorso.workspace', $1, true)`, [String(workspaceId)])
    return work(db)
  })
}

// If `work` caught a failed statement's error, PostgreSQL answers `commit` with a rollback and no error.
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit')
  if (command !== 'COMMIT') throw new PercorsoError('rolled_back', 'The transaction was rolled back: a statement in it had failed')
}

async function cannotRollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return error as Error // a client in an unknown state must not go back into the pool
  }
}
