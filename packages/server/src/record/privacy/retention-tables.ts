import type { RetentionRule } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

type Scope = { db: Db; workspaceId: number }

export async function selectRules({ db, workspaceId }: Scope): Promise<RetentionRule[]> {
  const { rows } = await db.query<RetentionRule>(
    'select what, fact_type as type, name_pattern as name, days from retention_rules where workspace_id = $1 order by rule_id',
    [workspaceId],
  )
  return rows
}

export async function replaceRules({ db, workspaceId }: Scope, rules: RetentionRule[]): Promise<void> {
  await db.query('delete from retention_rules where workspace_id = $1', [workspaceId])
  await db.query(
    `insert into retention_rules (workspace_id, what, fact_type, name_pattern, days)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::int[])`,
    [
      workspaceId,
      rules.map(({ what }) => what),
      rules.map(({ type }) => type),
      rules.map(({ name }) => name),
      rules.map(({ days }) => days),
    ],
  )
}

export async function workspacesWithRules(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>('select distinct workspace_id as id from retention_rules order by 1')
  return rows.map(({ id }) => id)
}
