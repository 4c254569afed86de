import { ms } from '@percorso/contract'
import type { Duration, JourneyQuestion, MapDocument, StoredMap, Touchpoint } from '@percorso/contract'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { readMap } from '../maps/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import type { Moves } from '../rules/index.ts'
import { listTouchpoints, selectTimeZone } from '../touchpoints/index.ts'
import { designOf } from './design-of-map.ts'
import type { Design } from './design-of-map.ts'

const DAY_MS = 86_400_000

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
  const settled = question.settled ?? settledAfter(document)
  return { ...question, steps: 'touchpoints', from, to, ...(whose !== undefined && { segmentId: whose }), ...(settled && { settled }) }
}

/** A journey that is not over yet has not left out what is still to come: it is given twice the time that its steps are expected to take. */
function settledAfter({ steps }: MapDocument): Duration | undefined {
  const expected = Object.values(steps).reduce((sum, { within }) => sum + (within ? ms(within) : 0), 0)
  return expected === 0 ? undefined : { n: Math.ceil((2 * expected) / DAY_MS), unit: 'days' }
}

/** The same journeys of everybody. */
export function ofEverybody({ segmentId: _, ...question }: JourneyQuestion): JourneyQuestion {
  return question
}
