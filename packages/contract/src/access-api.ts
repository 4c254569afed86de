import * as z from 'zod'
import { cursor, limit, page, time } from './page.ts'
import { permissions, roles } from './permissions.ts'
import { procedure } from './procedure.ts'

const permission = z.enum(permissions)
const role = z.enum(roles)
const name = z.string().trim().min(1).max(200)
const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase())
/** Long rather than contorted (NIST SP 800-63B): no rules about signs. */
const newPassword = z.string().min(10).max(200)
const password = z.string().min(1).max(200)
const code = z.string().trim().min(6).max(20)
const secret = z.string().min(1).max(200)
const done = z.object({ done: z.literal(true) })

/** Whether it can be reckoned with. The list of names that the runtime offers has only one of the names of each zone; and an offset is none. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return !/^[+-]/u.test(name)
  } catch {
    return false
  }
}

/** By its name in the IANA database. What begins at midnight (days, weeks, dates in rules) begins there. */
const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'A time zone is named like Europe/Warsaw, or UTC.')
  .describe('A name of the IANA time zone database, such as Europe/Warsaw.')

export const workspacePlace = z.object({ workspaceId: z.int(), name: z.string(), organisation: z.string(), timeZone: z.string(), role })
export const me = z.object({
  kind: z.enum(['user', 'token']),
  name: z.string(),
  email: z.string().nullable(),
  setUp: z.boolean().describe('False for whoever came by the first link and has not said who they are.'),
  secondFactor: z.boolean(),
  workspaceId: z.int().nullable().describe('Where they are now; null for a member of none.'),
  permissions: z.array(permission).describe('What they may do there.'),
  workspaces: z.array(workspacePlace),
})
export const session = z.object({
  sessionId: z.string(),
  current: z.boolean(),
  network: z.string().nullable().describe('Where from: the address without its last part.'),
  userAgent: z.string().nullable(),
  createdAt: time,
  lastSeen: time,
  expiresAt: time,
})
export const member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  secondFactor: z.boolean(),
  createdAt: time,
})
export const invitation = z.object({
  invitationId: z.int(),
  email: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: time,
  expiresAt: time,
})
export const apiToken = z.object({
  tokenId: z.int(),
  name: z.string(),
  hint: z.string().nullable().describe('The last four characters.'),
  scopes: z.array(permission).nullable().describe('What it may do; null: everything.'),
  createdBy: z.string().nullable(),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable().describe('To the minute.'),
})
export const auditEntry = z.object({
  auditId: z.int(),
  at: time,
  actor: z.object({ kind: z.enum(['user', 'token', 'system']), id: z.string(), name: z.string() }),
  verb: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }),
  before: z.unknown(),
  after: z.unknown(),
  network: z.string().nullable(),
  userAgent: z.string().nullable(),
  hash: z.string().describe('Of this entry and the one before it, as hex.'),
})

const signIn = ['Sign-in']
/** The way in: open to everybody, from our own pages only, and counted. */
const signInApi = {
  methods: procedure
    .route({ method: 'GET', path: '/sign-in/methods', tags: signIn, summary: 'How one can sign in here' })
    .meta({ permission: 'public' })
    .output(z.object({ oidc: z.object({ name: z.string() }).nullable() })),
  password: procedure
    .route({ method: 'POST', path: '/sign-in/password', tags: signIn, summary: 'Sign in with e-mail and password' })
    .meta({ permission: 'public' })
    .input(z.object({ email, password }))
    .output(z.object({ next: z.enum(['signed-in', 'second-factor']) })),
  secondFactor: procedure
    .route({
      method: 'POST',
      path: '/sign-in/second-factor',
      tags: signIn,
      summary: 'The second factor: a code of the app, or a backup code',
    })
    .meta({ permission: 'public' })
    .input(z.object({ code, trustDevice: z.boolean().default(false) }))
    .output(done),
  oidc: procedure
    .route({ method: 'POST', path: '/sign-in/oidc', tags: signIn, summary: 'Begin to sign in at the configured provider' })
    .meta({ permission: 'public' })
    .input(z.object({ next: z.string().max(2000).default('/').describe('A path of ours to come back to.') }))
    .output(z.object({ url: z.string() })),
  forgot: procedure
    .route({
      method: 'POST',
      path: '/sign-in/forgot',
      tags: signIn,
      summary: 'Ask for a new password; the answer is the same for everybody',
    })
    .meta({ permission: 'public' })
    .input(z.object({ email }))
    .output(done),
  reset: procedure
    .route({ method: 'POST', path: '/sign-in/reset', tags: signIn, summary: 'Set a new password with a link that an admin made' })
    .meta({ permission: 'public' })
    .input(z.object({ token: secret, password: newPassword }))
    .output(done),
}

