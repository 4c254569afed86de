import * as z from 'zod'
import { segmentLimits, unit_ms } from './rule-limits.ts'
import { factType } from './facts.ts'
import { purpose } from './consents.ts'
import {
  accountLeaf,
  accountTraitLeaf,
  comparison,
  identifierLeaf,
  instant,
  key,
  profileLeaf,
  ruleOf,
  said,
  saidSteadily,
  scalar,
  something,
  traitLeaf,
} from './rules.ts'
import type { AccountLeaf, IdentifierLeaf, ProfileLeaf, RuleOf } from './rules.ts'

// The whole rule language, of segments, computed traits, scores and flows: what is known of a person, and what they did. docs/rules.md says what each
// condition means; every evaluator keeps to it.

export { segmentLimits, unit_ms } from './rule-limits.ts'

export type Unit = keyof typeof unit_ms

const LONGEST_MS = segmentLimits.years * unit_ms.years

export const duration = z
  .strictObject({ n: z.int().min(1), unit: z.enum(Object.keys(unit_ms) as [Unit, ...Unit[]]) })
  .refine(({ n, unit }) => n * unit_ms[unit] <= LONGEST_MS, `A window is at most ${segmentLimits.years} years long`)
export type Duration = z.infer<typeof duration>

export function ms({ n, unit }: Duration): number {
  return n * unit_ms[unit]
}

/** What else may be said of a trait or property: `matches` is an RE2 expression found anywhere, `withinNext` counts days, `anniversary` is today's day and month. */
function saidToo<Shape extends z.ZodRawShape>(of: Shape) {
  return z.discriminatedUnion('op', [
    ...saidSteadilyToo(of).options,
    z.strictObject({ ...of, op: z.literal('withinNext'), value: z.int().min(1).max(36_500) }),
    z.strictObject({ ...of, op: z.literal('anniversary') }),
  ])
}

function saidSteadilyToo<Shape extends z.ZodRawShape>(of: Shape) {
  return z.discriminatedUnion('op', [
    z.strictObject({ ...of, op: z.literal('matches'), value: something.max(200) }),
    z.strictObject({ ...of, op: z.enum(['hasAny', 'hasAll']), value: z.array(scalar).min(1).max(100) }),
  ])
}

export const property = z.string().min(1).max(300).describe('A property; a path with dots goes deeper.')
const edgeTest = z.union([said({ property }), saidToo({ property })])
export type EdgeTest = z.infer<typeof edgeTest>
/** Whether a fact is meant must not depend on when it is asked: it is remembered. */
const factTest = z.union([saidSteadily({ property }), saidSteadilyToo({ property })])
export type FactTest = z.infer<typeof factTest>

/** Which facts are meant: those of this name and type whose properties pass all tests. What is left out is not looked at. */
export const factMatch = z.strictObject({
  fact: z.string().min(1).max(500).optional().describe('The name, exactly.'),
  type: factType.optional(),
  where: z.array(factTest).min(1).max(segmentLimits.tests).optional(),
})
export type FactMatch = z.infer<typeof factMatch>

/** In the last so long, or between moments (`from` on, before `to`). */
const period = z.union([
  z.strictObject({ last: duration }),
  z.strictObject({ from: instant, to: instant.optional() }),
  z.strictObject({ to: instant }),
])
export type Period = z.infer<typeof period>

/** When the facts happened: in a period, or in the first so long after the first of other facts. */
export const factWindow = z.union([...period.options, z.strictObject({ after: factMatch, for: duration })])
export type FactWindow = z.infer<typeof factWindow>

const ever = 'Left out: ever.'
const within = factWindow.optional().describe(ever)
const compared = z.enum(['equals', ...comparison.options])
export type Compared = z.infer<typeof compared>

