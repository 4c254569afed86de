import { implement } from '@orpc/server'
import { api } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

/** What every API handler is given: whose workspace it is, who asks, and the only way to that workspace's tables. */
export type WorkspaceRequest = {
  workspaceId: number
  /** Name of the token or session: who decided something. */
  actor: string
  /** One transaction that sees this workspace and no other. It may run again after a deadlock, so it changes nothing else. */
  inWorkspace: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

/** The contract, to be implemented by the rooms. */
export const endpoints = implement(api).$context<WorkspaceRequest>()
