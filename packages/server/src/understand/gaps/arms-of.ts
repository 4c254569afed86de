import type { Initiative, JourneyQuestion } from '@percorso/contract'
import { whoseOf } from '../journeys/index.ts'
import { selectLateMoves } from '../rules/index.ts'
import { selectTimeZone } from '../touchpoints/index.ts'
import type { Arms } from './arms-facts.ts'
import { saltOf } from './define-initiative.ts'
import type { Asking } from './ready-map.ts'

/** Who is treated: those of the audience, or of the map's own people, less those who are drawn to be left as they were. */
export async function armsOf({ warehouse, request }: Asking, { initiativeId, control, segmentId }: Initiative, ownSegment?: number) {
  const { workspaceId, inWorkspace } = request
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId, warehouse }
    const timeZone = await selectTimeZone(scope)
    const idsOf = async (id: number) => (await whoseOf(scope, { segmentId: id } as JourneyQuestion, timeZone))!
    const meant = segmentId ?? ownSegment
    const audience = meant === undefined ? undefined : await idsOf(meant)
    const others = control.kind === 'segment' ? await idsOf(control.segmentId) : undefined
    const left = (whose: Awaited<ReturnType<typeof idsOf>> | undefined) => (whose ? whose.size - whose.ids.length : 0)
    const arms: Arms = {
      audience: audience?.ids,
      control: others ? { kind: 'segment', ids: others.ids } : control.kind === 'random' ? { ...control, salt: saltOf(initiativeId) } : { kind: 'before' },
    }
    return { arms, left_out: left(audience) + left(others), timeZone, late: await selectLateMoves(scope) }
  })
} // prettier-ignore
