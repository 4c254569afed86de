import type { Db } from '../../stores/index.ts'

/** Whether history has ever been imported here. */
export async function hasImported({ db, workspaceId }: { db: Db; workspaceId: number }): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(
    `select exists (select 1 from imports where workspace_id = $1 and status = 'done') as found`,
    [workspaceId],
  )
  return rows[0]!.found
}
