import type { ImportStatus } from '@percorso/contract'
import type { Db, Postgres } from '../../stores/index.ts'

export type ImportRef = { workspaceId: number; importId: string }

export type ImportRow = ImportRef & {
  sourceId: number
  name: string
  fileName: string
  filePath: string
  mapping: unknown
  status: ImportStatus
  rowPosition: number
  facts: number
  refused: number
  refusedBytes: number
  bytesRead: number
  bytesTotal: number
  activeMs: number
  error: string | null
  createdAt: Date
  startedAt: Date | null
  heartbeat: Date | null
  finishedAt: Date | null
}

const columns = `workspace_id as "workspaceId", import_id as "importId", source_id as "sourceId", name, file_name as "fileName",
  file_path as "filePath", mapping, status, row_position as "rowPosition", facts, refused, refused_bytes as "refusedBytes",
  bytes_read as "bytesRead", bytes_total as "bytesTotal", active_ms as "activeMs", error, created_at as "createdAt",
  started_at as "startedAt", heartbeat, finished_at as "finishedAt"`
const one = 'workspace_id = $1 and import_id = $2'

export type NewImport = ImportRef & Pick<ImportRow, 'sourceId' | 'name' | 'fileName' | 'filePath' | 'mapping' | 'bytesTotal'>

export async function insertImport(db: Db, row: NewImport): Promise<ImportRow> {
  const { rows } = await db.query<ImportRow>(
    `insert into imports (workspace_id, import_id, source_id, name, file_name, file_path, mapping, bytes_total)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [row.workspaceId, row.importId, row.sourceId, row.name, row.fileName, row.filePath, JSON.stringify(row.mapping), row.bytesTotal],
  )
  return rows[0]!
}

export async function selectImport(db: Db, { workspaceId, importId }: ImportRef): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(`select ${columns} from imports where ${one}`, [workspaceId, importId])
  return rows[0]
}

type PageOf = { workspaceId: number; after: [createdAt: number, importId: string] | undefined; limit: number }

/** The latest imports of a workspace, from after a place in that order. */
export async function selectImports(db: Db, { workspaceId, after, limit }: PageOf): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(
    `select ${columns} from imports where workspace_id = $1 and ($2::timestamptz is null or (created_at, import_id) < ($2, $3::uuid))
     order by created_at desc, import_id desc limit $4`,
    [workspaceId, after ? new Date(after[0]).toISOString() : null, after?.[1] ?? null, limit],
  )
  return rows
}

/** What is to be done, in the order in which it came: new imports, and those whose worker may have died. */
export async function importsToDo(db: Db): Promise<ImportRef[]> {
  const { rows } = await db.query<ImportRef>(
    `select workspace_id as "workspaceId", import_id as "importId" from imports where status in ('waiting', 'running') order by created_at limit 100`,
  )
  return rows
}

/**
 * Takes hold of an import until released; undefined if somebody else has it. The lock belongs to a connection, so it goes with the process
 * that held it, however that ends.
 */
export async function holdImport(postgres: Pick<Postgres, 'system'>, { importId }: ImportRef): Promise<(() => Promise<void>) | undefined> {
  const client = await postgres.system.connect()
  try {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [importId])
    if (rows[0]?.held) {
      return () =>
        client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [importId]).then(
          () => client.release(),
          () => client.release(true),
        )
    }
    client.release()
    return undefined
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Notes that an import is being worked on. Undefined if it is not to be. */
export async function beginImport(db: Db, { workspaceId, importId }: ImportRef): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(
    `update imports set status = 'running', started_at = coalesce(started_at, now()), heartbeat = now(), error = null
     where ${one} and status in ('waiting', 'running') returning ${columns}`,
    [workspaceId, importId],
  )
  return rows[0]
}

export type Advance = Pick<ImportRow, 'rowPosition' | 'facts' | 'refused' | 'refusedBytes' | 'bytesRead' | 'activeMs'> & { from: number }

/** Moves an import on from one row to another; false if it was stopped, or is not where it was thought to be. */
export async function advanceImport(db: Db, { workspaceId, importId }: ImportRef, advance: Advance): Promise<boolean> {
  const { from, rowPosition, facts, refused, refusedBytes, bytesRead, activeMs } = advance
  const { rowCount } = await db.query(
    `update imports set row_position = $4, facts = facts + $5, refused = refused + $6, refused_bytes = $7, bytes_read = $8,
       active_ms = active_ms + $9, heartbeat = now()
     where ${one} and row_position = $3 and status = 'running'`,
    [workspaceId, importId, from, rowPosition, facts, refused, refusedBytes, bytesRead, Math.round(activeMs)],
  )
  return rowCount === 1
}

/** Notes that an import that gets no further is still being worked on; false if it was stopped. */
export async function beatHeart(db: Db, { workspaceId, importId }: ImportRef): Promise<boolean> {
  const { rowCount } = await db.query(`update imports set heartbeat = now() where ${one} and status = 'running'`, [workspaceId, importId])
  return rowCount === 1
}

/** The end of an import, with what went wrong if it failed; false if it was stopped. */
export async function finishImport(db: Db, { workspaceId, importId }: ImportRef, error: string | null): Promise<boolean> {
  const { rowCount } = await db.query(
    `update imports set status = case when $3::text is null then 'done' else 'failed' end, error = $3, finished_at = now(), heartbeat = now(),
       bytes_read = case when $3::text is null then bytes_total else bytes_read end
     where ${one} and status = 'running'`,
    [workspaceId, importId, error],
  )
  return rowCount === 1
}

/** Moves an import from one of these states to another. Undefined if it is in none of them. */
export async function updateStatus(
  db: Db,
  { workspaceId, importId }: ImportRef,
  { from, to }: { from: ImportStatus[]; to: ImportStatus },
): Promise<ImportRow | undefined> {
  const { rows } = await db.query<ImportRow>(
    `update imports set status = $4, finished_at = null where ${one} and status = any($3) returning ${columns}`,
    [workspaceId, importId, from, to],
  )
  return rows[0]
}
