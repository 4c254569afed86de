import type { FactMatch, SegmentWhere } from '../packages/contract/src/index.ts'

const NAMES = ['Product Viewed', 'Product Added', 'Order Completed', 'Products Searched']
const DAYS = [1, 7, 30, 90, 365]

/** Rules of every kind on what the bench's shop sends; rule number `n` is always the same. */
export function benchRule(n: number): SegmentWhere {
  const fact = NAMES[n % NAMES.length]!
  const days = DAYS[Math.floor(n / 4) % DAYS.length]!
  const did: FactMatch = { fact }
  const last = { last: { n: days, unit: 'days' as const } }
  const count = (value: number): SegmentWhere => ({ count: did, within: last, op: 'atLeast', value })
  switch (n % 10) {
    case 0:
      return count(1 + (n % 7))
    case 1:
      return {
        all: [
          count(2),
          { not: { count: { fact: 'Order Completed' }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 1 } },
        ],
      }
    case 2:
      return { measure: 'sum', property: 'price', of: { fact: 'Order Completed' }, within: last, op: 'moreThan', value: 50 + n }
    case 3:
      return { all: [{ trait: 'plan', op: 'equals', value: n % 20 === 3 ? 'gold' : 'basic' }, count(1)] }
    case 4:
      return { sequence: [{ fact: 'Product Viewed' }, { fact: 'Product Added' }, { fact: 'Order Completed' }], in: { n: 1 + (n % 5), unit: 'days' }, within: { last: { n: 30, unit: 'days' } } } // prettier-ignore
    case 5:
      return { stopped: did, for: { n: days, unit: 'days' } }
    case 6:
      return {
        any: [
          { time: 'first', of: did, op: 'withinLast', value: { n: days, unit: 'days' } },
          { trait: 'visits', op: 'atLeast', value: 40 },
        ],
      }
    case 7:
      return { count: { fact, where: [{ property: 'price', op: 'moreThan', value: 90 }] }, within: last, op: 'atLeast', value: 1 + (n % 3) }
    case 8:
      return { measure: 'distinct', property: 'product_id', of: did, within: { last: { n: 7, unit: 'days' } }, op: 'atLeast', value: 3 }
    default:
      return { edge: 'last', of: { fact: 'Order Completed' }, is: { property: 'quantity', op: 'atLeast', value: 1 + (n % 4) } }
  }
}

/** A rule on facts that never come, or on one that does. */
export function namedRule(fact: string): SegmentWhere {
  return { count: { fact }, within: { last: { n: 30, unit: 'days' } }, op: 'atLeast', value: 2 }
}
