import type { Db } from '../../stores/index.ts'

/** Where facts that come with a write key belong, and which web pages may send them (none named: all). */
export type KeyOwner = { workspaceId: number; sourceId: number; sourceName: string; allowedOrigins: string[] }
export type SourceRow = { sourceId: number; name: string; createdAt: Date; archivedAt: Date | null }
export type WriteKeyRow = {
  writeKeyId: number
  sourceId: number
  hint: string
  allowedOrigins: string[]
  createdAt: Date
  revokedAt: Date | null
}

const sourceColumns = 'source_id as "sourceId", name, created_at as "createdAt", archived_at as "archivedAt"'
const keyColumns = `write_key_id as "writeKeyId", source_id as "sourceId", hint, allowed_origins as "allowedOrigins",
  created_at as "createdAt", revoked_at as "revokedAt"`

/** The owners of those of these key hashes that are good, by hash in hex. */
export async function keyOwners(db: Db, hashes: string[]): Promise<Map<string, KeyOwner>> {
  const { rows } = await db.query<KeyOwner & { hash: string }>(
    `select encode(k.key_hash, 'hex') as hash, k.workspace_id as "workspaceId", k.source_id as "sourceId", s.name as "sourceName",
       k.allowed_origins as "allowedOrigins"
     from unnest($1::text[]) as wanted (hash) join write_keys k on k.key_hash = decode(wanted.hash, 'hex') join sources s using (workspace_id, source_id)
     where k.revoked_at is null and s.archived_at is null`,
    [hashes],
  )
  return new Map(rows.map(({ hash, ...owner }) => [hash, owner]))
}

export async function insertSource(db: Db, workspaceId: number, name: string): Promise<SourceRow> {
  const { rows } = await db.query<SourceRow>(`insert into sources (workspace_id, name) values ($1, $2) returning ${sourceColumns}`, [
    workspaceId,
    name,
  ])
  return rows[0]!
}

export async function selectSources(db: Db, workspaceId: number): Promise<SourceRow[]> {
  const { rows } = await db.query<SourceRow>(`select ${sourceColumns} from sources where workspace_id = $1 order by source_id`, [
    workspaceId,
  ])
  return rows
}

export type SourceChange = { name?: string | undefined; archived?: boolean | undefined }

/** Renames, archives, or brings back; a source that was archived before keeps its date. Returns it as it was and as it is. */
export async function updateSource(
  db: Db,
  { workspaceId, sourceId }: { workspaceId: number; sourceId: number },
  { name, archived }: SourceChange,
): Promise<{ before: SourceRow; after: SourceRow } | undefined> {
  const where = 'where workspace_id = $1 and source_id = $2'
  const { rows: found } = await db.query<SourceRow>(`select ${sourceColumns} from sources ${where} for update`, [workspaceId, sourceId])
  const { rows } = await db.query<SourceRow>(
    `update sources set name = coalesce($3, name),
       archived_at = case when $4::boolean is null then archived_at when $4 then coalesce(archived_at, now()) end
     ${where} returning ${sourceColumns}`,
    [workspaceId, sourceId, name ?? null, archived ?? null],
  )
  return found[0] && rows[0] && { before: found[0], after: rows[0] }
}

export type NewKey = { sourceId: number; keyHash: Buffer; hint: string; allowedOrigins: string[] }

/** The new key, or nothing if the workspace has no such source. */
export async function insertWriteKey(db: Db, workspaceId: number, key: NewKey): Promise<WriteKeyRow | undefined> {
  const { rows } = await db.query<WriteKeyRow>(
    `insert into write_keys (workspace_id, source_id, key_hash, hint, allowed_origins)
     select workspace_id, source_id, $3, $4, $5 from sources where workspace_id = $1 and source_id = $2 returning ${keyColumns}`,
    [workspaceId, key.sourceId, key.keyHash, key.hint, key.allowedOrigins],
  )
  return rows[0]
}

export async function selectWriteKeys(db: Db, workspaceId: number, sourceId: number): Promise<WriteKeyRow[]> {
  const { rows } = await db.query<WriteKeyRow>(
    `select ${keyColumns} from write_keys where workspace_id = $1 and source_id = $2 order by write_key_id`,
    [workspaceId, sourceId],
  )
  return rows
}

/** Revokes for good; a key that was revoked before keeps its date. */
export async function updateRevoked(db: Db, workspaceId: number, writeKeyId: number): Promise<WriteKeyRow | undefined> {
  const { rows } = await db.query<WriteKeyRow>(
    `update write_keys set revoked_at = coalesce(revoked_at, now()) where workspace_id = $1 and write_key_id = $2 returning ${keyColumns}`,
    [workspaceId, writeKeyId],
  )
  return rows[0]
}
