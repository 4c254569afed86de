import type { Db } from '../../stores/index.ts'

export const COLLECT_TABLES = ['intake', 'chunks', 'rejected', 'seen_messages', 'source_counts']

export type RejectedPayload = { rejectedId: number; receivedAt: Date; reason: string; detail: string; payload: string }

/** Rejected facts, the oldest first, page by page. */
export async function* everyRejected(db: Db, workspaceId: number): AsyncGenerator<RejectedPayload[]> {
  let after = 0
  for (;;) {
    const { rows } = await db.query<RejectedPayload>(
      `select rejected_id as "rejectedId", received_at as "receivedAt", reason, detail, convert_from(payload, 'UTF8') as payload
       from rejected where workspace_id = $1 and rejected_id > $2 order by rejected_id limit 500`,
      [workspaceId, after],
    )
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)!.rejectedId
  }
}

export async function deleteRejected(db: Db, workspaceId: number, rejectedIds: number[]): Promise<void> {
  await db.query('delete from rejected where workspace_id = $1 and rejected_id = any($2::bigint[])', [workspaceId, rejectedIds])
}

/** Rejected facts that were received before a moment: how many, or deletes them. */
export async function countRejectedBefore(db: Db, workspaceId: number, before: Date): Promise<number> {
  const { rows } = await db.query<{ facts: number }>(
    'select count(*) as facts from rejected where workspace_id = $1 and received_at < $2',
    [workspaceId, before],
  )
  return rows[0]!.facts
}

export async function deleteRejectedBefore(db: Db, workspaceId: number, before: Date): Promise<number> {
  const { rowCount } = await db.query('delete from rejected where workspace_id = $1 and received_at < $2', [workspaceId, before])
  return rowCount ?? 0
}

/** How far the intake has come; what is there now has a lower number or this one. */
export async function lastIntake(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await db.query<{ id: number }>('select coalesce(max(intake_id), 0) as id from intake where workspace_id = $1', [
    workspaceId,
  ])
  return rows[0]!.id
}

/** Whether something of what had come by then still waits. */
export async function waitsUpTo(db: Db, workspaceId: number, intakeId: number): Promise<boolean> {
  const { rowCount } = await db.query('select from intake where workspace_id = $1 and intake_id <= $2 limit 1', [workspaceId, intakeId])
  return rowCount === 1
}

/** How many facts came and were left out because they are of people who were erased. */
export async function countErasedFacts(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await db.query<{ facts: number }>(
    'select coalesce(sum(erased), 0)::bigint as facts from source_counts where workspace_id = $1',
    [workspaceId],
  )
  return rows[0]!.facts
}

export async function deleteCollected(db: Db, workspaceId: number): Promise<void> {
  for (const table of COLLECT_TABLES) await db.query(`delete from ${table} where workspace_id = $1`, [workspaceId])
}