const account = ['Account']
/** About whoever asks, whatever their role. */
const meApi = {
  get: procedure
    .route({ method: 'GET', path: '/me', tags: account, summary: 'Who asks, where they are a member, and what they may do' })
    .meta({ permission: 'signed-in' })
    .output(me),
  setUp: procedure
    .route({ method: 'POST', path: '/me/set-up', tags: account, summary: 'Say who you are, once, after coming by the first link' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ name, email, password: newPassword, timeZone: timeZone.optional() }))
    .output(done),
  rename: procedure
    .route({ method: 'PUT', path: '/me/name', tags: account, summary: 'Change your name' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ name }))
    .output(done),
  changePassword: procedure
    .route({ method: 'PUT', path: '/me/password', tags: account, summary: 'Change your password; all your other sessions end' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ current: password, password: newPassword }))
    .output(done),
  enter: procedure
    .route({ method: 'PUT', path: '/me/workspace', tags: account, summary: 'Go to another of your workspaces' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ workspaceId: z.int() }))
    .output(done),
  signOut: procedure
    .route({ method: 'POST', path: '/me/sign-out', tags: account, summary: 'End this session' })
    .meta({ permission: 'signed-in' })
    .output(done),
  sessions: procedure
    .route({ method: 'GET', path: '/me/sessions', tags: account, summary: 'Where you are signed in' })
    .meta({ permission: 'signed-in' })
    .output(z.array(session)),
  endSession: procedure
    .route({ method: 'DELETE', path: '/me/sessions/{sessionId}', tags: account, summary: 'End one of your sessions' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ sessionId: z.string().max(100) }))
    .output(done),
  endOtherSessions: procedure
    .route({ method: 'DELETE', path: '/me/sessions', tags: account, summary: 'End all your sessions but this one' })
    .meta({ permission: 'signed-in' })
    .output(z.object({ ended: z.int() })),
  beginSecondFactor: procedure
    .route({
      method: 'POST',
      path: '/me/second-factor',
      tags: account,
      summary: 'Begin with a second factor: it counts once a code was right',
    })
    .meta({ permission: 'signed-in' })
    .input(z.object({ password }))
    .output(z.object({ uri: z.string().describe('For the app, mostly as a QR code.'), backupCodes: z.array(z.string()) })),
  confirmSecondFactor: procedure
    .route({ method: 'PUT', path: '/me/second-factor', tags: account, summary: 'Turn the second factor on with a first code' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ code }))
    .output(done),
  endSecondFactor: procedure
    .route({ method: 'POST', path: '/me/second-factor/end', tags: account, summary: 'Turn the second factor off' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ password }))
    .output(done),
}

const members = ['Members']
const membersApi = {
  list: procedure
    .route({ method: 'GET', path: '/members', tags: members, summary: 'Who is a member of this workspace' })
    .meta({ permission: 'members.read' })
    .output(z.array(member)),
  setRole: procedure
    .route({ method: 'PUT', path: '/members/{userId}/role', tags: members, summary: 'Change a member’s role' })
    .meta({ permission: 'members.manage' })
    .input(z.object({ userId: z.string().max(100), role }))
    .output(member),
  remove: procedure
    .route({ method: 'DELETE', path: '/members/{userId}', tags: members, summary: 'Remove a member' })
    .meta({ permission: 'members.manage' })
    .input(z.object({ userId: z.string().max(100) }))
    .output(done),
}
const invitationsApi = {
  list: procedure
    .route({ method: 'GET', path: '/invitations', tags: members, summary: 'Invitations that are still open' })
    .meta({ permission: 'members.read' })
    .output(z.array(invitation)),
  create: procedure
    .route({ method: 'POST', path: '/invitations', tags: members, summary: 'Invite somebody; the link is shown this once' })
    .meta({ permission: 'members.manage' })
    .input(z.object({ email, role }))
    .output(invitation.extend({ link: z.string() })),
  revoke: procedure
    .route({ method: 'DELETE', path: '/invitations/{invitationId}', tags: members, summary: 'Withdraw an invitation' })
    .meta({ permission: 'members.manage' })
    .input(z.object({ invitationId: z.coerce.number().int() }))
    .output(done),
  read: procedure
    .route({ method: 'POST', path: '/invitations/read', tags: members, summary: 'What the link of an invitation leads to' })
    .meta({ permission: 'public' })
    .input(z.object({ token: secret }))
    .output(
      z.object({
        email: z.string(),
        role,
        workspace: z.string(),
        invitedBy: z.string(),
        known: z.boolean().describe('Has an account: accepts after signing in.'),
      }),
    ),
  accept: procedure
    .route({ method: 'POST', path: '/invitations/accept', tags: members, summary: 'Accept an invitation as somebody new' })
    .meta({ permission: 'public' })
    .input(z.object({ token: secret, name, password: newPassword }))
    .output(done),
  join: procedure
    .route({ method: 'POST', path: '/invitations/join', tags: members, summary: 'Accept an invitation with the account you have' })
    .meta({ permission: 'signed-in' })
    .input(z.object({ token: secret }))
    .output(done),
}

