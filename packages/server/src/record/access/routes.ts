import * as account from './account.ts'
import { createApiToken, listTokens, revokeToken } from './api-tokens.ts'
import { searchAudit, verifyAudit } from './audit.ts'
import { acceptInvitation, invite, joinByInvitation, listInvitations, readInvitation, revokeInvitation } from './invitations.ts'
import { listMembers, removeMember, setRole } from './members.ts'
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from './second-factor.ts'
import { beginOidc, forgotPassword, resetPassword, signInWithCode, signInWithPassword } from './sign-in.ts'
import type { AccessDeps } from './sign-in.ts'
import { createWorkspace, renameOrganisation, renameWorkspace, setTimeZone } from './workspaces.ts'
import { endpoints } from './workspace-request.ts'

/** The API about people, their rights, and what they did. */
export function accessRoutes(deps: AccessDeps) {
  return {
    signIn: signInRoutes(deps),
    me: meRoutes(deps),
    members: memberRoutes(deps),
    invitations: invitationRoutes(deps),
    tokens: tokenRoutes(deps),
    audit: auditRoutes(),
    workspaces: workspaceRoutes(deps),
  }
}

function signInRoutes(deps: AccessDeps) {
  const { methods, password, secondFactor, oidc, forgot, reset } = endpoints.signIn
  const provider = deps.config.oidc ? { name: deps.config.oidc.name } : null
  return {
    methods: methods.handler(() => ({ oidc: provider })),
    password: password.handler(({ input, context }) => signInWithPassword(deps, context, input)),
    secondFactor: secondFactor.handler(({ input, context }) => signInWithCode(deps, context, input)),
    oidc: oidc.handler(({ input, context }) => beginOidc(deps, context, input)),
    forgot: forgot.handler(({ input, context }) => forgotPassword(deps, context, input)),
    reset: reset.handler(({ input, context }) => resetPassword(deps, context, input)),
  }
}

function meRoutes(deps: AccessDeps) {
  const { get, setUp, rename, changePassword, enter, signOut, sessions, endSession, endOtherSessions, ...second } = endpoints.me
  return {
    get: get.handler(({ context }) => account.readMe(deps, context)),
    setUp: setUp.handler(({ input, context }) => account.setUp(deps, context, input)),
    rename: rename.handler(({ input, context }) => account.rename(deps, context, input)),
    changePassword: changePassword.handler(({ input, context }) => account.changePassword(deps, context, input)),
    enter: enter.handler(({ input, context }) => account.enterWorkspace(deps, context, input)),
    signOut: signOut.handler(({ context }) => account.signOut(deps, context)),
    sessions: sessions.handler(({ context }) => account.listSessions(deps, context)),
    endSession: endSession.handler(({ input, context }) => account.endSession(deps, context, input)),
    endOtherSessions: endOtherSessions.handler(({ context }) => account.endOtherSessions(deps, context)),
    beginSecondFactor: second.beginSecondFactor.handler(({ input, context }) => beginSecondFactor(deps, context, input)),
    confirmSecondFactor: second.confirmSecondFactor.handler(({ input, context }) => confirmSecondFactor(deps, context, input)),
    endSecondFactor: second.endSecondFactor.handler(({ input, context }) => endSecondFactor(deps, context, input)),
  }
}

function memberRoutes({ sessions }: AccessDeps) {
  const { list, setRole: changeRole, remove } = endpoints.members
  return {
    list: list.handler(({ context }) => listMembers(context)),
    setRole: changeRole.handler(({ input, context }) => setRole(sessions, context, input)),
    remove: remove.handler(({ input, context }) => removeMember(sessions, context, input)),
  }
}

function invitationRoutes(deps: AccessDeps) {
  const { list, create, revoke, read, accept, join } = endpoints.invitations
  return {
    list: list.handler(({ context }) => listInvitations(deps, context)),
    create: create.handler(({ input, context }) => invite(deps, context, input)),
    revoke: revoke.handler(({ input, context }) => revokeInvitation(context, input)),
    read: read.handler(({ input, context }) => readInvitation(deps, context, input)),
    accept: accept.handler(({ input, context }) => acceptInvitation(deps, context, input)),
    join: join.handler(({ input, context }) => joinByInvitation(deps, context, input)),
  }
}

function tokenRoutes({ clock }: AccessDeps) {
  const { list, create, revoke } = endpoints.tokens
  return {
    list: list.handler(({ context }) => listTokens(context)),
    create: create.handler(({ input, context }) => createApiToken(clock, context, input)),
    revoke: revoke.handler(({ input, context }) => revokeToken(context, input)),
  }
}

function auditRoutes() {
  const { search, verify } = endpoints.audit
  return {
    search: search.handler(({ input, context }) => searchAudit(context, input)),
    verify: verify.handler(({ context }) => verifyAudit(context)),
  }
}

function workspaceRoutes(deps: AccessDeps) {
  const { create, rename, setTimeZone: moveTo, renameOrganisation: renameOurs } = endpoints.workspaces
  return {
    create: create.handler(({ input, context }) => createWorkspace(deps, context, input)),
    rename: rename.handler(({ input, context }) => renameWorkspace(context, input)),
    setTimeZone: moveTo.handler(({ input, context }) => setTimeZone(context, input)),
    renameOrganisation: renameOurs.handler(({ input, context }) => renameOrganisation(context, input)),
  }
}
