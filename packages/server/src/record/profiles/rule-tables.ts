import type { AccountLeaf, AccountTraitLeaf, IdentifierLeaf, ProfileLeaf, Rule, RuleLeaf, TraitLeaf } from '@percorso/contract'
import { systemClock } from '../../ground/index.ts'
import { normaliseValue } from './identifier.ts'

/** Values on their way into a statement: each is sent beside it, and stands in it as `$2`. `$1` is the workspace. */
export type Params = { values: unknown[]; add(value: unknown): string }

export function createParams(workspaceId: number): Params {
  const values: unknown[] = [workspaceId]
  return { values, add: (value) => `$${values.push(value)}` }
}

/** A rule as a condition on `h`, a row of `people`. It is true or false, never null: so that "not" means the others. */
export function compileRule(where: Rule, params: Params): string {
  if ('all' in where) return `(${where.all.map((part) => compileRule(part, params)).join(' and ')})`
  if ('any' in where) return `(${where.any.map((part) => compileRule(part, params)).join(' or ')})`
  if ('not' in where) return `(not ${compileRule(where.not, params)})`
  return `coalesce(${compileLeaf(where, params)}, false)`
}

/** One condition; it may come out as null. */
export function compileLeaf(leaf: RuleLeaf, params: Params): string {
  if ('trait' in leaf) return compileTrait(`(h.traits -> ${params.add(leaf.trait)}::text)`, leaf, params)
  if ('profile' in leaf) return compileProfile(leaf, params)
  if ('identifier' in leaf) return ofIdentifiers(compileIdentifier(leaf, params))
  if ('account' in leaf) return ofAccounts('true', compileAccount(leaf, params))
  return ofAccounts('a.account_id is not null', compileTrait(`(a.traits -> ${params.add(leaf.accountTrait)}::text)`, leaf, params))
}

const DAY_MS = 86_400_000
const COMPARISONS = { lessThan: '<', atMost: '<=', atLeast: '>=', moreThan: '>', equals: '=' } as const
const TEXT_TESTS: Record<'contains' | 'startsWith' | 'endsWith', (text: string, part: string) => string> = {
  contains: (text, part) => `position(${part} in ${text}) > 0`,
  startsWith: (text, part) => `starts_with(${text}, ${part})`,
  endsWith: (text, part) => `right(${text}, length(${part})) = ${part}`,
}

/** What is said of a value in JSON. Its type is looked at first: PostgreSQL is free to try conditions in any order, but not the parts of a case. */
function compileTrait(value: string, test: TraitLeaf | AccountTraitLeaf, params: Params): string {
  const json = (wanted: unknown) => `${params.add(JSON.stringify(wanted))}::jsonb`
  const ofType = (type: string, condition: string) => `case when jsonb_typeof(${value}) = '${type}' then ${condition} end`
  switch (test.op) {
    case 'exists':
      return `${value} <> 'null'::jsonb`
    case 'equals':
      return `${value} = ${json(test.value)}`
    case 'anyOf':
      return `${value} in (${test.value.map(json).join(', ')})`
    case 'has':
      return ofType('array', `${value} @> ${json(test.value)}`)
    case 'before':
    case 'after':
      return `time_of(${value}) ${test.op === 'before' ? '<' : '>'} ${instant(test.value, params)}`
    case 'withinLast':
      return `time_of(${value}) between ${daysAgo(test.value, params)} and now()`
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return ofType('string', TEXT_TESTS[test.op](`fold_text(${value} #>> '{}')`, `fold_text(${params.add(test.value)})`))
    default:
      return ofType('number', `(${value})::numeric ${COMPARISONS[test.op]} ${params.add(test.value)}::numeric`)
  }
}

const PROFILE_COLUMNS = { firstSeen: 'h.first_seen', lastSeen: 'h.last_seen', facts: 'h.facts' } as const

function compileProfile(leaf: ProfileLeaf, params: Params): string {
  const column = PROFILE_COLUMNS[leaf.profile]
  if (leaf.profile === 'facts') return `${column} ${COMPARISONS[leaf.op]} ${params.add(leaf.value)}::bigint`
  if (leaf.op === 'withinLast') return `${column} >= ${daysAgo(leaf.value, params)}`
  return `${column} ${leaf.op === 'before' ? '<' : '>'} ${instant(leaf.value, params)}`
}

function compileIdentifier(leaf: IdentifierLeaf, params: Params): string {
  const ofKind = `i.kind = ${params.add(leaf.identifier)}`
  if (leaf.op === 'exists') return ofKind
  if (leaf.op === 'equals') return `${ofKind} and i.value = ${params.add(normaliseValue(leaf.identifier, leaf.value))}`
  const prefix = leaf.identifier === 'email' ? leaf.value.toLowerCase() : leaf.value
  return `${ofKind} and starts_with(i.value, ${params.add(prefix)})`
}

function compileAccount(leaf: AccountLeaf, params: Params): string {
  if (leaf.op === 'exists') return 'true'
  return leaf.op === 'equals' ? `m.account_id = ${params.add(leaf.value)}` : `starts_with(m.account_id, ${params.add(leaf.value)})`
}

function ofIdentifiers(condition: string): string {
  return `exists (select 1 from identifiers i where i.workspace_id = $1 and i.profile_id = h.profile_id and not i.alleged and ${condition})`
}

function ofAccounts(joined: string, condition: string): string {
  return `exists (select 1 from identifiers i join account_members m using (workspace_id, identifier_id)
    left join accounts a using (workspace_id, account_id)
    where i.workspace_id = $1 and i.profile_id = h.profile_id and ${joined} and ${condition})`
}

/** A day begins at midnight in UTC. */
function instant(text: string, params: Params): string {
  return `${params.add(new Date(text).toISOString())}::timestamptz`
}

/** Reckoned here: PostgreSQL's own reckoning is not leakproof, and an index would not serve it. */
function daysAgo(days: number, params: Params): string {
  return `${params.add(new Date(systemClock.now() - days * DAY_MS).toISOString())}::timestamptz`
}
