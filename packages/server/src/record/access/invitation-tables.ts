import type { Role } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

export type InvitationRow = { invitationId: number; email: string; role: Role; invitedBy: string; createdAt: Date; expiresAt: Date }
export type NewInvitation = { workspaceId: number; hash: Buffer; email: string; role: Role; invitedBy: string; expiresAt: Date }
export type OpenInvitation = InvitationRow & { workspaceId: number; workspace: string }

const shown = `invitation_id as "invitationId", email, role, invited_by as "invitedBy", i.created_at as "createdAt", expires_at as "expiresAt"`
const open = 'accepted_at is null and revoked_at is null'

/** One open invitation for each address: a new one takes the place of the old. */
export async function insertInvitation(db: Db, invitation: NewInvitation): Promise<InvitationRow> {
  const { workspaceId, hash, email, role, invitedBy, expiresAt } = invitation
  await db.query(`update invitations set revoked_at = now() where workspace_id = $1 and email = $2 and ${open}`, [workspaceId, email])
  const { rows } = await db.query<InvitationRow>(
    `insert into invitations as i (workspace_id, token_hash, email, role, invited_by, expires_at) values ($1, $2, $3, $4, $5, $6)
     returning ${shown}`,
    [workspaceId, hash, email, role, invitedBy, expiresAt],
  )
  return rows[0]!
}

export async function selectInvitations(db: Db, workspaceId: number, now: Date): Promise<InvitationRow[]> {
  const { rows } = await db.query<InvitationRow>(
    `select ${shown} from invitations i where workspace_id = $1 and ${open} and expires_at > $2 order by invitation_id desc`,
    [workspaceId, now],
  )
  return rows
}

export async function revokeInvitationRow(db: Db, workspaceId: number, invitationId: number): Promise<{ email: string } | undefined> {
  const { rows } = await db.query<{ email: string }>(
    `update invitations set revoked_at = now() where workspace_id = $1 and invitation_id = $2 and ${open} returning email`,
    [workspaceId, invitationId],
  )
  return rows[0]
}

/** The invitation that a link leads to; system role. */
export async function selectByHash(db: Db, hash: Buffer, now: Date): Promise<OpenInvitation | undefined> {
  const { rows } = await db.query<OpenInvitation>(
    `select ${shown}, i.workspace_id as "workspaceId", w.name as workspace from invitations i join workspaces w using (workspace_id)
     where token_hash = $1 and ${open} and expires_at > $2`,
    [hash, now],
  )
  return rows[0]
}

/** Of two who come with the same link, one gets in. */
export async function useUpInvitation(db: Db, hash: Buffer, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(`update invitations set accepted_at = $2 where token_hash = $1 and ${open} and expires_at > $2`, [
    hash,
    now,
  ])
  return rowCount === 1
}
