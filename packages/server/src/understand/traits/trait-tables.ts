import type { TraitFormula } from '@percorso/contract'
import type { Scope, StoredState } from '../following/index.ts'

export type TraitRow = {
  traitId: number
  key: string
  description: string
  formula: TraitFormula
  state: StoredState
  createdAt: Date
  createdBy: string
  changedAt: Date
  changedBy: string
}

const COLUMNS = `trait_id as "traitId", key, description, formula, state, created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", changed_by as "changedBy"`

export async function selectTraits({ db, workspaceId }: Scope): Promise<TraitRow[]> {
  const { rows } = await db.query<TraitRow>(`select ${COLUMNS} from trait_definitions where workspace_id = $1 order by lower(key), key`, [
    workspaceId,
  ])
  return rows
}

export async function selectTrait({ db, workspaceId }: Scope, traitId: number): Promise<TraitRow | undefined> {
  const { rows } = await db.query<TraitRow>(`select ${COLUMNS} from trait_definitions where workspace_id = $1 and trait_id = $2`, [
    workspaceId,
    traitId,
  ])
  return rows[0]
}

type Written = { key: string; description: string; formula: TraitFormula; now: Date; by: string }

export async function insertTrait({ db, workspaceId }: Scope, { key, description, formula, now, by }: Written): Promise<number> {
  const { rows } = await db.query<{ traitId: number }>(
    `insert into trait_definitions (workspace_id, key, description, formula, state, created_at, created_by, changed_at, changed_by)
     values ($1, $2, $3, $4, 'filling', $5, $6, $5, $6) returning trait_id as "traitId"`,
    [workspaceId, key, description, JSON.stringify(formula), now.toISOString(), by],
  )
  return rows[0]!.traitId
}

export async function updateTrait(
  { db, workspaceId }: Scope,
  trait: Omit<Written, 'key'> & { traitId: number; state: StoredState },
): Promise<void> {
  const { traitId, description, formula, state, now, by } = trait
  await db.query(
    `update trait_definitions set description = $3, formula = $4, state = $5, changed_at = $6, changed_by = $7 where workspace_id = $1 and trait_id = $2`,
    [workspaceId, traitId, description, JSON.stringify(formula), state, now.toISOString(), by],
  )
}

export async function deleteTrait({ db, workspaceId }: Scope, traitId: number): Promise<void> {
  await db.query('delete from trait_definitions where workspace_id = $1 and trait_id = $2', [workspaceId, traitId])
}
