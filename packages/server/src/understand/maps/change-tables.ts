import type { MapChange, MapEdit } from '@percorso/contract'
import type { Scope } from './map-tables.ts'

/** So many changes of a map are kept: who was away for longer reads the map again. */
const KEPT = 500

export type ChangeRow = { revision: number; changeId: string; edits: MapEdit[]; madeAt: Date; madeBy: string }

/** Adds what was made, in the order of revisions, and forgets what is older than what is kept. */
export async function insertChanges({ db, workspaceId }: Scope, mapId: number, changes: ChangeRow[]): Promise<void> {
  const last = changes.at(-1)
  if (!last) return
  const edits = changes.map((change) => JSON.stringify(change.edits))
  await db.query(
    `insert into map_changes (workspace_id, map_id, revision, change_id, edits, bytes, made_at, made_by)
     select $1, $2, revision, change_id, edits, octet_length(edits::text), $6, $7 from unnest($3::int[], $4::uuid[], $5::jsonb[]) as c (revision, change_id, edits)`,
    [workspaceId, mapId, changes.map(({ revision }) => revision), changes.map(({ changeId }) => changeId), edits, last.madeAt, last.madeBy],
  )
  await db.query('delete from map_changes where workspace_id = $1 and map_id = $2 and revision <= $3', [
    workspaceId,
    mapId,
    last.revision - KEPT,
  ])
}

/** Which of these were made already. */
export async function selectKnown({ db, workspaceId }: Scope, mapId: number, changes: MapChange[]): Promise<Set<string>> {
  const { rows } = await db.query<{ changeId: string }>(
    'select change_id as "changeId" from map_changes where workspace_id = $1 and map_id = $2 and change_id = any($3::uuid[])',
    [workspaceId, mapId, changes.map(({ changeId }) => changeId)],
  )
  return new Set(rows.map(({ changeId }) => changeId))
}

type Span = { after: number; until: number }

/** How many changes there are between two revisions, and how large they are. */
export async function measureChanges(
  { db, workspaceId }: Scope,
  mapId: number,
  { after, until }: Span,
): Promise<{ count: number; bytes: number }> {
  const { rows } = await db.query<{ count: number; bytes: number }>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::float8 as bytes from map_changes
     where workspace_id = $1 and map_id = $2 and revision > $3 and revision <= $4`,
    [workspaceId, mapId, after, until],
  )
  return rows[0]!
}

export async function selectChanges({ db, workspaceId }: Scope, mapId: number, { after, until }: Span): Promise<ChangeRow[]> {
  const { rows } = await db.query<ChangeRow>(
    `select revision, change_id as "changeId", edits, made_at as "madeAt", made_by as "madeBy" from map_changes
     where workspace_id = $1 and map_id = $2 and revision > $3 and revision <= $4 order by revision`,
    [workspaceId, mapId, after, until],
  )
  return rows
}

export type Author = { paths: string[][]; madeBy: string }

/** Who changed which places, the latest first. */
export async function selectAuthors({ db, workspaceId }: Scope, mapId: number): Promise<Author[]> {
  const { rows } = await db.query<Author>(
    `select jsonb_path_query_array(edits, '$[*].path') as paths, made_by as "madeBy" from map_changes
     where workspace_id = $1 and map_id = $2 order by revision desc`,
    [workspaceId, mapId],
  )
  return rows
}
