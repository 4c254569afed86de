import type { ScoreModel, SegmentWhere } from '@percorso/contract'
import { leadStages } from './stages.ts'
import type { Say } from './templates.ts'

const rule = (where: SegmentWhere) => ({ version: 1 as const, where })
const PRIVATE_MAIL = ['@gmail.com', '@hotmail.com', '@outlook.com', '@yahoo.com', '@libero.it', '@wp.pl']

/** How ready a company’s people are to talk to sales: who they are, and what they looked into lately. */
export function leadScore(say: Say): ScoreModel {
  return {
    version: 1,
    fit: [
      { label: say('hasAccount'), points: 20, rule: rule({ account: 'id', op: 'exists' }) },
      { label: say('bigAccount'), points: 25, rule: rule({ accountTrait: 'employees', op: 'atLeast', value: 50 }) },
      { label: say('decides'), points: 25, rule: rule({ trait: 'title', op: 'matches', value: '(?i)\\b(chief|head|director|owner|founder|manager|c[a-z]o)\\b' }) },
      { label: say('canBeCalled'), points: 15, rule: rule({ identifier: 'phone', op: 'exists' }) },
      { label: say('hasEmail'), points: 15, rule: rule({ identifier: 'email', op: 'exists' }) },
      { label: say('privateMail'), points: -10, rule: rule({ any: PRIVATE_MAIL.map((value) => ({ trait: 'email', op: 'endsWith', value })) }) },
    ],
    engagement: {
      target: 100,
      rules: [
        { label: say('demonstration'), points: 40, facts: { fact: 'Demonstration Attended' }, halfLifeDays: 60, cap: 60 },
        { label: say('signedUp'), points: 20, facts: { fact: 'Signed Up' }, halfLifeDays: 90, cap: 20 },
        { label: say('manual'), points: 12, facts: { fact: 'Manual Downloaded' }, halfLifeDays: 45, cap: 36 },
        { label: say('compared'), points: 10, facts: { fact: 'Products Compared' }, halfLifeDays: 30, cap: 30 },
        { label: say('basket'), points: 8, facts: { fact: 'Product Added' }, halfLifeDays: 21, cap: 24, coolDown: { n: 1, unit: 'hours' } },
        { label: say('clicked'), points: 8, facts: { fact: 'Email Link Clicked' }, halfLifeDays: 30, cap: 24 },
        { label: say('searched'), points: 3, facts: { fact: 'Products Searched' }, halfLifeDays: 14, cap: 15 },
        { label: say('visited'), points: 3, facts: { type: 'page' }, halfLifeDays: 14, cap: 30, coolDown: { n: 30, unit: 'minutes' } },
        { label: say('opened'), points: 2, facts: { fact: 'Email Opened' }, halfLifeDays: 14, cap: 10 },
        { label: say('unsubscribed'), points: -40, facts: { fact: 'Unsubscribed' }, halfLifeDays: 180, cap: 40 },
      ],
    },
    fitShare: 40,
    grades: { fit: [75, 50, 25], engagement: [75, 50, 25] },
    stages: leadStages(say),
  } // prettier-ignore
}
