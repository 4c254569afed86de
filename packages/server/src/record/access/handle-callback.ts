import { isAPIError } from 'better-auth/api'
import { note } from './sign-in.ts'
import type { AccessDeps } from './sign-in.ts'
import { browserOf } from './via-auth.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

/** Where a provider sends people back to: the one address of better-auth's own that is open. */
export async function handleCallback(deps: AccessDeps, context: Pick<WorkspaceRequest, 'browser'>, path: string): Promise<Response> {
  const { origin, headers } = browserOf(context)
  const auth = await deps.authAt(origin)
  const answer = await auth.handler(new Request(new URL(path, origin), { headers }))
  const cookie = answer.headers.getSetCookie().find((line) => /percorso_session=[^;]/u.test(line))
  if (cookie) {
    const session = await auth.api.getSession({ headers: new Headers({ cookie: cookie.split(';')[0]! }) }).catch(nobody)
    if (session) await note(deps, context, { person: session.user, verb: 'sign-in.provider' })
  }
  return answer
}

function nobody(error: unknown): null {
  if (isAPIError(error)) return null
  throw error
}
