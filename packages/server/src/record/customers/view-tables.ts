import type { SavedView } from './views.ts'
import type { Scope } from './tables.ts'

export type ViewRow = Pick<SavedView, 'viewId' | 'name' | 'shared' | 'owner' | 'query'> & { ownerId: string; changedAt: Date }

const columns = `view_id as "viewId", owner_id as "ownerId", owner, name, shared, query, changed_at as "changedAt"`

export async function selectViews({ db, workspaceId }: Scope, ownerId: string): Promise<ViewRow[]> {
  const { rows } = await db.query<ViewRow>(
    `select ${columns} from saved_views where workspace_id = $1 and (shared or owner_id = $2) order by lower(name), view_id`,
    [workspaceId, ownerId],
  )
  return rows
}

/** Everybody's views. */
export async function selectAllViews({ db, workspaceId }: Scope): Promise<Pick<ViewRow, 'viewId' | 'name' | 'query'>[]> {
  const { rows } = await db.query<ViewRow>('select view_id as "viewId", name, query from saved_views where workspace_id = $1', [
    workspaceId,
  ])
  return rows
}

export async function updateView(
  { db, workspaceId }: Scope,
  { viewId, name, query }: { viewId: string; name: string; query: string },
): Promise<void> {
  await db.query('update saved_views set name = $3, query = $4 where workspace_id = $1 and view_id = $2', [
    workspaceId,
    viewId,
    name,
    query,
  ])
}

/** A view, locked until the transaction ends. */
export async function selectView({ db, workspaceId }: Scope, viewId: string): Promise<ViewRow | undefined> {
  const { rows } = await db.query<ViewRow>(`select ${columns} from saved_views where workspace_id = $1 and view_id = $2 for update`, [
    workspaceId,
    viewId,
  ])
  return rows[0]
}

export type StoredView = Omit<ViewRow, 'changedAt'>

/** Writes a view, new or known. Whose it is stays. */
export async function upsertView(
  { db, workspaceId }: Scope,
  { viewId, ownerId, owner, name, shared, query }: StoredView,
): Promise<ViewRow> {
  const { rows } = await db.query<ViewRow>(
    `insert into saved_views (workspace_id, view_id, owner_id, owner, name, shared, query) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, view_id) do update set name = excluded.name, shared = excluded.shared, query = excluded.query, changed_at = excluded.changed_at
     returning ${columns}`,
    [workspaceId, viewId, ownerId, owner, name, shared, JSON.stringify(query)],
  )
  return rows[0]!
}

export async function deleteView({ db, workspaceId }: Scope, viewId: string): Promise<void> {
  await db.query('delete from saved_views where workspace_id = $1 and view_id = $2', [workspaceId, viewId])
}
