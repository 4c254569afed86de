import type { Clock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import type { AuthAt } from './auth.ts'
import { firstAdmin, insertMember } from './member-tables.ts'
import { record } from './record.ts'
import { useSignIn } from './tokens.ts'
import type { Browser } from './workspace-request.ts'

type Deps = { postgres: Pick<Postgres, 'system'>; clock: Clock; authAt: AuthAt }

/** Nobody receives mail there (RFC 2606): whoever came by the first link and has not said yet who they are. */
const NOBODY = '@percorso.invalid'
export const isNobody = (email: string) => email.endsWith(NOBODY)

/**
 * Trades the link that the server printed for a session: of whoever has been an admin of the workspace for longest, or of an admin without a name who
 * then says who they are. Who can start the server can do whatever they like with it; the log says that they did. Undefined if the link is used up.
 */
export async function signInByLink(deps: Deps, token: string, browser: Browser): Promise<string[] | undefined> {
  const link = await useSignIn(deps, token)
  if (!link) return undefined
  const { system } = deps.postgres
  const auth = await deps.authAt(browser.origin)
  const admin = await firstAdmin(system, link.workspaceId)
  const userId = admin ?? (await makeNobody(auth, link))
  const { headers } = await auth.api.openSession({ body: { userId }, headers: browser.headers, returnHeaders: true })
  await inTransaction(system, async (db) => {
    if (!admin) await insertMember(db, link.workspaceId, { userId, role: 'admin' })
    const by = { kind: 'user' as const, id: userId, name: link.name, network: browser.network, userAgent: browser.userAgent }
    await record(db, { workspaceId: link.workspaceId, by }, { verb: 'sign-in.link', kind: 'user', id: userId })
  })
  return headers.getSetCookie()
}

async function makeNobody(
  auth: Awaited<ReturnType<AuthAt>>,
  { workspaceId, name }: { workspaceId: number; name: string },
): Promise<string> {
  const { internalAdapter } = await auth.$context
  const email = `console-${workspaceId}${NOBODY}`
  const found = await internalAdapter.findUserByEmail(email)
  return found?.user.id ?? (await internalAdapter.createUser({ name, email, emailVerified: false }, undefined as never)).id
}
