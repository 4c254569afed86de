import { PercorsoError } from '../../ground/index.ts'
import { selectAudit, verifyAuditRows } from './audit-tables.ts'
import type { AuditRow, AuditSearch } from './audit-tables.ts'
import type { WorkspaceRequest } from './workspace-request.ts'

type Wish = Omit<AuditSearch, 'before'> & { cursor?: string | undefined }

export async function searchAudit({ inWorkspace, workspaceId }: WorkspaceRequest, { cursor, ...search }: Wish) {
  const before = cursor === undefined ? undefined : numberOf(cursor)
  const rows = await inWorkspace((db) => selectAudit(db, workspaceId, { ...search, before, limit: search.limit + 1 }))
  const items = rows.slice(0, search.limit).map(shownEntry)
  return { items, next: rows.length > search.limit ? String(items.at(-1)!.auditId) : null }
}

/** Entries are numbered, so that a page ends at a number. */
function numberOf(cursor: string): number {
  if (/^\d{1,15}$/u.test(cursor)) return Number(cursor)
  throw new PercorsoError('bad_cursor', 'This cursor is not of this list.', { status: 400, hint: 'Pass the `next` of the previous page.' })
}

/** Whether each entry follows from the one before it. Reads them all. */
export async function verifyAudit({ inWorkspace, workspaceId }: Pick<WorkspaceRequest, 'inWorkspace' | 'workspaceId'>) {
  const { hash, ...state } = await inWorkspace((db) => verifyAuditRows(db, workspaceId))
  return { ...state, hash: hash?.toString('hex') ?? null }
}

function shownEntry({ at, actorKind, actorId, actorName, objectKind, objectId, hash, ...row }: AuditRow) {
  return {
    ...row,
    at: at.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    object: { kind: objectKind, id: objectId },
    hash: hash.toString('hex'),
  }
}
