import { record } from './record.ts'
import type { WorkspaceRequest } from './workspace-request.ts'
import { updateTimeZone } from './workspace-tables.ts'

/** From now on days begin there; whoever follows facts fills what is defined anew. Returns false if the database does not know the zone. */
export async function moveToTimeZone(context: WorkspaceRequest, timeZone: string): Promise<boolean> {
  const { workspaceId: id } = context
  return context.inWorkspace(async (db) => {
    const before = await updateTimeZone(db, id, timeZone)
    if (before === undefined) return false
    const change = { before: { timeZone: before }, after: { timeZone } }
    if (before !== timeZone) await record(db, context, { verb: 'workspace.set-time-zone', kind: 'workspace', id, ...change })
    return true
  })
}
