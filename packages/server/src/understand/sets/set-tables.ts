import type { Scope } from '../following/index.ts'

export type SetRow = {
  setId: number
  name: string
  description: string
  size: number
  createdAt: Date
  createdBy: string
  changedAt: Date
  changedBy: string
}

const COLUMNS = `set_id as "setId", name, description, size, created_at as "createdAt", created_by as "createdBy", changed_at as "changedAt",
  changed_by as "changedBy"`

export async function selectSets({ db, workspaceId }: Scope): Promise<SetRow[]> {
  const { rows } = await db.query<SetRow>(`select ${COLUMNS} from uploaded_sets where workspace_id = $1 order by lower(name), set_id`, [
    workspaceId,
  ])
  return rows
}

export async function selectSet({ db, workspaceId }: Scope, setId: number): Promise<SetRow | undefined> {
  const { rows } = await db.query<SetRow>(`select ${COLUMNS} from uploaded_sets where workspace_id = $1 and set_id = $2`, [
    workspaceId,
    setId,
  ])
  return rows[0]
}

type Written = { name: string; description: string; now: Date; by: string }

/** Returns its id; undefined if there is one of that name. */
export async function insertSet({ db, workspaceId }: Scope, { name, description, now, by }: Written): Promise<number | undefined> {
  const { rows } = await db.query<{ setId: number }>(
    `insert into uploaded_sets (workspace_id, name, description, created_at, created_by, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $4, $5) on conflict (workspace_id, name) do nothing returning set_id as "setId"`,
    [workspaceId, name, description, now.toISOString(), by],
  )
  return rows[0]?.setId
}

export async function updateSet(
  { db, workspaceId }: Scope,
  { setId, name, description, now, by }: Written & { setId: number },
): Promise<void> {
  await db.query(
    'update uploaded_sets set name = $3, description = $4, changed_at = $5, changed_by = $6 where workspace_id = $1 and set_id = $2',
    [workspaceId, setId, name, description, now.toISOString(), by],
  )
}

/** Whether another set has this name. */
export async function hasName({ db, workspaceId }: Scope, name: string, besides: number): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from uploaded_sets where workspace_id = $1 and name = $2 and set_id <> $3', [
    workspaceId,
    name,
    besides,
  ])
  return rowCount === 1
}

/** After members were put in or taken out. */
export async function addSize(
  { db, workspaceId }: Scope,
  { setId, change, now, by }: { setId: number; change: number } & Pick<Written, 'now' | 'by'>,
): Promise<void> {
  await db.query('update uploaded_sets set size = size + $3, changed_at = $4, changed_by = $5 where workspace_id = $1 and set_id = $2', [
    workspaceId,
    setId,
    change,
    now.toISOString(),
    by,
  ])
}

export async function deleteSet({ db, workspaceId }: Scope, setId: number): Promise<void> {
  for (const table of ['set_members', 'uploaded_sets']) {
    await db.query(`delete from ${table} where workspace_id = $1 and set_id = $2`, [workspaceId, setId])
  }
}
