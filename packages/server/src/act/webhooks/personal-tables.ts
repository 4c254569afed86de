import { plain } from '../../record/profiles/index.ts'
import type { Scope } from './scope.ts'

export async function countDeliveriesOf({ db, workspaceId }: Scope, ids: string[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from webhook_deliveries where workspace_id = $1 and identifier_id = any($2::uuid[])',
    [workspaceId, plain(ids)],
  )
  return rows[0]!.n
}

/** What was sent of a person, to where, and what became of it. */
export async function selectDeliveriesOf({ db, workspaceId }: Scope, ids: string[]): Promise<object[]> {
  const { rows } = await db.query<object>(
    `select w.name as webhook, w.url, d.state, d.created_at as "queuedAt", d.tried_at as "triedAt", d.body::json as message
     from webhook_deliveries d join webhooks w using (workspace_id, webhook_id)
     where d.workspace_id = $1 and d.identifier_id = any($2::uuid[]) order by d.created_at`,
    [workspaceId, plain(ids)],
  )
  return rows
}

export async function deleteDeliveriesOf({ db, workspaceId }: Scope, ids: string[]): Promise<void> {
  await db.query('delete from webhook_deliveries where workspace_id = $1 and identifier_id = any($2::uuid[])', [workspaceId, plain(ids)])
}

export async function deleteAllDeliveries({ db, workspaceId }: Scope): Promise<void> {
  await db.query('delete from webhook_deliveries where workspace_id = $1', [workspaceId])
}
