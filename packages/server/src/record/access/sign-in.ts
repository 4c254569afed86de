import type { Clock, Config, Logger } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import type { AuthAt } from './auth.ts'
import { forgive, limitAttempts } from './limit-attempts.ts'
import { selectMemberships } from './member-tables.ts'
import { record } from './record.ts'
import { isNobody } from './sign-in-by-link.ts'
import type { Sessions } from './verify-session.ts'
import { browserOf, viaAuth } from './via-auth.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

export type AccessDeps = {
  postgres: Pick<Postgres, 'system'>
  authAt: AuthAt
  sessions: Sessions
  clock: Clock
  log: Logger
  config: Pick<Config, 'oidc'>
}
type Person = { id: string; name: string }
type Came = Pick<WorkspaceRequest, 'browser'>

/** Signs in with a password. Unknown and known addresses are answered alike, after the same work. */
export async function signInWithPassword(deps: AccessDeps, context: Came, body: { email: string; password: string }) {
  const { network } = browserOf(context)
  await limitAttempts(deps, { network, account: body.email })
  const answer = await viaAuth(deps.authAt, context, (auth, headers) => auth.api.signInEmail({ body, headers, returnHeaders: true })).catch(
    (error: unknown) => {
      noteLater(deps, context, { email: body.email, verb: 'sign-in.refused' })
      throw error
    },
  )
  if ('twoFactorRedirect' in answer) return { next: 'second-factor' as const }
  await forgive(deps, body.email)
  await note(deps, context, { person: answer.user, verb: 'sign-in.password' })
  return { next: 'signed-in' as const }
}

/** The second factor: the code of an app (six digits) or one of the backup codes, each of which works once. */
export async function signInWithCode(deps: AccessDeps, context: Came, { code, trustDevice }: { code: string; trustDevice: boolean }) {
  await limitAttempts(deps, browserOf(context))
  const body = { code, trustDevice }
  const { user } = await viaAuth(deps.authAt, context, (auth, headers) =>
    /^\d{6}$/u.test(code)
      ? auth.api.verifyTOTP({ body, headers, returnHeaders: true })
      : auth.api.verifyBackupCode({ body, headers, returnHeaders: true }),
  )
  await forgive(deps, user.email)
  await note(deps, context, { person: user, verb: 'sign-in.second-factor' })
  return { done: true as const }
}

/** Where to go to sign in at the provider. */
export async function beginOidc({ authAt, config }: AccessDeps, context: Came, { next }: { next: string }) {
  if (!config.oidc) throw new PercorsoError('no_provider', 'No provider to sign in with is configured.', { status: 404 })
  const body = { provider: 'oidc', callbackURL: pathOfOurs(next), errorCallbackURL: '/?problem=provider', disableRedirect: true }
  const { url } = await viaAuth(authAt, context, (auth, headers) => auth.api.signInSocial({ body, headers, returnHeaders: true }))
  if (url === undefined) throw new PercorsoError('provider_away', 'The provider did not answer as it should.', { status: 502 })
  return { url }
}

/** Somebody has forgotten their password. An admin sees it in the log; whoever asks learns nothing. */
export async function forgotPassword(deps: AccessDeps, context: Came, { email }: { email: string }) {
  await limitAttempts(deps, { network: browserOf(context).network, account: email })
  noteLater(deps, context, { email, verb: 'password.asked' })
  return { done: true as const }
}

export async function resetPassword(deps: AccessDeps, context: Came, { token, password }: { token: string; password: string }) {
  await limitAttempts(deps, browserOf(context))
  const auth = await deps.authAt(browserOf(context).origin)
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`)
  await viaAuth(deps.authAt, context, (auth, headers) =>
    auth.api.resetPassword({ body: { token, newPassword: password }, headers, returnHeaders: true }),
  )
  deps.sessions.forget()
  const user = found && (await internalAdapter.findUserById(found.value))
  if (user) await note(deps, context, { person: user, verb: 'password.reset' })
  return { done: true as const }
}

/** Only ever a path of ours: never an address that somebody else has put into a link. */
function pathOfOurs(next: string): string {
  const base = 'http://percorso.invalid'
  if (!next.startsWith('/') || !URL.canParse(next, base)) return '/'
  const url = new URL(next, base)
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/'
}

/** Notes what somebody did in each workspace that they are a member of. */
export async function note(deps: AccessDeps, context: Came, { person, verb }: { person: Person; verb: string }): Promise<void> {
  const { network, userAgent } = browserOf(context)
  const by = { kind: 'user' as const, id: person.id, name: person.name, network, userAgent }
  await inTransaction(deps.postgres.system, async (db) => {
    for (const { workspaceId } of await selectMemberships(db, person.id)) {
      await record(db, { workspaceId, by }, { verb, kind: 'user', id: person.id })
    }
  })
}

/** After the answer: how long it takes must not tell whether there is somebody to note it for. */
function noteLater(deps: AccessDeps, context: Came, { email, verb }: { email: string; verb: string }): void {
  const work = async () => {
    const { internalAdapter } = await (await deps.authAt(browserOf(context).origin)).$context
    const found = await internalAdapter.findUserByEmail(email)
    if (found && !isNobody(email)) await note(deps, context, { person: found.user, verb })
  }
  setTimeout(() => void work().catch((error: unknown) => deps.log.warn({ err: error }, 'a refused sign-in was not noted')), 50)
}
