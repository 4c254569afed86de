import type { Db } from '../../stores/index.ts'

/** The first workspace's id, made if there is none yet. Processes that start together wait for each other here. */
export async function firstWorkspace(db: Db): Promise<{ workspaceId: number; isNew: boolean }> {
  await db.query('select pg_advisory_xact_lock($1)', [7_267_672_677])
  const found = await db.query<{ id: number }>('select workspace_id as id from workspaces order by workspace_id limit 1')
  if (found.rows[0]) return { workspaceId: found.rows[0].id, isNew: false }
  const made = await db.query<{ id: number }>(`insert into workspaces (name) values ('My workspace') returning workspace_id as id`)
  return { workspaceId: made.rows[0]!.id, isNew: true }
}

/** Whether a write key with this hash is good. */
export async function isWriteKeyGood(db: Db, workspaceId: number, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query('select from write_keys where workspace_id = $1 and key_hash = $2 and revoked_at is null', [
    workspaceId,
    hash,
  ])
  return rowCount === 1
}
