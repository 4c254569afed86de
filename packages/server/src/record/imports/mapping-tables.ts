import type { Db } from '../../stores/index.ts'

export type MappingRow = { name: string; mapping: unknown; savedBy: string; savedAt: Date }
type Scope = { db: Db; workspaceId: number }

const columns = 'name, mapping, saved_by as "savedBy", saved_at as "savedAt"'

export async function selectMappings({ db, workspaceId }: Scope): Promise<MappingRow[]> {
  const { rows } = await db.query<MappingRow>(
    `select ${columns} from import_mappings where workspace_id = $1 order by lower(name), name limit 1000`,
    [workspaceId],
  )
  return rows
}

export async function upsertMapping({ db, workspaceId }: Scope, row: Omit<MappingRow, 'savedAt'>): Promise<MappingRow> {
  const { rows } = await db.query<MappingRow>(
    `insert into import_mappings (workspace_id, name, mapping, saved_by) values ($1, $2, $3, $4)
     on conflict (workspace_id, name) do update set mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = now() returning ${columns}`,
    [workspaceId, row.name, JSON.stringify(row.mapping), row.savedBy],
  )
  return rows[0]!
}

export async function deleteMapping({ db, workspaceId }: Scope, name: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from import_mappings where workspace_id = $1 and name = $2', [workspaceId, name])
  return rowCount === 1
}
