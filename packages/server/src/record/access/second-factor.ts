import { personOf } from './account.ts'
import { limitAttempts } from './limit-attempts.ts'
import { note } from './sign-in.ts'
import type { AccessDeps } from './sign-in.ts'
import { browserOf, viaAuth } from './via-auth.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

/** A secret for an authenticator app, with backup codes. It counts only once a code of it was right. */
export async function beginSecondFactor(deps: AccessDeps, context: WorkspaceRequest, { password }: { password: string }) {
  await count(deps, context)
  const body = { password }
  const answer = await viaAuth(deps.authAt, context, (auth, headers) => auth.api.enableTwoFactor({ body, headers, returnHeaders: true }))
  if (answer.method !== 'totp') throw new Error('a second factor that was not asked for')
  return { uri: answer.totpURI, backupCodes: answer.backupCodes }
}

/** Turns it on. The session is renewed: whoever had the old one, had it without the second factor. */
export async function confirmSecondFactor(deps: AccessDeps, context: WorkspaceRequest, { code }: { code: string }) {
  await count(deps, context)
  const body = { code }
  await viaAuth(deps.authAt, context, (auth, headers) => auth.api.verifyTOTP({ body, headers, returnHeaders: true }))
  return changed(deps, context, 'second-factor.on')
}

export async function endSecondFactor(deps: AccessDeps, context: WorkspaceRequest, { password }: { password: string }) {
  await count(deps, context)
  const body = { password }
  await viaAuth(deps.authAt, context, (auth, headers) => auth.api.disableTwoFactor({ body, headers, returnHeaders: true }))
  return changed(deps, context, 'second-factor.off')
}

async function count(deps: AccessDeps, context: WorkspaceRequest): Promise<void> {
  await limitAttempts(deps, { network: browserOf(context).network, account: personOf(context).email })
}

async function changed(deps: AccessDeps, context: WorkspaceRequest, verb: string) {
  deps.sessions.forget()
  await note(deps, context, { person: { id: personOf(context).userId, name: context.by.name }, verb })
  return { done: true as const }
}
