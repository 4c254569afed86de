import { implement } from '@orpc/server'
import { api } from '@percorso/contract'
import type { Permission } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

/** Who asks, and from where: what the audit log keeps. `network` is the address without its last part: enough to see what is unusual. */
export type Actor = {
  kind: 'user' | 'token' | 'system'
  /** Of the user or token. */
  id: string
  name: string
  network: string | null
  userAgent: string | null
}

/** What a browser sends along, and the cookies that it gets with the answer. */
export type Browser = Pick<Actor, 'network' | 'userAgent'> & {
  origin: string
  address: string
  headers: Headers
  setCookies(lines: string[]): void
}

/** What every API handler is given: whose workspace it is, who asks, and the only way to that workspace's tables. */
export type WorkspaceRequest = {
  workspaceId: number
  /** Name of the person or token: who decided something. */
  actor: string
  /** Whom the audit log names: `record(db, context, …)`. */
  by: Actor
  /** What they may do here. The door has checked what the procedure asks for. */
  permissions: ReadonlySet<Permission>
  /** Of a person who is signed in; programs have none. */
  session?: { userId: string; sessionId: string; email: string }
  /** For the way in itself. */
  browser?: Browser
  /** One transaction that sees this workspace and no other. It may run again after a deadlock, so it changes nothing else. */
  inWorkspace: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

/** The contract, to be implemented by the rooms. */
export const endpoints = implement(api).$context<WorkspaceRequest>()
