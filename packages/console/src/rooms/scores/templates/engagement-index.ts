import type { FactMatch, FitConditionOf, ScoreModel } from '@percorso/contract'
import type { Label, Say } from './templates.ts'

const BREADTH_WITHIN = { last: { n: 90, unit: 'days' } } as const
const A_DAY = { n: 1, unit: 'days' } as const

/** Where we meet, each with what it is worth: only who meets us in many places gets many points. */
const TOUCHPOINTS: [Label, FactMatch, number][] = [
  ['onSite', { type: 'page' }, 15],
  ['inApp', { fact: 'Application Opened' }, 15],
  ['inShop', { fact: 'Shop Visited' }, 15],
  ['byMail', { fact: 'Email Link Clicked' }, 15],
  ['inChat', { fact: 'Chat Started' }, 10],
  ['onPhone', { fact: 'Call Answered' }, 10],
  ['answersSurveys', { fact: 'Survey Answered' }, 10],
  ['writesReviews', { fact: 'Product Reviewed' }, 10],
]

/** How alive the relation is: breadth (in how many places we meet) is fit; depth (on how many days) and recency (how lately) are engagement. */
export function engagementIndex(say: Say): ScoreModel {
  const breadth = TOUCHPOINTS.map(([label, count, points]): FitConditionOf => ({
    label: say(label),
    points,
    rule: { version: 1, where: { count, within: BREADTH_WITHIN, op: 'atLeast', value: 1 } },
  }))
  return {
    version: 1,
    fit: breadth,
    engagement: {
      target: 100,
      rules: [
        { label: say('activeDays'), points: 4, facts: {}, halfLifeDays: 45, cap: 50, coolDown: A_DAY },
        { label: say('bought'), points: 12, facts: { fact: 'Order Completed' }, halfLifeDays: 120, cap: 36 },
        { label: say('justHere'), points: 20, facts: {}, halfLifeDays: 7, cap: 20, coolDown: A_DAY },
        { label: say('unsubscribed'), points: -15, facts: { fact: 'Unsubscribed' }, halfLifeDays: 180, cap: 15 },
      ],
    },
    fitShare: 35,
    grades: { fit: [60, 40, 20], engagement: [75, 50, 25] },
    stages: [
      { name: say('asleep') },
      { name: say('awake'), up: 20, down: 15 },
      { name: say('engaged'), up: 45, down: 38 },
      { name: say('devoted'), up: 70, down: 62 },
    ],
  }
}
