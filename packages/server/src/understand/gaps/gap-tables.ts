import type { Db } from '../../stores/index.ts'

/** Where a workspace is read: `db` sees no other. */
export type Scope = { db: Db; workspaceId: number }

/** Those of these segments that there are, in the order in which they were asked for. */
export async function selectSegmentNames({ db, workspaceId }: Scope, segmentIds: number[]): Promise<{ segmentId: number; name: string }[]> {
  const { rows } = await db.query<{ segmentId: number; name: string }>(
    `select segment_id as "segmentId", name from segments where workspace_id = $1 and segment_id = any($2::int[]) order by array_position($2::int[], segment_id)`,
    [workspaceId, segmentIds],
  )
  return rows
}
