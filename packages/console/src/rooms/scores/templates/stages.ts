import type { SegmentWhere, StageOf } from '@percorso/contract'
import type { Say } from './templates.ts'

const did = (fact: string, atLeast = 1): SegmentWhere => ({ count: { fact }, op: 'atLeast', value: atLeast })
const rule = (where: SegmentWhere) => ({ version: 1 as const, where })

/** From the first address to somebody who speaks for us: the lead stages everybody knows, by score until they act, then by what they did. */
export function leadStages(say: Say): StageOf[] {
  return [
    { name: say('subscriber') },
    { name: say('lead'), up: 25, down: 15 },
    { name: say('marketingQualified'), up: 50, down: 40 },
    { name: say('salesQualified'), up: 70, down: 60 },
    { name: say('opportunity'), rule: rule({ any: [did('Checkout Started'), did('Demonstration Attended')] }) },
    { name: say('customer'), rule: rule(did('Order Completed')) },
    { name: say('advocate'), rule: rule({ all: [did('Order Completed', 2), { any: [did('Product Shared'), good('Product Reviewed', 4), good('Survey Answered', 9)] }] }) },
  ] // prettier-ignore
}

/** A review of four stars and more, or a recommendation of nine and more. */
function good(fact: 'Product Reviewed' | 'Survey Answered', atLeast: number): SegmentWhere {
  const property = fact === 'Product Reviewed' ? 'rating' : 'score'
  return { count: { fact, where: [{ property, op: 'atLeast', value: atLeast }] }, op: 'atLeast', value: 1 }
}
