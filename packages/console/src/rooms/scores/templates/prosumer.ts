import type { ScoreModel, SegmentWhere } from '@percorso/contract'
import type { Say } from './templates.ts'

const did = (fact: string, value = 1) => ({ version: 1 as const, where: { count: { fact }, op: 'atLeast', value } satisfies SegmentWhere })

/** Who knows the product better than we do: they read, compare, review, answer others, and have ideas. */
export function prosumer(say: Say): ScoreModel {
  return {
    version: 1,
    fit: [
      { label: say('readsManuals'), points: 20, rule: did('Manual Downloaded') },
      { label: say('compares'), points: 20, rule: did('Products Compared') },
      { label: say('reviews'), points: 20, rule: did('Product Reviewed', 2) },
      { label: say('answersOthers'), points: 25, rule: did('Question Answered') },
      { label: say('hasIdeas'), points: 15, rule: did('Idea Submitted') },
    ],
    engagement: {
      target: 100,
      rules: [
        { label: say('answered'), points: 12, facts: { fact: 'Question Answered' }, halfLifeDays: 180, cap: 48 },
        { label: say('helpful'), points: 8, facts: { fact: 'Question Answered', where: [{ property: 'helpful', op: 'atLeast', value: 5 }] }, halfLifeDays: 180, cap: 32 },
        { label: say('idea'), points: 15, facts: { fact: 'Idea Submitted' }, halfLifeDays: 365, cap: 45 },
        { label: say('reviewed'), points: 8, facts: { fact: 'Product Reviewed' }, halfLifeDays: 180, cap: 32 },
        { label: say('manual'), points: 5, facts: { fact: 'Manual Downloaded' }, halfLifeDays: 120, cap: 25 },
        { label: say('compared'), points: 5, facts: { fact: 'Products Compared' }, halfLifeDays: 120, cap: 25 },
        { label: say('demonstration'), points: 8, facts: { fact: 'Demonstration Attended' }, halfLifeDays: 180, cap: 16 },
      ],
    },
    fitShare: 40,
    grades: { fit: [75, 50, 25], engagement: [75, 50, 25] },
    stages: [
      { name: say('buyer') },
      { name: say('curious'), up: 20, down: 15 },
      { name: say('expert'), up: 45, down: 38 },
      { name: say('prosumer'), up: 65, down: 57 },
    ],
  } // prettier-ignore
}
