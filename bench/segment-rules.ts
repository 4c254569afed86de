import type { FactMatch, ScoreModel, SegmentWhere } from '../packages/contract/src/index.ts'

const NAMES = ['Product Viewed', 'Product Added', 'Order Completed', 'Products Searched']
const DAYS = [1, 7, 30, 90, 365]

const within = (n: number) => ({ last: { n, unit: 'days' as const } })
const count = (of: FactMatch, days: number, value = 1): SegmentWhere => ({ count: of, within: within(days), op: 'atLeast', value })

/** One kind of rule each; `did` is the fact that rule number `n` is about, in the last so many days. */
const KINDS: ((n: number, did: FactMatch, days: number) => SegmentWhere)[] = [
  (n, did, days) => count(did, days, n % 20 === 0 ? 60 : 1 + (n % 3)),
  (_, did, days) => ({ all: [count(did, days, 2), { not: count({ fact: 'Order Completed' }, 30) }] }),
  (n, _, days) => ({ measure: 'sum', property: 'price', of: { fact: 'Order Completed' }, within: within(days), op: 'moreThan', value: n % 20 === 2 ? 10_000 : 50 }),
  (n, did, days) => ({ all: [{ trait: 'plan', op: 'equals', value: n % 20 === 3 ? 'gold' : 'basic' }, count(did, days)] }),
  (n) => ({ sequence: NAMES.slice(0, 3).map((fact) => ({ fact })), in: { n: 1 + (n % 5), unit: 'days' }, within: within(30) }),
  (_, did, days) => ({ stopped: did, for: { n: days, unit: 'days' } }),
  (_, did, days) => ({ any: [{ time: 'first', of: did, op: 'withinLast', value: { n: days, unit: 'days' } }, { trait: 'visits', op: 'atLeast', value: 40 }] }),
  (_, did, days) => count({ ...did, where: [{ property: 'price', op: 'moreThan', value: 90 }] }, days),
  (_, did) => ({ measure: 'distinct', property: 'product_id', of: did, within: within(7), op: 'atLeast', value: 3 }),
  (n) => ({ edge: 'last', of: { fact: 'Order Completed' }, is: n % 50 === 9 ? { property: 'quantity', op: 'atLeast', value: 3 } : { property: 'category', op: 'equals', value: 'kitchen' } }),
] // prettier-ignore

/**
 * Rules of every kind on what the bench's shop sends; rule number `n` is always the same. Each is about one fact in four or more. Most thresholds are low,
 * so that people who are known are in already, or high, so that hardly anybody gets there. A fact moves somebody about once in two: on the sample world,
 * 100 segments of an online shop were moved 0.6 times by a fact, and as often again by time.
 */
export function benchRule(n: number): SegmentWhere {
  return KINDS[n % KINDS.length]!(n, { fact: NAMES[n % NAMES.length]! }, DAYS[Math.floor(n / 4) % DAYS.length]!)
}

/** A rule on facts that never come, or on one that does. */
export function namedRule(fact: string): SegmentWhere {
  return { count: { fact }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 2 }
}

/** Score model number `n` on what the bench's shop sends. */
export function benchModel(n: number): ScoreModel {
  const rule = (where: SegmentWhere) => ({ version: 1 as const, where })
  return {
    version: 1,
    fit: [
      { label: 'Gold', points: 30, rule: rule({ trait: 'plan', op: 'equals', value: 'gold' }) },
      { label: 'Buys', points: 40, rule: rule(benchRule(n)) },
      { label: 'Looks', points: 20, rule: rule(benchRule(n + 7)) },
      { label: 'Went away', points: -20, rule: rule(benchRule(5)) },
    ],
    engagement: {
      target: 100,
      rules: NAMES.map((fact, place) => ({
        label: fact,
        points: 3 + place,
        facts: { fact },
        halfLifeDays: [7, 14, 30, 60, 90][n % 5]!,
        cap: 40,
        coolDown: { n: 1, unit: 'hours' },
      })),
    },
    fitShare: 40,
    grades: { fit: [75, 50, 25], engagement: [75, 50, 25] },
    stages: [{ name: 'lead' }, { name: 'marketing-qualified', up: 40, down: 30 }, { name: 'sales-qualified', up: 70, down: 60 }],
  }
}
