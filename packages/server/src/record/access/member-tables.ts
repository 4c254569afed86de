import type { Role } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type Membership = { workspaceId: number; name: string; organisation: string; timeZone: string; role: Role }
export type MemberRow = { userId: string; name: string; email: string; role: Role; secondFactor: boolean; createdAt: Date }

/** Where somebody is a member; system role. */
export async function selectMemberships(db: Db, userId: string): Promise<Membership[]> {
  const { rows } = await db.query<Membership>(
    `select w.workspace_id as "workspaceId", w.name, o.name as organisation, w.time_zone as "timeZone", m.role
     from members m join workspaces w using (workspace_id) join organisations o using (organisation_id)
     where m.user_id = $1 order by o.name, w.name, w.workspace_id`,
    [userId],
  )
  return rows
}

export async function selectMembers(db: Db, workspaceId: number): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select m.user_id as "userId", u.name, u.email, m.role, u.two_factor_enabled as "secondFactor", m.created_at as "createdAt"
     from members m join auth_users u on u.id = m.user_id where m.workspace_id = $1 order by m.created_at, m.user_id`,
    [workspaceId],
  )
  return rows
}

export async function insertMember(db: Db, workspaceId: number, { userId, role }: { userId: string; role: Role }): Promise<boolean> {
  const { rowCount } = await db.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing', [
    workspaceId,
    userId,
    role,
  ])
  return rowCount === 1
}

/** The roles of a workspace's members, held until the transaction ends: of two admins who remove each other at once, one stays. */
export async function lockMembers(db: Db, workspaceId: number): Promise<Map<string, Role>> {
  const { rows } = await db.query<{ userId: string; role: Role }>(
    'select user_id as "userId", role from members where workspace_id = $1 order by user_id for update',
    [workspaceId],
  )
  return new Map(rows.map(({ userId, role }) => [userId, role]))
}

export async function updateRole(db: Db, workspaceId: number, { userId, role }: { userId: string; role: Role }): Promise<void> {
  await db.query('update members set role = $3 where workspace_id = $1 and user_id = $2', [workspaceId, userId, role])
}

export async function deleteMember(db: Db, workspaceId: number, userId: string): Promise<void> {
  await db.query('delete from members where workspace_id = $1 and user_id = $2', [workspaceId, userId])
}

/** The one who has been an admin for longest. */
export async function firstAdmin(db: Db, workspaceId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ userId: string }>(
    `select user_id as "userId" from members where workspace_id = $1 and role = 'admin' order by created_at, user_id limit 1`,
    [workspaceId],
  )
  return rows[0]?.userId
}
