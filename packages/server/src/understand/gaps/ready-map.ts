import type { JourneyQuestion, StoredMap, Touchpoint } from '@percorso/contract'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { readMap } from '../maps/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import type { Moves } from '../rules/index.ts'
import { listTouchpoints, selectTimeZone } from '../touchpoints/index.ts'
import { designOf } from './design-of-map.ts'
import type { Design } from './design-of-map.ts'

export type Asking = { warehouse: Warehouse; request: WorkspaceRequest }

/** A map, what it wants, and what must be known to hold journeys against it. */
export type ReadyMap = { map: StoredMap; design: Design; touchpoints: Touchpoint[]; timeZone: string; late: Moves }

/** Throws `no_such_map` and `too_much_in_any_order`. */
export async function readyMap({ request }: Asking, mapId: number): Promise<ReadyMap> {
  const map = await readMap(request, mapId)
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const touchpoints = await listTouchpoints(scope)
    const design = designOf(map.document, new Set(touchpoints.map(({ touchpointId }) => touchpointId)))
    return { map, design, touchpoints, timeZone: await selectTimeZone(scope), late: await selectLateMoves(scope) }
  })
}

export type Span = { from: string; to: string; segmentId?: number | undefined }

/** The lived journeys that a map is about: through touchpoints, in a period, of its people unless others are asked for. */
export function questionOf({ map: { document } }: ReadyMap, { from, to, segmentId }: Span): JourneyQuestion {
  const { segmentId: persona } = document.persona
  const { segmentId: own, ...question } = document.question ?? { by: { kind: 'person' }, segmentId: persona ?? undefined }
  const whose = segmentId ?? own
  return { ...question, steps: 'touchpoints', from, to, ...(whose !== undefined && { segmentId: whose }) }
}

/** The same journeys of everybody. */
export function ofEverybody({ segmentId: _, ...question }: JourneyQuestion): JourneyQuestion {
  return question
}
