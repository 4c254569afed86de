import * as z from 'zod'

// The rule language: which people are meant. The same words wherever people are chosen; a rule that is stored says which version it is written in.

/** What a rule may be at most. Checked before anything else is, so that a hostile one costs nothing. */
export const ruleLimits = { depth: 8, leaves: 50, characters: 500, values: 100 } as const

const text = z.string().max(ruleLimits.characters)
const something = text.min(1)
const scalar = z.union([text, z.number(), z.boolean()])
const key = z.string().min(1).max(200)
const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const days = z.int().min(1).max(36_500)
const comparison = z.enum(['lessThan', 'atMost', 'atLeast', 'moreThan'])

/**
 * What may be said of a trait. No value is taken for another type than it has: `equals` is exact, the comparisons hold for numbers, `before`,
 * `after` and `withinLast` (days) for dates written as in ISO 8601, `has` for lists; parts of texts are compared without case and accents.
 */
function said<Shape extends z.ZodRawShape>(of: Shape) {
  return z.discriminatedUnion('op', [
    z.strictObject({ ...of, op: z.literal('exists') }),
    z.strictObject({ ...of, op: z.enum(['equals', 'has']), value: scalar }),
    z.strictObject({ ...of, op: z.literal('anyOf'), value: z.array(scalar).min(1).max(ruleLimits.values) }),
    z.strictObject({ ...of, op: z.enum(['contains', 'startsWith', 'endsWith']), value: something }),
    z.strictObject({ ...of, op: comparison, value: z.number() }),
    z.strictObject({ ...of, op: z.enum(['before', 'after']), value: instant }),
    z.strictObject({ ...of, op: z.literal('withinLast'), value: days }),
  ])
}

const traitLeaf = said({ trait: key })
const accountTraitLeaf = said({ accountTrait: key })
const profileTimes = z.enum(['firstSeen', 'lastSeen'])
const profileLeaf = z.union([
  z.strictObject({ profile: profileTimes, op: z.enum(['before', 'after']), value: instant }),
  z.strictObject({ profile: profileTimes, op: z.literal('withinLast'), value: days }),
  z.strictObject({ profile: z.literal('facts'), op: z.enum(['equals', ...comparison.options]), value: z.int().min(0) }),
])
const identifierLeaf = z.discriminatedUnion('op', [
  z.strictObject({ identifier: z.string().min(1).max(80), op: z.literal('exists') }),
  z.strictObject({ identifier: z.string().min(1).max(80), op: z.enum(['equals', 'startsWith']), value: something }),
])
const accountLeaf = z.discriminatedUnion('op', [
  z.strictObject({ account: z.literal('id'), op: z.literal('exists') }),
  z.strictObject({ account: z.literal('id'), op: z.enum(['equals', 'startsWith']), value: something }),
])

export type TraitLeaf = z.infer<typeof traitLeaf>
export type AccountTraitLeaf = z.infer<typeof accountTraitLeaf>
export type ProfileLeaf = z.infer<typeof profileLeaf>
export type IdentifierLeaf = z.infer<typeof identifierLeaf>
export type AccountLeaf = z.infer<typeof accountLeaf>
export type RuleLeaf = TraitLeaf | AccountTraitLeaf | ProfileLeaf | IdentifierLeaf | AccountLeaf
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | RuleLeaf

const parts = z.array(z.lazy(() => rule)).min(1)
const rule: z.ZodType<Rule, Rule> = z.union(
  [
    z.strictObject({ all: parts }),
    z.strictObject({ any: parts }),
    z.strictObject({ not: z.lazy(() => rule) }),
    traitLeaf,
    accountTraitLeaf,
    profileLeaf,
    identifierLeaf,
    accountLeaf,
  ],
  { error: 'Not a rule: it says all, any or not, or what a trait, accountTrait, profile, identifier or account is like' },
)

const boundedRule = z
  .unknown()
  .superRefine((value, context) => {
    const refused = whyTooMuch(value)
    if (refused) context.addIssue({ code: 'custom', message: refused })
  })
  .pipe(rule as z.ZodType<Rule, unknown>) as unknown as z.ZodType<Rule, Rule>

/** A rule as it is sent and stored. */
export const peopleRule = z.strictObject({ version: z.literal(1), where: boundedRule })
export type PeopleRule = z.infer<typeof peopleRule>

/** The conditions of a rule, in the order in which they are written. */
export function leavesOf(where: Rule): RuleLeaf[] {
  if ('all' in where) return where.all.flatMap(leavesOf)
  if ('any' in where) return where.any.flatMap(leavesOf)
  return 'not' in where ? leavesOf(where.not) : [where]
}

/** Walks level by level, and no further than it must: nothing that was sent makes it run deep or long. */
function whyTooMuch(value: unknown): string | undefined {
  let level = [value]
  let leaves = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > ruleLimits.depth) return `A rule is at most ${ruleLimits.depth} levels deep`
    const inner = level.map(partsOf)
    leaves += inner.filter((found) => found === undefined).length
    level = inner.flatMap((found) => found ?? [])
    if (leaves + level.length > ruleLimits.leaves) return `A rule has at most ${ruleLimits.leaves} conditions`
  }
  return undefined
}

function partsOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { all, any, not } = value as { all?: unknown; any?: unknown; not?: unknown }
  const found = [all, any].find((some) => Array.isArray(some)) as unknown[] | undefined
  return found?.slice(0, ruleLimits.leaves + 1) ?? (not === undefined ? undefined : [not])
}
