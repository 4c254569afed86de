import type { Touchpoint } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { createParams } from '../rules/index.ts'
import { MEETINGS, touchpointSql } from '../touchpoints/index.ts'

export type MarkedRow = { messageId: string; touchpoint: string; name: string }
type Wish = {
  workspaceId: number
  identifierIds: string[]
  touchpoints: readonly Touchpoint[]
  timeZone: string
  steps: string[]
  limit: number
}

/** A person's latest facts that are at one of these touchpoints, or have one of these names. */
export function selectMarked(
  warehouse: Warehouse,
  { workspaceId, identifierIds, touchpoints, timeZone, steps, limit }: Wish,
): Promise<MarkedRow[]> {
  const params = createParams()
  const meant = params.add(steps, 'Array(String)')
  return warehouse.query<MarkedRow>(
    `select message_id as messageId, toString(${touchpointSql(touchpoints, params, timeZone)}) as touchpoint, name from facts
     where workspace_id = ${params.add(workspaceId, 'UInt32')} and profile_id in ${params.add(identifierIds, 'Array(UUID)')} and not bot
       and (touchpoint in ${meant} or (type in ${MEETINGS} and name in ${meant}))
     order by time desc, message_id limit ${limit}`,
    params.values,
  )
}
