import { expect, it } from 'vitest'
import { leavesOf, peopleRule, ruleLimits } from './rules.ts'
import type { Rule } from './rules.ts'

const parse = (where: unknown) => peopleRule.safeParse({ version: 1, where })
const gold: Rule = { trait: 'plan', op: 'equals', value: 'gold' }

function nested(depth: number): unknown {
  let where: unknown = gold
  for (let level = 0; level < depth; level += 1) where = { not: where }
  return where
}

it('takes what it is made of, and gives it back as it is', () => {
  const where: Rule = {
    all: [
      { any: [gold, { trait: 'born', op: 'before', value: '1990-01-01' }] },
      { not: { profile: 'facts', op: 'lessThan', value: 3 } },
      { identifier: 'external:shop', op: 'startsWith', value: '47' },
      { account: 'id', op: 'exists' },
      { accountTrait: 'size', op: 'atLeast', value: 10 },
      { profile: 'lastSeen', op: 'withinLast', value: 30 },
    ],
  }
  expect(peopleRule.parse({ version: 1, where })).toEqual({ version: 1, where })
  expect(leavesOf(where)).toHaveLength(7)
})

it.each([
  ['nothing', undefined],
  ['a text', 'plan = gold'],
  ['an unknown operator', { trait: 'plan', op: 'resembles', value: 'gold' }],
  ['a number for a text', { trait: 'plan', op: 'contains', value: 7 }],
  ['a text for a number', { trait: 'visits', op: 'atLeast', value: '7' }],
  ['a day that does not exist', { trait: 'born', op: 'before', value: '2024-02-31' }],
  ['two things in one', { ...gold, profile: 'facts' }],
  ['an empty group', { all: [] }],
  ['a prototype', { __proto__: null, constructor: gold }],
  ['a list that is none', { any: { length: 1e9 } }],
])('refuses %s', (_, where) => {
  expect(parse(where).success).toBe(false)
})

it('refuses what is too deep or too long, however deep and long', () => {
  expect(parse(nested(ruleLimits.depth)).success).toBe(true)
  for (const where of [nested(ruleLimits.depth + 1), nested(200_000)])
    expect(parse(where).error?.issues[0]?.message).toMatch(/levels deep/u)
  expect(parse({ any: Array.from({ length: ruleLimits.leaves }, () => gold) }).success).toBe(true)
  const wide = { any: Array.from({ length: 100_000 }, () => ({ all: [gold, gold] })) }
  expect(parse(wide).error?.issues[0]?.message).toMatch(/at most 50 conditions/u)
})

it('says what a rule is to whoever sends something else', () => {
  expect(parse({ segment: 'x' }).error?.issues[0]?.message).toMatch(/trait, accountTrait, profile/u)
})
