import type { FactMatch, SegmentRuleLeaf } from '@percorso/contract'

/** What a condition can be about, as it is chosen from: what somebody did, and what is known of them. */
export const kindGroups = {
  did: ['count', 'stopped', 'regularly', 'sequence', 'time', 'edge', 'measure'],
  known: ['trait', 'lastSeen', 'firstSeen', 'facts', 'identifier', 'segment', 'set', 'consent', 'account', 'accountTrait', 'bucket'],
} as const
const kinds = [...kindGroups.did, ...kindGroups.known] as const
export type Kind = (typeof kinds)[number]

export function kindOf(leaf: SegmentRuleLeaf): Kind {
  if ('profile' in leaf) return leaf.profile
  return kinds.find((kind) => Object.hasOwn(leaf, kind)) ?? 'count'
}

/** The facts that a condition is about, if it is about any. */
function factOf(leaf: SegmentRuleLeaf | undefined): FactMatch {
  if (leaf === undefined) return {}
  const { count, of, stopped, regularly, sequence } = leaf as { [Name in string]?: FactMatch } & { sequence?: FactMatch[] }
  return count ?? of ?? stopped ?? regularly ?? sequence?.[0] ?? {}
}

const month = { n: 30, unit: 'days' } as const

const begun: Record<Kind, (fact: FactMatch) => SegmentRuleLeaf> = {
  count: (count) => ({ count, within: { last: month }, op: 'atLeast', value: 1 }),
  stopped: (stopped) => ({ stopped, for: month }),
  regularly: (regularly) => ({ regularly, weeks: 8, atLeast: 4 }),
  sequence: (fact) => ({ sequence: [fact, {}], in: { n: 7, unit: 'days' } }),
  time: (of) => ({ time: 'first', of, op: 'withinLast', value: month }),
  edge: (of) => ({ edge: 'last', of, is: { property: '', op: 'equals', value: '' } }),
  measure: (of) => ({ measure: 'sum', property: '', of, op: 'atLeast', value: Number.NaN }),
  trait: () => ({ trait: '', op: 'equals', value: '' }),
  lastSeen: () => ({ profile: 'lastSeen', op: 'withinLast', value: 30 }),
  firstSeen: () => ({ profile: 'firstSeen', op: 'withinLast', value: 30 }),
  facts: () => ({ profile: 'facts', op: 'atLeast', value: 10 }),
  identifier: () => ({ identifier: 'email', op: 'exists' }),
  segment: () => ({ segment: Number.NaN }),
  account: () => ({ account: 'id', op: 'exists' }),
  accountTrait: () => ({ accountTrait: '', op: 'equals', value: '' }),
  bucket: () => ({ bucket: 'test', from: 0, to: 50 }),
  set: () => ({ set: Number.NaN }),
  consent: () => ({ consent: '', op: 'given' }),
}

/** A condition of a kind to begin with; about the same facts as the one it takes the place of. */
export function newLeaf(kind: Kind, instead?: SegmentRuleLeaf): SegmentRuleLeaf {
  return begun[kind](factOf(instead))
}
