import type { Rule, RuleLeaf } from '@percorso/contract'

/** A line of the filter builder, while it is being written. */
export type Condition = { subject: Subject; key: string; op: Op; value: string; type: ValueType; not: boolean }
export type Match = 'all' | 'any'
export type ValueType = 'text' | 'number' | 'boolean'

export const subjects = ['trait', 'lastSeen', 'firstSeen', 'facts', 'identifier', 'account', 'accountTrait'] as const
export type Subject = (typeof subjects)[number]

const OF_TRAITS = ['equals', 'anyOf', 'contains', 'startsWith', 'endsWith', 'exists', 'atLeast', 'moreThan', 'atMost', 'lessThan', 'before', 'after', 'withinLast', 'has'] as const // prettier-ignore
export type Op = (typeof OF_TRAITS)[number]
const OF_TIMES: readonly Op[] = ['withinLast', 'after', 'before']
const OF_TEXTS: readonly Op[] = ['equals', 'startsWith', 'exists']

/** What can be said of each. */
export const opsOf: Record<Subject, readonly Op[]> = {
  trait: OF_TRAITS,
  accountTrait: OF_TRAITS,
  lastSeen: OF_TIMES,
  firstSeen: OF_TIMES,
  facts: ['atLeast', 'moreThan', 'equals', 'atMost', 'lessThan'],
  identifier: OF_TEXTS,
  account: OF_TEXTS,
}

export function newCondition(subject: Subject = 'trait'): Condition {
  return { subject, key: '', op: opsOf[subject][0]!, value: '', type: 'text', not: false }
}

export function hasKey(subject: Subject): boolean {
  return isTrait(subject) || subject === 'identifier'
}

function isTrait(subject: Subject): boolean {
  return subject === 'trait' || subject === 'accountTrait'
}

/** What is typed into the value: decides which keyboard a phone shows, and what is complete. */
export function inputOf({ op, subject, type }: Pick<Condition, 'op' | 'subject' | 'type'>): 'none' | 'text' | 'number' | 'date' {
  if (op === 'exists') return 'none'
  if (op === 'before' || op === 'after') return 'date'
  if (['withinLast', 'atLeast', 'moreThan', 'atMost', 'lessThan'].includes(op) || subject === 'facts') return 'number'
  return isTrait(subject) && type === 'number' && (op === 'equals' || op === 'has') ? 'number' : 'text'
}

/** The conditions that are complete, as a rule; undefined if none is. */
export function toRule(conditions: Condition[], match: Match): Rule | undefined {
  const parts = conditions.flatMap((condition): Rule[] => {
    const leaf = toLeaf(condition)
    return leaf ? [condition.not ? { not: leaf } : leaf] : []
  })
  if (parts.length < 2) return parts[0]
  return match === 'all' ? { all: parts } : { any: parts }
}

/** A rule as lines of the builder; undefined if it says more than those can. */
export function fromRule(rule: Rule | undefined): { match: Match; conditions: Condition[] } | undefined {
  if (rule === undefined) return { match: 'all', conditions: [] }
  const match = 'any' in rule ? 'any' : 'all'
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [rule]
  if (!Array.isArray(parts)) return undefined
  const conditions = parts.map((part) => ('not' in part ? negated(part.not) : fromLeaf(part)))
  return conditions.some((condition) => condition === undefined) ? undefined : { match, conditions: conditions as Condition[] }
}

function negated(rule: Rule): Condition | undefined {
  const condition = fromLeaf(rule)
  return condition && { ...condition, not: true }
}

function toLeaf({ subject, key, op, value, type }: Condition): RuleLeaf | undefined {
  if (hasKey(subject) && key.trim() === '') return undefined
  const said = saidOf({ subject, op, value, type })
  if (!said) return undefined
  const about = subject === 'account' ? { account: 'id' } : hasKey(subject) ? { [subject]: key.trim() } : { profile: subject }
  return { ...about, ...said } as unknown as RuleLeaf
}

function saidOf(line: Pick<Condition, 'subject' | 'op' | 'value' | 'type'>): { op: Op; value?: unknown } | undefined {
  const { op, value } = line
  const type = isTrait(line.subject) ? line.type : 'text' // identifiers are texts, also those of digits
  const input = inputOf(line)
  if (input === 'none') return { op }
  if (value.trim() === '') return undefined
  if (op === 'anyOf')
    return {
      op,
      value: value
        .split(',')
        .map((part) => typed(part.trim(), type))
        .filter((part) => part !== ''),
    }
  if (input === 'number') return Number.isFinite(Number(value)) ? { op, value: Number(value) } : undefined
  return { op, value: op === 'equals' || op === 'has' ? typed(value, type) : value }
}

function typed(text: string, type: ValueType): string | number | boolean {
  if (type === 'number' && text !== '' && Number.isFinite(Number(text))) return Number(text)
  return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text
}

function fromLeaf(rule: Rule): Condition | undefined {
  const leaf = rule as Record<string, unknown>
  const { op, value } = leaf
  const subject = subjects.find((name) => name === leaf['profile'] || Object.hasOwn(leaf, name))
  if (!subject || typeof op !== 'string' || !opsOf[subject].includes(op as Op)) return undefined
  const key = hasKey(subject) ? String(leaf[subject]) : ''
  const one: unknown = Array.isArray(value) ? value[0] : value
  const type: ValueType = typeof one === 'number' ? 'number' : typeof one === 'boolean' ? 'boolean' : 'text'
  return { subject, key, op: op as Op, value: textOf(value), type, not: false }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
