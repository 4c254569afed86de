import type { IdentityPolicy } from '@percorso/contract'
import type { ReadScope } from './profile-tables.ts'

/** The workspace's policy as it is stored: only what differs from the defaults need be there. */
export async function selectPolicy({ db, workspaceId }: ReadScope): Promise<unknown> {
  const { rows } = await db.query<{ policy: unknown }>('select identity_policy as policy from workspaces where workspace_id = $1', [
    workspaceId,
  ])
  return rows[0]?.policy ?? {}
}

export async function updatePolicy({ db, workspaceId }: ReadScope, policy: IdentityPolicy): Promise<void> {
  await db.query('update workspaces set identity_policy = $2 where workspace_id = $1', [workspaceId, JSON.stringify(policy)])
}
