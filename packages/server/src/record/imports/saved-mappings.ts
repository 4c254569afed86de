import { importMapping } from '@percorso/contract'
import type { ImportMapping } from '@percorso/contract'
import { record } from '../access/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { deleteMapping, selectMappings, upsertMapping } from './mapping-tables.ts'
import type { MappingRow } from './mapping-tables.ts'

export type SavedMapping = { name: string; mapping: ImportMapping; savedBy: string; savedAt: string }

/** Mappings kept for the next file of their kind; one that an older version wrote and this one cannot read is left out. */
export async function listMappings({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<SavedMapping[]> {
  const rows = await inWorkspace((db) => selectMappings({ db, workspaceId }))
  return rows.flatMap((row) => {
    const { data } = importMapping.safeParse(row.mapping)
    return data ? [shown(row, data)] : []
  })
}

/** Keeps a mapping under a name, in place of any other of that name. */
export async function saveMapping(
  request: WorkspaceRequest,
  { name, mapping }: { name: string; mapping: ImportMapping },
): Promise<SavedMapping> {
  const { workspaceId, inWorkspace, actor } = request
  return inWorkspace(async (db) => {
    const row = await upsertMapping({ db, workspaceId }, { name, mapping, savedBy: actor })
    await record(db, request, { verb: 'mapping.save', kind: 'mapping', id: name, after: mapping })
    return shown(row, mapping)
  })
}

export async function removeMapping(request: WorkspaceRequest, { name }: { name: string }): Promise<{ removed: boolean }> {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const removed = await deleteMapping({ db, workspaceId }, name)
    if (removed) await record(db, request, { verb: 'mapping.remove', kind: 'mapping', id: name })
    return { removed }
  })
}

function shown({ name, savedBy, savedAt }: MappingRow, mapping: ImportMapping): SavedMapping {
  return { name, mapping, savedBy, savedAt: savedAt.toISOString() }
}
