import { randomBytes } from 'node:crypto'
import { hashSecret, newSecret } from '../ground/ids.ts'
import type { Db, Postgres } from '../stores/index.ts'
import { inTransaction } from '../stores/index.ts'

export type TestWorkspace = { workspaceId: number; sourceId: number; writeKey: string }
export type WorkspaceTraits = { name?: string; timeZone?: string; identityPolicy?: Record<string, unknown> }

/** A workspace with a source and a write key for it. */
export async function buildWorkspace(stores: { postgres: Postgres }, traits: WorkspaceTraits = {}): Promise<TestWorkspace> {
  const { name = `Workspace ${randomBytes(3).toString('hex')}`, timeZone = 'UTC', identityPolicy = {} } = traits
  return inTransaction(stores.postgres.system, async (db) => {
    const insert = 'insert into workspaces (name, time_zone, identity_policy) values ($1, $2, $3) returning workspace_id as id'
    const workspaceId = await insertedId(db, insert, [name, timeZone, JSON.stringify(identityPolicy)])
    return { workspaceId, ...(await buildSource(db, workspaceId)) }
  })
}

/** A source of an existing workspace, with a write key. */
async function buildSource(db: Db, workspaceId: number): Promise<Omit<TestWorkspace, 'workspaceId'>> {
  const writeKey = newSecret('wk')
  const sourceId = await insertedId(db, `insert into sources (workspace_id, name) values ($1, 'Web') returning source_id as id`, [
    workspaceId,
  ])
  const insert = 'insert into write_keys (workspace_id, source_id, key_hash, hint) values ($1, $2, $3, $4) returning write_key_id as id'
  await insertedId(db, insert, [workspaceId, sourceId, hashSecret(writeKey), writeKey.slice(0, 7)])
  return { sourceId, writeKey }
}

async function insertedId(db: Db, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await db.query<{ id: number }>(sql, values)
  if (!rows[0]) throw new Error(`nothing inserted: ${sql}`)
  return rows[0].id
}
