import type { FactMatch, FactTest, SegmentWhere } from '@percorso/contract'

const EXPRESSION_MAX = 200

/** Those who met any of these facts in the last so many days, as a rule of a segment. Rules know no cleaned paths, so `/orders/:id` becomes an expression. */
export function metRule(matches: FactMatch[], days: number): SegmentWhere {
  const met = matches.map(({ where, ...match }) => ({
    count: where ? { ...match, where: where.map(asItComes) } : match,
    within: { last: { n: days, unit: 'days' as const } },
    op: 'atLeast' as const,
    value: 1,
  }))
  return met.length === 1 ? met[0]! : { any: met }
}

function asItComes(test: FactTest): FactTest {
  if (test.property !== 'path' || (test.op !== 'equals' && test.op !== 'startsWith')) return test
  if (typeof test.value !== 'string' || !test.value.includes(':id')) return test
  const escaped = test.value.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`).replaceAll(':id', '[^/?#]+')
  const value = `(?i)^${escaped}${test.op === 'equals' ? '/?($|[?#])' : ''}`
  return value.length <= EXPRESSION_MAX ? { property: 'path', op: 'matches', value } : test
}