const countLeaf = z.strictObject({ count: factMatch, within, op: compared, value: z.int().min(0).max(10_000) })
export const measure = z.enum(['sum', 'average', 'min', 'max', 'distinct'])
export type Measure = z.infer<typeof measure>
const measureLeaf = z.strictObject({ measure, property, of: factMatch, within, op: compared, value: z.number() })
export const edge = z.enum(['first', 'last'])
const edgeLeaf = z.strictObject({ edge, of: factMatch, within, is: edgeTest })
const timeLeaf = z.union([
  z.strictObject({ time: edge, of: factMatch, op: z.enum(['before', 'after']), value: instant }),
  z.strictObject({ time: edge, of: factMatch, op: z.literal('withinLast'), value: duration }),
])
const sequenceLeaf = z.strictObject({
  sequence: z.array(factMatch).min(2).max(segmentLimits.steps),
  in: duration.optional().describe('From the first step to the last.'),
  without: factMatch.optional().describe('None of these between the first step and the last.'),
  within: period.optional().describe(ever),
})
const stoppedLeaf = z.strictObject({ stopped: factMatch, for: duration })
const regularLeaf = z
  .strictObject({ regularly: factMatch, weeks: z.int().min(1).max(520), atLeast: z.int().min(1).max(520) })
  .refine(({ weeks, atLeast }) => atLeast <= weeks, 'Not so many of so few weeks')
const segmentLeaf = z.strictObject({ segment: z.int().min(1) })
const setLeaf = z.strictObject({ set: z.int().min(1) })
const consentLeaf = z.discriminatedUnion('op', [
  z.strictObject({
    consent: purpose,
    op: z.enum(['given', 'withdrawn']),
    within: period.optional().describe('When it was said. Left out: ever.'),
  }),
  z.strictObject({ consent: purpose, op: z.literal('unknown') }),
])
const percent = z.number().min(0).max(100)
const bucketLeaf = z
  .strictObject({ bucket: z.string().min(1).max(100).describe('Any text: another one draws other people.'), from: percent, to: percent })
  .refine(({ from, to }) => from < to, 'from is less than to')
const moreTraitLeaf = saidToo({ trait: key })
const moreAccountTraitLeaf = saidToo({ accountTrait: key })

export type CountLeaf = z.infer<typeof countLeaf>
export type MeasureLeaf = z.infer<typeof measureLeaf>
export type EdgeLeaf = z.infer<typeof edgeLeaf>
export type TimeLeaf = z.infer<typeof timeLeaf>
export type SequenceLeaf = z.infer<typeof sequenceLeaf>
export type StoppedLeaf = z.infer<typeof stoppedLeaf>
export type RegularLeaf = z.infer<typeof regularLeaf>
/** A condition on what somebody did. */
export type FactLeaf = CountLeaf | MeasureLeaf | EdgeLeaf | TimeLeaf | SequenceLeaf | StoppedLeaf | RegularLeaf
export type AnyTraitLeaf = z.infer<typeof traitLeaf> | z.infer<typeof moreTraitLeaf>
export type AnyAccountTraitLeaf = z.infer<typeof accountTraitLeaf> | z.infer<typeof moreAccountTraitLeaf>
export type SegmentLeaf = z.infer<typeof segmentLeaf>
export type SetLeaf = z.infer<typeof setLeaf>
export type ConsentLeaf = z.infer<typeof consentLeaf>
export type BucketLeaf = z.infer<typeof bucketLeaf>
/** A condition on what is known of somebody now. */
export type StateLeaf =
  AnyTraitLeaf | AnyAccountTraitLeaf | ProfileLeaf | IdentifierLeaf | AccountLeaf | SegmentLeaf | SetLeaf | ConsentLeaf | BucketLeaf
export type SegmentRuleLeaf = FactLeaf | StateLeaf
export type SegmentWhere = RuleOf<SegmentRuleLeaf>

const leaves = [
  traitLeaf,
  moreTraitLeaf,
  accountTraitLeaf,
  moreAccountTraitLeaf,
  profileLeaf,
  identifierLeaf,
  accountLeaf,
  countLeaf,
  measureLeaf,
  edgeLeaf,
  timeLeaf,
  sequenceLeaf,
  stoppedLeaf,
  regularLeaf,
  segmentLeaf,
  setLeaf,
  consentLeaf,
  bucketLeaf,
] as const

const where = ruleOf<SegmentRuleLeaf>(leaves, {
  ...segmentLimits,
  meant: 'a trait, an account, an identifier, count, measure, edge, time, sequence, stopped, regularly, segment, set, consent or bucket',
})

/** A rule as it is sent and stored. */
export const segmentRule = z.strictObject({ version: z.literal(1), where })
export type SegmentRule = z.infer<typeof segmentRule>
