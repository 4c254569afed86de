import type { ScoreModel, SegmentWhere } from '@percorso/contract'
import type { Say } from './templates.ts'

const PURCHASE = { fact: 'Order Completed' }
const rule = (where: SegmentWhere) => ({ version: 1 as const, where })
const ordersInYear = (value: number) => rule({ count: PURCHASE, within: { last: { n: 365, unit: 'days' } }, op: 'atLeast', value })

/** Who comes back, and gladly: habit and attitude are fit, what they did lately is engagement. */
export function loyaltyDegree(say: Say): ScoreModel {
  return {
    version: 1,
    who: rule({ count: PURCHASE, op: 'atLeast', value: 1 }),
    fit: [
      { label: say('twiceInYear'), points: 20, rule: ordersInYear(2) },
      { label: say('fiveInYear'), points: 20, rule: ordersInYear(5) },
      { label: say('regular'), points: 15, rule: rule({ regularly: PURCHASE, weeks: 26, atLeast: 4 }) },
      { label: say('longKnown'), points: 15, rule: rule({ not: { profile: 'firstSeen', op: 'withinLast', value: 365 } }) },
      { label: say('hasCard'), points: 10, rule: rule({ trait: 'loyalty_card', op: 'equals', value: true }) },
      { label: say('recommends'), points: 20, rule: rule({ edge: 'last', of: { fact: 'Survey Answered', where: [{ property: 'survey', op: 'equals', value: 'nps' }] }, is: { property: 'score', op: 'atLeast', value: 9 } }) },
      { label: say('stoppedBuying'), points: -25, rule: rule({ stopped: PURCHASE, for: { n: 180, unit: 'days' } }) },
      { label: say('sendsBack'), points: -10, rule: rule({ count: { fact: 'Return Requested' }, within: { last: { n: 365, unit: 'days' } }, op: 'atLeast', value: 2 }) },
    ],
    engagement: {
      target: 100,
      rules: [
        { label: say('bought'), points: 25, facts: PURCHASE, halfLifeDays: 120, cap: 75, coolDown: { n: 1, unit: 'days' } },
        { label: say('shopVisit'), points: 5, facts: { fact: 'Shop Visited' }, halfLifeDays: 60, cap: 20, coolDown: { n: 1, unit: 'days' } },
        { label: say('reviewed'), points: 10, facts: { fact: 'Product Reviewed' }, halfLifeDays: 180, cap: 20 },
        { label: say('referred'), points: 15, facts: { fact: 'Product Shared' }, halfLifeDays: 180, cap: 30 },
        { label: say('refunded'), points: -10, facts: { fact: 'Order Refunded' }, halfLifeDays: 90, cap: 20 },
      ],
    },
    fitShare: 60,
    grades: { fit: [75, 50, 25], engagement: [75, 50, 25] },
    stages: [
      { name: say('newcomer') },
      { name: say('returning'), up: 30, down: 22 },
      { name: say('loyal'), up: 55, down: 45 },
      { name: say('devoted'), up: 75, down: 65 },
    ],
  } // prettier-ignore
}
