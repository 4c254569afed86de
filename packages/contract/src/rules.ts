import * as z from 'zod'
import { ruleLimits } from './rule-limits.ts'

// The rule language: which people are meant. The same words wherever people are chosen; a rule that is stored says which version it is written in.

// Limits are checked before anything else is, so that a hostile rule costs nothing.
export { ruleLimits } from './rule-limits.ts'

const text = z.string().max(ruleLimits.characters)
export const something = text.min(1)
export const scalar = z.union([text, z.number(), z.boolean()])
export const key = z.string().min(1).max(200)
export const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const days = z.int().min(1).max(36_500)
export const comparison = z.enum(['lessThan', 'atMost', 'atLeast', 'moreThan'])

/**
 * What may be said of a trait. No value is taken for another type than it has: `equals` is exact, the comparisons hold for numbers, `before`,
 * `after` and `withinLast` (days) for dates written as in ISO 8601, `has` for lists; parts of texts are compared without case and accents.
 */
export function said<Shape extends z.ZodRawShape>(of: Shape) {
  return z.discriminatedUnion('op', [...saidSteadily(of).options, z.strictObject({ ...of, op: z.literal('withinLast'), value: days })])
}

/** As {@link said}, without what depends on when it is asked. */
export function saidSteadily<Shape extends z.ZodRawShape>(of: Shape) {
  return z.discriminatedUnion('op', [
    z.strictObject({ ...of, op: z.literal('exists') }),
    z.strictObject({ ...of, op: z.enum(['equals', 'has']), value: scalar }),
    z.strictObject({ ...of, op: z.literal('anyOf'), value: z.array(scalar).min(1).max(ruleLimits.values) }),
    z.strictObject({ ...of, op: z.enum(['contains', 'startsWith', 'endsWith']), value: something }),
    z.strictObject({ ...of, op: comparison, value: z.number() }),
    z.strictObject({ ...of, op: z.enum(['before', 'after']), value: instant }),
  ])
}

export const traitLeaf = said({ trait: key })
export const accountTraitLeaf = said({ accountTrait: key })
const profileTimes = z.enum(['firstSeen', 'lastSeen'])
export const profileLeaf = z.union([
  z.strictObject({ profile: profileTimes, op: z.enum(['before', 'after']), value: instant }),
  z.strictObject({ profile: profileTimes, op: z.literal('withinLast'), value: days }),
  z.strictObject({ profile: z.literal('facts'), op: z.enum(['equals', ...comparison.options]), value: z.int().min(0) }),
])
export const identifierLeaf = z.discriminatedUnion('op', [
  z.strictObject({ identifier: z.string().min(1).max(80), op: z.literal('exists') }),
  z.strictObject({ identifier: z.string().min(1).max(80), op: z.enum(['equals', 'startsWith']), value: something }),
])
export const accountLeaf = z.discriminatedUnion('op', [
  z.strictObject({ account: z.literal('id'), op: z.literal('exists') }),
  z.strictObject({ account: z.literal('id'), op: z.enum(['equals', 'startsWith']), value: something }),
])

export type TraitLeaf = z.infer<typeof traitLeaf>
export type AccountTraitLeaf = z.infer<typeof accountTraitLeaf>
export type ProfileLeaf = z.infer<typeof profileLeaf>
export type IdentifierLeaf = z.infer<typeof identifierLeaf>
export type AccountLeaf = z.infer<typeof accountLeaf>
export type RuleLeaf = TraitLeaf | AccountTraitLeaf | ProfileLeaf | IdentifierLeaf | AccountLeaf
/** Conditions, joined to any depth. */
export type RuleOf<Leaf> = { all: RuleOf<Leaf>[] } | { any: RuleOf<Leaf>[] } | { not: RuleOf<Leaf> } | Leaf
export type Rule = RuleOf<RuleLeaf>

type Limits = { depth: number; leaves: number }

/** A rule whose conditions are these, of bounded size: that is looked at first. `meant` says what a condition may be about. */
export function ruleOf<Leaf extends object>(leaves: readonly z.ZodType<Leaf>[], { meant, ...limits }: Limits & { meant: string }) {
  const parts = z.array(z.lazy(() => rule)).min(1)
  const rule: z.ZodType<RuleOf<Leaf>, RuleOf<Leaf>> = z.union(
    [z.strictObject({ all: parts }), z.strictObject({ any: parts }), z.strictObject({ not: z.lazy(() => rule) }), ...leaves],
    { error: `Not a rule: it says all, any or not, or what ${meant} is like` },
  ) as unknown as z.ZodType<RuleOf<Leaf>, RuleOf<Leaf>>
  return z
    .unknown()
    .superRefine((value, context) => {
      const refused = whyTooMuch(value, limits)
      if (refused) context.addIssue({ code: 'custom', message: refused })
    })
    .pipe(rule as z.ZodType<RuleOf<Leaf>, unknown>) as unknown as z.ZodType<RuleOf<Leaf>, RuleOf<Leaf>>
}

const knownLeaves = [traitLeaf, accountTraitLeaf, profileLeaf, identifierLeaf, accountLeaf] as const
const where = ruleOf<RuleLeaf>(knownLeaves, { ...ruleLimits, meant: 'a trait, accountTrait, profile, identifier or account' })

/** A rule as it is sent and stored. */
export const peopleRule = z.strictObject({ version: z.literal(1), where })
export type PeopleRule = z.infer<typeof peopleRule>

/** The conditions of a rule, in the order in which they are written. */
export function leavesOf<Leaf extends object>(rule: RuleOf<Leaf>): Leaf[] {
  if ('all' in rule) return rule.all.flatMap(leavesOf)
  if ('any' in rule) return rule.any.flatMap(leavesOf)
  return 'not' in rule ? leavesOf(rule.not) : [rule]
}

/** Walks level by level, and no further than it must: nothing that was sent makes it run deep or long. */
function whyTooMuch(value: unknown, limits: Limits): string | undefined {
  let level = [value]
  let leaves = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.depth) return `A rule is at most ${limits.depth} levels deep`
    const inner = level.map((part) => partsOf(part, limits))
    leaves += inner.filter((found) => found === undefined).length
    level = inner.flatMap((found) => found ?? [])
    if (leaves + level.length > limits.leaves) return `A rule has at most ${limits.leaves} conditions`
  }
  return undefined
}

function partsOf(value: unknown, limits: Limits): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { all, any, not } = value as { all?: unknown; any?: unknown; not?: unknown }
  const found = [all, any].find((some) => Array.isArray(some)) as unknown[] | undefined
  return found?.slice(0, limits.leaves + 1) ?? (not === undefined ? undefined : [not])
}
