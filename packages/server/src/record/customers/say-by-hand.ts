import { randomUUID } from 'node:crypto'
import { systemClock } from '../../ground/index.ts'
import { record } from '../access/index.ts'
import type { AuditEntry, WorkspaceRequest } from '../access/index.ts'
import { appendWithin, createSource, listSources } from '../collect/index.ts'
import { lockSourceByHand } from './tables.ts'
import type { Scope } from './tables.ts'

/** What people do by hand comes from a source of this name. */
const SOURCE_NAME = 'By hand'

export type Saying = { at: number; messageId: string; sourceId: number }
export type Named = { kind: string; value: string }
type Said = { about: Named[]; fact: Record<string, unknown>; entry: AuditEntry }

/** When, as what and from where somebody says something now. */
export async function newSaying(scope: Scope): Promise<Saying> {
  await lockSourceByHand(scope)
  const { db, workspaceId } = scope
  const known = (await listSources(db, workspaceId)).find(({ name }) => name === SOURCE_NAME)
  const { sourceId } = known ?? (await createSource(db, workspaceId, SOURCE_NAME))
  return { at: systemClock.now(), messageId: `by-hand-${randomUUID()}`, sourceId }
}

/**
 * Puts a fact that somebody says by hand into the intake, and an entry into the audit log, in the caller's transaction. From here on it is a fact
 * like any other: ordered by its time, never lost, on the person's timeline with the name of who said it.
 */
export async function sayByHand(scope: Scope, request: WorkspaceRequest, { at, messageId, sourceId, about, fact, entry }: Saying & Said) {
  const externalIds = about.map(({ kind, value }) => ({ type: kind.replace(/^external:/u, ''), id: value, collection: 'users' }))
  const idOf = (kind: string) => about.find((named) => named.kind === kind)?.value
  const item = {
    ...fact,
    messageId,
    timestamp: new Date(at).toISOString(),
    userId: idOf('user_id'),
    anonymousId: idOf('anonymous_id'),
    context: { externalIds, byHand: { name: request.by.name, id: request.by.id } },
  }
  const body = Buffer.from(JSON.stringify(item))
  const origin = { sourceId, origin: 'live', call: undefined, receivedAt: at, ip: undefined, userAgent: undefined } as const
  await appendWithin(scope.db, [{ ...origin, workspaceId: scope.workspaceId, facts: 1, body }])
  await record(scope.db, request, entry)
}
