import { randomBytes } from 'node:crypto'
import type { Db } from '../../stores/index.ts'

/** The first of the two numbers of the advisory lock that keeps chunks and erasures of one workspace apart. */
const ERASING = 8

/** Held by whoever processes a chunk, until its transaction ends: until then nobody is erased, and afterwards tombstones are seen. */
export async function keepErasuresOut(db: Db, workspaceId: number): Promise<void> {
  await db.query('select pg_advisory_xact_lock_shared($1, $2)', [ERASING, workspaceId])
}

/** As {@link keepErasuresOut}, for a chunk that is being formed; false if somebody holds it: rows are held already, and waiting could be for each other. */
export async function mayFormChunk(db: Db, workspaceId: number): Promise<boolean> {
  const { rows } = await db.query<{ may: boolean }>('select pg_try_advisory_xact_lock_shared($1, $2) as may', [ERASING, workspaceId])
  return rows[0]!.may
}

/** Held by whoever erases, or begins to follow facts: waits for the chunks of this workspace that are under way, and lets no other begin. */
export async function keepChunksOut(db: Db, workspaceId: number): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1, $2)', [ERASING, workspaceId])
}

/** The key of all marks of this installation, made up at its first use. */
export async function erasureKey(db: Db): Promise<Buffer> {
  await db.query('insert into erasure_key (key) values ($1) on conflict do nothing', [randomBytes(32)])
  const { rows } = await db.query<{ key: Buffer }>('select key from erasure_key')
  return rows[0]!.key
}

/** When identifiers were erased, by their marks in hex. */
export async function erasedAmong(db: Db, workspaceId: number, marks: Buffer[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ mark: Buffer; erasedAt: Date }>(
    'select mark, erased_at as "erasedAt" from tombstones where workspace_id = $1 and mark = any($2::bytea[])',
    [workspaceId, marks],
  )
  return new Map(rows.map(({ mark, erasedAt }) => [mark.toString('hex'), erasedAt.getTime()]))
}

/** Keeps the marks of what was erased; what was erased before is erased anew. */
export async function insertTombstones(
  db: Db,
  workspaceId: number,
  { marks, erasedAt }: { marks: Buffer[]; erasedAt: Date },
): Promise<void> {
  await db.query(
    `insert into tombstones as t (workspace_id, mark, erased_at) select $1, mark, $3 from unnest($2::bytea[]) as d (mark)
     on conflict (workspace_id, mark) do update set erased_at = greatest(t.erased_at, excluded.erased_at)`,
    [workspaceId, marks, erasedAt],
  )
}

export type Rules = { policy: unknown; erasures: number; mayReturn: boolean }

/** What the pipeline goes by in a workspace, as it is stored. */
export async function storedRules(db: Db, workspaceId: number): Promise<Rules> {
  const { rows } = await db.query<Rules>(
    `select identity_policy as policy, erasures, erased_may_return as "mayReturn" from workspaces where workspace_id = $1`,
    [workspaceId],
  )
  return rows[0] ?? { policy: {}, erasures: 0, mayReturn: true }
}
