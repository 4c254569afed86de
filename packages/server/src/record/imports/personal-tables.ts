import type { Db } from '../../stores/index.ts'
import type { ImportRef } from './tables.ts'

export type KeptFiles = ImportRef & { status: string; refusedBytes: number; filePath: string }

/** The imports of a workspace, with what says which files they may have. */
export async function selectKeptFiles(db: Db, workspaceId: number): Promise<KeptFiles[]> {
  const { rows } = await db.query<KeptFiles>(
    `select workspace_id as "workspaceId", import_id as "importId", status, refused_bytes as "refusedBytes", file_path as "filePath"
     from imports where workspace_id = $1 order by created_at`,
    [workspaceId],
  )
  return rows
}

export async function updateRefusedBytes(db: Db, { workspaceId, importId }: ImportRef, bytes: number): Promise<void> {
  await db.query('update imports set refused_bytes = $3 where workspace_id = $1 and import_id = $2', [workspaceId, importId, bytes])
}

/** An import whose file is gone cannot go on. */
export async function noteFileGone(db: Db, { workspaceId, importId }: ImportRef, error: string): Promise<void> {
  await db.query(
    `update imports set status = 'failed', error = $3 where workspace_id = $1 and import_id = $2 and status in ('failed', 'stopped')`,
    [workspaceId, importId, error],
  )
}

export async function deleteImports(db: Db, workspaceId: number): Promise<void> {
  await db.query('delete from imports where workspace_id = $1', [workspaceId])
}
