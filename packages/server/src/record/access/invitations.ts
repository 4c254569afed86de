import { permissionsOf } from '@percorso/contract'
import type { Role } from '@percorso/contract'
import { PercorsoError, hashSecret, newSecret } from '../../ground/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { personOf } from './account.ts'
import { insertInvitation, revokeInvitationRow, selectByHash, selectInvitations, useUpInvitation } from './invitation-tables.ts'
import type { InvitationRow, OpenInvitation } from './invitation-tables.ts'
import { limitAttempts } from './limit-attempts.ts'
import { insertMember } from './member-tables.ts'
import { assertMayGive } from './members.ts'
import { hashPassword } from './passwords.ts'
import { record } from './record.ts'
import type { AccessDeps } from './sign-in.ts'
import { browserOf, viaAuth } from './via-auth.ts'
import type { Actor, WorkspaceRequest } from './workspace-request.ts'

const LASTS_MS = 7 * 86_400_000
const DONE = { done: true as const }
type Came = Pick<WorkspaceRequest, 'browser'>

/** Makes a link that lets one person in, once, within a week. Whoever invites passes it on themselves. */
export async function invite({ clock }: AccessDeps, context: WorkspaceRequest, { email, role }: { email: string; role: Role }) {
  assertMayGive(context, permissionsOf[role])
  const { workspaceId, inWorkspace, by } = context
  const token = newSecret('pv')
  const made = { workspaceId, hash: hashSecret(token), email, role, invitedBy: by.name, expiresAt: new Date(clock.now() + LASTS_MS) }
  const row = await inWorkspace(async (db) => {
    const invitation = await insertInvitation(db, made)
    await record(db, context, { verb: 'invitation.create', kind: 'invitation', id: invitation.invitationId, after: { email, role } })
    return invitation
  })
  return { ...shownInvitation(row), link: `${browserOf(context).origin}/invitation?token=${token}` }
}

export async function listInvitations({ clock }: AccessDeps, { inWorkspace, workspaceId }: WorkspaceRequest) {
  return (await inWorkspace((db) => selectInvitations(db, workspaceId, new Date(clock.now())))).map(shownInvitation)
}

export async function revokeInvitation(context: WorkspaceRequest, { invitationId }: { invitationId: number }) {
  await context.inWorkspace(async (db) => {
    const revoked = await revokeInvitationRow(db, context.workspaceId, invitationId)
    if (!revoked) throw new PercorsoError('no_such_invitation', 'There is no such invitation that is open.', { status: 404 })
    await record(db, context, { verb: 'invitation.revoke', kind: 'invitation', id: invitationId, before: revoked })
  })
  return DONE
}

export async function readInvitation(deps: AccessDeps, context: Came, { token }: { token: string }) {
  const { email, role, workspace, invitedBy } = await openInvitation(deps, context, token)
  return { email, role, workspace, invitedBy, known: (await findUser(deps, context, email)) !== undefined }
}

/** Somebody new: makes the person, lets them in, and signs them in. */
export async function acceptInvitation(deps: AccessDeps, context: Came, wish: { token: string; name: string; password: string }) {
  const invitation = await openInvitation(deps, context, wish.token)
  if (await findUser(deps, context, invitation.email)) {
    throw new PercorsoError('sign_in_first', 'You have an account: sign in, and open the invitation again.', { status: 409 })
  }
  const { network, userAgent } = browserOf(context)
  const { id: userId } = await join(deps, { ...invitation, token: wish.token }, async () => {
    const id = await makePerson(await authOf(deps, context), { ...wish, email: invitation.email })
    return { kind: 'user', id, name: wish.name, network, userAgent }
  })
  await viaAuth(deps.authAt, context, (auth, headers) => auth.api.openSession({ body: { userId }, headers, returnHeaders: true }))
  return DONE
}

/** Somebody who has an account: signed in with the very address that was invited. */
export async function joinByInvitation(deps: AccessDeps, context: WorkspaceRequest, { token }: { token: string }) {
  const { email } = personOf(context)
  const invitation = await openInvitation(deps, context, token)
  if (invitation.email !== email) {
    throw new PercorsoError('for_somebody_else', 'This invitation is for another address than yours.', { status: 403 })
  }
  await join(deps, { ...invitation, token }, async () => context.by)
  return DONE
}

/** Uses the invitation up before anybody is made: of two who come with the same link, the second finds it gone. */
async function join(deps: AccessDeps, invitation: OpenInvitation & { token: string }, come: () => Promise<Actor>): Promise<Actor> {
  const { workspaceId, invitationId, role, token } = invitation
  const by = await inTransaction(deps.postgres.system, async (db) => {
    if (!(await useUpInvitation(db, hashSecret(token), new Date(deps.clock.now())))) usedUp()
    const who = await come()
    await insertMember(db, workspaceId, { userId: who.id, role })
    const after = { user: who.id, role }
    await record(db, { workspaceId, by: who }, { verb: 'invitation.accept', kind: 'invitation', id: invitationId, after })
    return who
  })
  deps.sessions.forget()
  return by
}

type NewPerson = { name: string; email: string; password: string }

async function makePerson({ internalAdapter }: Awaited<ReturnType<typeof authOf>>, { name, email, password }: NewPerson): Promise<string> {
  const hash = await hashPassword(password)
  const { id } = await internalAdapter.createUser({ name, email, emailVerified: true }, undefined as never)
  await internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password: hash })
  return id
}

async function openInvitation(deps: AccessDeps, context: Came, token: string): Promise<OpenInvitation> {
  await limitAttempts(deps, browserOf(context))
  return (await selectByHash(deps.postgres.system, hashSecret(token), new Date(deps.clock.now()))) ?? usedUp()
}

async function findUser(deps: AccessDeps, context: Came, email: string): Promise<{ id: string } | undefined> {
  const { internalAdapter } = await authOf(deps, context)
  return (await internalAdapter.findUserByEmail(email))?.user
}

async function authOf({ authAt }: AccessDeps, context: Came) {
  return (await authAt(browserOf(context).origin)).$context
}

function usedUp(): never {
  throw new PercorsoError('link_used', 'This invitation does not work any more.', {
    status: 410,
    hint: 'It works once and for a week. Ask whoever sent it for a new one.',
  })
}

function shownInvitation({ createdAt, expiresAt, ...row }: InvitationRow) {
  return { ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() }
}
