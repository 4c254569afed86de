import { permissionsOf } from '@percorso/contract'
import type { Permission, Role } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'
import { deleteMember, lockMembers, selectMembers, updateRole } from './member-tables.ts'
import type { MemberRow } from './member-tables.ts'
import { record } from './record.ts'
import type { Sessions } from './verify-session.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export async function listMembers({ inWorkspace, workspaceId }: WorkspaceRequest) {
  return (await inWorkspace((db) => selectMembers(db, workspaceId))).map(shownMember)
}

export async function setRole(sessions: Sessions, context: WorkspaceRequest, { userId, role }: { userId: string; role: Role }) {
  const { workspaceId, inWorkspace } = context
  assertMayGive(context, permissionsOf[role])
  const member = await inWorkspace(async (db) => {
    const before = await lockOne(db, context, userId)
    if (before === 'admin' && role !== 'admin') await assertAnotherAdmin(db, workspaceId)
    await updateRole(db, workspaceId, { userId, role })
    await record(db, context, { verb: 'member.role', kind: 'user', id: userId, before: { role: before }, after: { role } })
    return (await selectMembers(db, workspaceId)).find((row) => row.userId === userId)!
  })
  sessions.forget()
  return shownMember(member)
}

/** What they did stays in the log; the tokens they made stay too, and are in the list of tokens under their name. */
export async function removeMember(sessions: Sessions, context: WorkspaceRequest, { userId }: { userId: string }) {
  const { workspaceId, inWorkspace } = context
  await inWorkspace(async (db) => {
    const role = await lockOne(db, context, userId)
    if (role === 'admin') await assertAnotherAdmin(db, workspaceId)
    await deleteMember(db, workspaceId, userId)
    await record(db, context, { verb: 'member.remove', kind: 'user', id: userId, before: { role } })
  })
  sessions.forget()
  return { done: true as const }
}

/** Nobody gives a right that they have not. */
export function assertMayGive({ permissions }: WorkspaceRequest, given: readonly Permission[]): void {
  const missing = given.filter((permission) => !permissions.has(permission))
  if (missing.length === 0) return
  throw new PercorsoError('not_yours_to_give', 'You cannot give more than you may do yourself.', {
    status: 403,
    hint: `You have not: ${missing.join(', ')}.`,
  })
}

/** Nor takes from those who may do more: what a member may do is theirs as long as somebody with as much has not decided otherwise. */
async function lockOne(db: Db, context: WorkspaceRequest, userId: string): Promise<Role> {
  const role = (await lockMembers(db, context.workspaceId)).get(userId)
  if (!role) throw new PercorsoError('no_such_member', 'There is no such member.', { status: 404 })
  assertMayGive(context, permissionsOf[role])
  return role
}

async function assertAnotherAdmin(db: Db, workspaceId: number): Promise<void> {
  const admins = [...(await lockMembers(db, workspaceId)).values()].filter((role) => role === 'admin')
  if (admins.length > 1) return
  throw new PercorsoError('last_admin', 'This is the last admin: nobody could let anybody in any more.', {
    status: 409,
    hint: 'Make somebody else an admin first.',
  })
}

function shownMember({ createdAt, ...row }: MemberRow) {
  return { ...row, createdAt: createdAt.toISOString() }
}
