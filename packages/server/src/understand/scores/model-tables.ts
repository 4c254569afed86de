import type { ScoreModel } from '@percorso/contract'
import type { Scope, StoredState } from '../following/index.ts'

export type ModelRow = {
  modelId: number
  key: string
  name: string
  description: string
  model: ScoreModel
  version: number
  state: StoredState
  createdAt: Date
  createdBy: string
  changedAt: Date
  changedBy: string
}

const COLUMNS = `model_id as "modelId", key, name, description, model, version, state, created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", changed_by as "changedBy"`

export async function selectModels({ db, workspaceId }: Scope): Promise<ModelRow[]> {
  const { rows } = await db.query<ModelRow>(`select ${COLUMNS} from score_models where workspace_id = $1 order by lower(name), name`, [
    workspaceId,
  ])
  return rows
}

export async function selectModel({ db, workspaceId }: Scope, modelId: number): Promise<ModelRow | undefined> {
  const { rows } = await db.query<ModelRow>(`select ${COLUMNS} from score_models where workspace_id = $1 and model_id = $2`, [
    workspaceId,
    modelId,
  ])
  return rows[0]
}

type Written = { name: string; description: string; model: ScoreModel; now: Date; by: string }

export async function insertModel(
  { db, workspaceId }: Scope,
  { key, name, description, model, now, by }: Written & { key: string },
): Promise<number> {
  const { rows } = await db.query<{ modelId: number }>(
    `insert into score_models (workspace_id, key, name, description, model, state, created_at, created_by, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, 'filling', $6, $7, $6, $7) returning model_id as "modelId"`,
    [workspaceId, key, name, description, JSON.stringify(model), now.toISOString(), by],
  )
  return rows[0]!.modelId
}

export async function updateModel(
  { db, workspaceId }: Scope,
  row: Written & Pick<ModelRow, 'modelId' | 'version' | 'state'>,
): Promise<void> {
  const { modelId, name, description, model, version, state, now, by } = row
  await db.query(
    `update score_models set name = $3, description = $4, model = $5, version = $6, state = $7, changed_at = $8, changed_by = $9
     where workspace_id = $1 and model_id = $2`,
    [workspaceId, modelId, name, description, JSON.stringify(model), version, state, now.toISOString(), by],
  )
}

/** Whether another model has this name. */
export async function hasModelName({ db, workspaceId }: Scope, name: string, besides: number): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from score_models where workspace_id = $1 and name = $2 and model_id <> $3', [
    workspaceId,
    name,
    besides,
  ])
  return rowCount === 1
}

export async function deleteModel({ db, workspaceId }: Scope, modelId: number): Promise<void> {
  await db.query('delete from score_models where workspace_id = $1 and model_id = $2', [workspaceId, modelId])
}
