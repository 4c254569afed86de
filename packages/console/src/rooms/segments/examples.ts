import type { SegmentWhere } from '@percorso/contract'

/** The name that the standards give to a purchase; whoever calls it otherwise changes one word. */
const PURCHASE = { fact: 'Order Completed' }

/** What segments are good for, to begin with. */
export const examples = {
  again: { count: PURCHASE, within: { last: { n: 90, unit: 'days' } }, op: 'atLeast', value: 2 },
  silent: { not: { profile: 'lastSeen', op: 'withinLast', value: 60 } },
  never: { not: { count: PURCHASE, op: 'atLeast', value: 1 } },
} as const satisfies Record<string, SegmentWhere>
