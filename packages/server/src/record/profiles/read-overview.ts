import type { overview } from '@percorso/contract'
import type * as z from 'zod'
import type { Warehouse } from '../../stores/index.ts'
import { selectFirst, selectTouchpoints, selectWeeks } from './overview-facts.ts'

export type Overview = z.infer<typeof overview>

const PURCHASE = 'Order Completed'
const TOUCHPOINTS_MAX = 200

/** A person's life as a customer: when it was busy, through what they met us, when they first bought. */
export async function readOverview(warehouse: Warehouse, who: { workspaceId: number; identifierIds: string[] }): Promise<Overview> {
  const [weeks, touchpoints, purchase] = await Promise.all([
    selectWeeks(warehouse, who),
    selectTouchpoints(warehouse, who, TOUCHPOINTS_MAX),
    selectFirst(warehouse, who, PURCHASE),
  ])
  return {
    firstPurchase: purchase.facts > 0 ? new Date(purchase.firstMs).toISOString() : null,
    purchases: purchase.facts,
    weeks,
    touchpoints: touchpoints.map(({ firstMs, lastMs, ...touchpoint }) => {
      return { ...touchpoint, firstAt: new Date(firstMs).toISOString(), lastAt: new Date(lastMs).toISOString() }
    }),
  }
}
