import type { Db } from '../../stores/index.ts'

/** How far a workspace and one of its people have come with setting themselves up. */
export type AccessPulse = { sample: boolean; invited: boolean; secondFactor: boolean }

export async function readAccessPulse(
  db: Db,
  { workspaceId, userId }: { workspaceId: number; userId: string | null },
): Promise<AccessPulse> {
  const { rows } = await db.query<AccessPulse>(
    `select (select sample_since is not null from workspaces where workspace_id = $1) as sample,
       (select count(*) > 1 from members where workspace_id = $1) or exists (select 1 from invitations where workspace_id = $1) as invited,
       coalesce((select two_factor_enabled from auth_users where id = $2), false) as "secondFactor"`,
    [workspaceId, userId],
  )
  return rows[0]!
}
