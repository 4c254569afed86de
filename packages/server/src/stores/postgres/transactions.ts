import type pg from 'pg'
import { PercorsoError } from '../../ground/errors.ts'
import { takeClient } from './pools.ts'
import type { Db } from './pools.ts'

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Statements that it asks for at once go one after another; one that it
 * asks for after the end is refused.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await takeClient(pool)
  const { db, end } = oneAfterAnother(client)
  try {
    await client.query('begin')
    const result = await work(db)
    await end()
    await commit(client)
    client.release()
    return result
  } catch (error) {
    await end()
    client.release(await cannotRollBack(client))
    throw error
  }
}

/** `end` lets nothing more in, and resolves when what is under way is done. */
function oneAfterAnother(client: pg.PoolClient): { db: Db; end: () => Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve()
  let isOver = false
  const query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> => {
    if (isOver) return Promise.reject(new PercorsoError('transaction_over', 'This transaction has ended'))
    const answer = last.then(() => client.query<Row>(text, values))
    last = answer.catch(() => {}) // and so whoever asked and went away leaves no failure that nobody handles
    return answer
  }
  return {
    db: { query },
    end() {
      isOver = true
      return last
    },
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
