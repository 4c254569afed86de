import type { Db } from '../../stores/index.ts'
import { insertAudit } from './audit-tables.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

/** What was done to what. `verb` reads `source.create`; `before` and `after` hold only what changed. */
export type AuditEntry = { verb: string; kind: string; id: string | number; before?: unknown; after?: unknown }

const JSON_LENGTH_MAX = 20_000

/**
 * Writes into the audit log, in the transaction of the change itself: neither is there without the other. Call it last: from here to the commit,
 * nobody else in the workspace can write into the log. The log outlives the people it is
 * about: an entry never holds personal data of customers, only profile ids and names of definitions; an erasure would otherwise leave them here.
 */
export async function record(db: Db, { workspaceId, by }: Pick<WorkspaceRequest, 'workspaceId' | 'by'>, entry: AuditEntry): Promise<void> {
  const { verb, kind, id, before, after } = entry
  await insertAudit(db, { workspaceId, by, verb, kind, id: String(id), before: toJson(before), after: toJson(after) })
}

/** A definition too long for the log is there by its size: the log says that it changed, not what a megabyte looked like. */
function toJson(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const json = JSON.stringify(value)
  return json.length <= JSON_LENGTH_MAX ? json : JSON.stringify({ tooLong: json.length })
}
