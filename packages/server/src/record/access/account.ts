import { permissions as everyPermission } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { limitAttempts } from './limit-attempts.ts'
import { selectMemberships } from './member-tables.ts'
import { moveToTimeZone } from './move-to-time-zone.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { deleteSessions, selectSessions, updateCurrent } from './session-tables.ts'
import { note } from './sign-in.ts'
import type { AccessDeps } from './sign-in.ts'
import { isNobody } from './sign-in-by-link.ts'
import { browserOf, viaAuth } from './via-auth.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

type Session = NonNullable<WorkspaceRequest['session']>
const DONE = { done: true as const }

/** The person who asks; an API token is nobody's account. */
export function personOf({ session }: Pick<WorkspaceRequest, 'session'>): Session {
  if (session) return session
  throw new PercorsoError('needs_person', 'This is for people who are signed in: a token has no account.', { status: 403 })
}

export async function readMe(deps: AccessDeps, context: WorkspaceRequest) {
  const { session, by, permissions, workspaceId } = context
  const may = everyPermission.filter((permission) => permissions.has(permission))
  const shown = {
    kind: session ? ('user' as const) : ('token' as const),
    name: by.name,
    workspaceId: workspaceId || null,
    permissions: may,
  }
  if (!session) return { ...shown, email: null, setUp: true, secondFactor: false, workspaces: [] }
  // The session is renewed here, where a cookie can be set.
  const current = await viaAuth(deps.authAt, context, (auth, headers) => auth.api.getSession({ headers, returnHeaders: true }))
  const { twoFactorEnabled: secondFactor = false } = (current?.user ?? {}) as { twoFactorEnabled?: boolean }
  const setUp = !isNobody(session.email)
  const workspaces = await selectMemberships(deps.postgres.system, session.userId)
  return { ...shown, email: setUp ? session.email : null, setUp, secondFactor, workspaces }
}

/** `timeZone` is where they are: a workspace that they set up begins its days there. */
type NewAccount = { name: string; email: string; password: string; timeZone?: string | undefined }

/** Whoever came by the first link says who they are, and can from then on sign in like everybody else. */
export async function setUp(deps: AccessDeps, context: WorkspaceRequest, who: NewAccount) {
  const { userId, email } = personOf(context)
  if (!isNobody(email)) throw new PercorsoError('set_up_already', 'You have said who you are already.', { status: 409 })
  const { internalAdapter } = await authOf(deps, context)
  if (await internalAdapter.findUserByEmail(who.email)) {
    throw new PercorsoError('email_taken', 'Somebody signs in with this address already.', { status: 409 })
  }
  await internalAdapter.updateUser(userId, { name: who.name, email: who.email, emailVerified: true })
  const password = await hashPassword(who.password)
  await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password })
  if (who.timeZone !== undefined && context.permissions.has('workspace.manage')) await moveToTimeZone(context, who.timeZone)
  deps.sessions.forget()
  await note(deps, context, { person: { id: userId, name: who.name }, verb: 'user.set-up' })
  return DONE
}

export async function rename(deps: AccessDeps, context: WorkspaceRequest, { name }: { name: string }) {
  const { userId } = personOf(context)
  const { internalAdapter } = await authOf(deps, context)
  await internalAdapter.updateUser(userId, { name })
  deps.sessions.forget()
  await note(deps, context, { person: { id: userId, name }, verb: 'user.rename' })
  return DONE
}

/** Whoever else is signed in as this person is so no more. */
export async function changePassword(deps: AccessDeps, context: WorkspaceRequest, wish: { current: string; password: string }) {
  const { userId, sessionId, email } = personOf(context)
  await limitAttempts(deps, { network: browserOf(context).network, account: email })
  const { internalAdapter } = await authOf(deps, context)
  const account = (await internalAdapter.findAccounts(userId)).find(({ providerId }) => providerId === 'credential')
  if (!account?.password || !(await verifyPassword({ hash: account.password, password: wish.current }))) {
    throw new PercorsoError('wrong_password', 'The password is wrong.', { status: 403 })
  }
  await internalAdapter.updatePassword(userId, await hashPassword(wish.password))
  await deleteSessions(deps.postgres.system, userId, { except: sessionId })
  deps.sessions.forget()
  await note(deps, context, { person: { id: userId, name: context.by.name }, verb: 'password.change' })
  return DONE
}

export async function enterWorkspace(deps: AccessDeps, context: WorkspaceRequest, { workspaceId }: { workspaceId: number }) {
  const { userId, sessionId } = personOf(context)
  const memberships = await selectMemberships(deps.postgres.system, userId)
  if (!memberships.some((membership) => membership.workspaceId === workspaceId)) {
    throw new PercorsoError('no_such_workspace', 'You are not a member of such a workspace.', { status: 404 })
  }
  await updateCurrent(deps.postgres.system, sessionId, workspaceId)
  deps.sessions.forget()
  return DONE
}

export async function signOut(deps: AccessDeps, context: WorkspaceRequest) {
  personOf(context)
  await viaAuth(deps.authAt, context, (auth, headers) => auth.api.signOut({ headers, returnHeaders: true }))
  deps.sessions.forget()
  return DONE
}

export async function listSessions(deps: AccessDeps, context: WorkspaceRequest) {
  const { userId, sessionId: own } = personOf(context)
  const rows = await selectSessions(deps.postgres.system, userId)
  return rows.map(({ createdAt, lastSeen, expiresAt, ...row }) => ({
    ...row,
    current: row.sessionId === own,
    createdAt: createdAt.toISOString(),
    lastSeen: lastSeen.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }))
}

export async function endSession(deps: AccessDeps, context: WorkspaceRequest, { sessionId }: { sessionId: string }) {
  const { userId } = personOf(context)
  const ended = await endSessions(deps, context, { only: sessionId })
  if (ended === 0) throw new PercorsoError('no_such_session', `There is no such session of ${userId}.`, { status: 404 })
  return DONE
}

export async function endOtherSessions(deps: AccessDeps, context: WorkspaceRequest) {
  return { ended: await endSessions(deps, context, { except: personOf(context).sessionId }) }
}

async function endSessions(deps: AccessDeps, context: WorkspaceRequest, which: { only: string } | { except: string }): Promise<number> {
  const { userId } = personOf(context)
  const ended = await inTransaction(deps.postgres.system, (db) => deleteSessions(db, userId, which))
  deps.sessions.forget()
  if (ended > 0) await note(deps, context, { person: { id: userId, name: context.by.name }, verb: 'session.end' })
  return ended
}

async function authOf(deps: AccessDeps, context: WorkspaceRequest) {
  return (await deps.authAt(browserOf(context).origin)).$context
}
