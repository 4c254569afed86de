import { permissionsOf } from '@percorso/contract'
import type { Permission } from '@percorso/contract'
import type { Clock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import type { AuthAt } from './auth.ts'
import { selectMemberships } from './member-tables.ts'
import { touchSession } from './session-tables.ts'
import { createMemory } from './tokens.ts'
import type { Memory } from './tokens.ts'

/** Somebody who is signed in, and in which of their workspaces they are: 0 if they are a member of none. */
export type SignedIn = {
  userId: string
  sessionId: string
  name: string
  email: string
  workspaceId: number
  permissions: ReadonlySet<Permission>
}
export type Sessions = {
  verify(origin: string, cookie: string): Promise<SignedIn | undefined>
  /** After somebody's rights or sessions have changed: this process forgets at once, others within five seconds. */
  forget: Memory<SignedIn>['forget']
}

type Deps = { postgres: Pick<Postgres, 'system'>; clock: Clock; authAt: AuthAt }

export function createSessions({ postgres, clock, authAt }: Deps): Sessions {
  const known = createMemory<SignedIn>(clock)
  return {
    forget: () => known.forget(),
    async verify(origin, cookie) {
      const key = `${origin} ${cookie}`
      const found = known.get(key)
      if (found) return found
      const auth = await authAt(origin)
      // Not renewed here: a session is renewed when the console asks who it is talking to, where a new cookie can be set.
      const session = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
      if (!session) return undefined
      const who = { userId: session.user.id, sessionId: session.session.id, name: session.user.name, email: session.user.email }
      await touchSession(postgres.system, who.sessionId)
      return known.set(
        key,
        { ...who, ...(await placeOf(postgres, who.userId, (session.session as { inWorkspace?: number | null }).inWorkspace)) },
        session.session.expiresAt.getTime(),
      )
    },
  }
}

/** The workspace they were last in, unless they are no member of it any more; then their first. */
async function placeOf({ system }: Pick<Postgres, 'system'>, userId: string, inWorkspace: number | null | undefined) {
  const memberships = await selectMemberships(system, userId)
  const here = memberships.find(({ workspaceId }) => workspaceId === inWorkspace) ?? memberships[0]
  return { workspaceId: here?.workspaceId ?? 0, permissions: new Set(here ? permissionsOf[here.role] : []) }
}
