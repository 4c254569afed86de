import type { WorkspaceRequest } from '../../record/access/index.ts'
import { listTouchpoints } from '../touchpoints/index.ts'
import { writeCjml } from './cjml/write-cjml.ts'
import { mapCsv } from './map-csv.ts'
import { theMap } from './map-request.ts'
import { selectMeasures } from './map-tables.ts'

/** The map as a table, with the numbers last read. */
export async function exportCsv({ workspaceId, inWorkspace }: WorkspaceRequest, mapId: number): Promise<string> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { document } = await theMap(scope, mapId)
    return mapCsv(document, await selectMeasures(scope, mapId))
  })
}

/** The map as CJML, in which channels are named by what carries the touchpoints of a step. */
export async function exportCjml({ workspaceId, inWorkspace }: WorkspaceRequest, mapId: number): Promise<string> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const { document } = await theMap(scope, mapId)
    return writeCjml(document, new Map((await listTouchpoints(scope)).map(({ touchpointId, channel }) => [touchpointId, channel])))
  })
}