const tokens = ['Tokens']
const tokensApi = {
  list: procedure
    .route({ method: 'GET', path: '/tokens', tags: tokens, summary: 'API tokens, latest first' })
    .meta({ permission: 'tokens.read' })
    .output(z.array(apiToken)),
  create: procedure
    .route({ method: 'POST', path: '/tokens', tags: tokens, summary: 'A new API token, shown this once' })
    .meta({ permission: 'tokens.manage' })
    .input(
      z.object({
        name,
        scopes: z.array(permission).min(1).describe('At most what you may do yourself.'),
        days: z.int().min(1).max(3650).optional().describe('How long it is good for; without: until it is revoked.'),
      }),
    )
    .output(apiToken.extend({ token: z.string() })),
  revoke: procedure
    .route({ method: 'DELETE', path: '/tokens/{tokenId}', tags: tokens, summary: 'Revoke an API token' })
    .meta({ permission: 'tokens.manage' })
    .input(z.object({ tokenId: z.coerce.number().int() }))
    .output(apiToken),
}

const audit = ['Audit log']
const auditApi = {
  search: procedure
    .route({ method: 'GET', path: '/audit', tags: audit, summary: 'Who did what, latest first' })
    .meta({ permission: 'audit.read' })
    .input(
      z.object({
        from: time.optional(),
        to: time.optional(),
        actor: z.string().max(200).optional().describe('Id or name of a person or token.'),
        verb: z.string().max(100).optional().describe('`source.create`, or `source` for all that was done to sources.'),
        kind: z.string().max(100).optional(),
        id: z.string().max(500).optional(),
        cursor,
        limit: limit,
      }),
    )
    .output(page(auditEntry)),
  verify: procedure
    .route({ method: 'GET', path: '/audit/verify', tags: audit, summary: 'Whether each entry follows from the one before it' })
    .meta({ permission: 'audit.read' })
    .output(
      z.object({
        entries: z.int(),
        firstBroken: z.int().nullable().describe('The first entry that was changed, or stands where one is missing.'),
        hash: z.string().nullable().describe('Of the last entry: kept elsewhere, it tells whether all was rewritten.'),
      }),
    ),
}

const workspace = ['Workspace']
const workspacesApi = {
  create: procedure
    .route({
      method: 'POST',
      path: '/workspaces',
      tags: workspace,
      summary: 'A new workspace in the same organisation; you are its first admin',
    })
    .meta({ permission: 'workspace.manage' })
    .input(z.object({ name }))
    .output(workspacePlace),
  rename: procedure
    .route({ method: 'PUT', path: '/workspace/name', tags: workspace, summary: 'Rename this workspace' })
    .meta({ permission: 'workspace.manage' })
    .input(z.object({ name }))
    .output(done),
  setTimeZone: procedure
    .route({
      method: 'PUT',
      path: '/workspace/time-zone',
      tags: workspace,
      summary: 'Say in which time zone days begin; segments, computed traits and scores are filled anew',
    })
    .meta({ permission: 'workspace.manage' })
    .input(z.object({ timeZone }))
    .output(done),
  renameOrganisation: procedure
    .route({ method: 'PUT', path: '/organisation/name', tags: workspace, summary: 'Rename the organisation' })
    .meta({ permission: 'workspace.manage' })
    .input(z.object({ name }))
    .output(done),
}

/** People, their rights, and what they did. */
export const accessApi = {
  signIn: signInApi,
  me: meApi,
  members: membersApi,
  invitations: invitationsApi,
  tokens: tokensApi,
  audit: auditApi,
  workspaces: workspacesApi,
}
