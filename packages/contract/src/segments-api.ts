import * as z from 'zod'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { segmentRule } from './segment-rules.ts'
import type { SegmentRuleLeaf } from './segment-rules.ts'

const profileId = z.uuid()
const segmentId = z.coerce.number().int().min(1)
const bySegment = z.object({ segmentId })

/** `filling`: people are being found in what has been; `live`: true to the second; `paused`: nobody enters or leaves. */
export const segmentState = z.enum(['filling', 'live', 'paused'])
export type SegmentState = z.infer<typeof segmentState>

const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(1000)
const definition = z.object({ name, description: description.default(''), rule: segmentRule })

/** Who asks for something that is defined. */
export const usedBy = z.array(z.object({ kind: z.enum(['segment', 'trait', 'model']), id: z.int(), name: z.string() }))

export const segment = z.object({
  segmentId: z.int(),
  name: z.string(),
  description: z.string(),
  rule: segmentRule,
  version: z.int().describe('Counts up with each change of the rule.'),
  state: segmentState,
  filled: z.number().min(0).max(1).describe('How far it is filled, if it is filling.'),
  size: z.int(),
  usedBy: usedBy.describe('Segments and score models whose rules name this one.'),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
export type Segment = z.infer<typeof segment>

/** Why somebody entered or left. */
export const because = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), messageId: z.string(), name: z.string() }).describe('A fact came.'),
  z.object({ kind: z.literal('time') }).describe('A moment came: a window closed, a day began.'),
  z.object({ kind: z.literal('rule') }).describe('The rule was made, changed or started.'),
  z
    .object({ kind: z.literal('set'), setId: z.int(), name: z.string() })
    .describe('Identifiers were put into an uploaded set, or taken out of it.'),
  z.object({ kind: z.literal('people') }).describe('People were merged or kept apart, or somebody was taken in or out by hand.'),
])
export type Because = z.infer<typeof because>

const person = z.object({
  profileId,
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastSeen: time,
})

/** A rule as it went for one person: the same shape, with what was found. */
export type Explained = {
  holds: boolean
  /** When it would turn by itself, if nothing else happens. */
  turnsAt: string | null
} & (
  | { joined: 'all' | 'any' | 'not'; parts: Explained[] }
  | {
      leaf: SegmentRuleLeaf
      /** What was found: a number counted or measured, a trait's value, a time. Absent where there is nothing to show. */
      found?: unknown
    }
)
const outcome = { holds: z.boolean(), turnsAt: time.nullable() }
export const explained: z.ZodType<Explained> = z.lazy(() =>
  z.union([
    z.object({ ...outcome, joined: z.enum(['all', 'any', 'not']), parts: z.array(explained) }),
    z.object({ ...outcome, leaf: z.unknown() as z.ZodType<SegmentRuleLeaf>, found: z.unknown().optional() }),
  ]),
) as z.ZodType<Explained>

export const membership = z.object({
  segmentId: z.int(),
  name: z.string(),
  since: time,
  because,
})

const explanation = z.object({
  member: z.boolean(),
  since: time.nullable().describe('If they are in.'),
  because: because.nullable(),
  byHand: z.enum(['in', 'out']).nullable().describe('Somebody decided, whatever the rule says.'),
  turnsAt: time.nullable().describe('When membership would change by itself, if nothing else happens.'),
  why: explained,
})

export const rulePreview = z.object({
  count: z.int(),
  exact: z.boolean().describe('If not, count is an estimate from a random sample, and `low` and `high` are its 95% interval.'),
  low: z.int(),
  high: z.int(),
  people: z.int().describe('How many people there are in all.'),
  sample: z.array(person).max(10),
  warnings: z.array(z.enum(['nobody', 'everybody', 'never', 'always', 'unknown-fact', 'unknown-trait', 'unknown-property'])),
  took_ms: z.number(),
})

/** What rules can be about: what really came. */
export const vocabulary = z.object({
  facts: z.array(z.object({ name: z.string(), type: z.string(), facts: z.int() })).describe('The commonest first.'),
  traits: z.array(z.object({ key: z.string(), type: z.string(), samples: z.array(z.unknown()) })),
  accountTraits: z.array(z.object({ key: z.string(), type: z.string(), samples: z.array(z.unknown()) })),
  identifiers: z.array(z.string()),
  purposes: z.array(z.string()).describe('What consent was given or refused to; at most 100.'),
})
const factVocabulary = z.object({
  properties: z.array(z.object({ path: z.string(), type: z.string(), samples: z.array(z.unknown()) })),
})

const difference = z.object({
  kind: z.enum(['trait', 'fact']),
  key: z.string().describe('The trait, or the name of the fact.'),
  value: z.unknown().optional().describe('The trait’s value.'),
  a: z.object({ people: z.int(), share: z.number() }),
  b: z.object({ people: z.int(), share: z.number() }),
  difference: z.number().describe('Share in a less share in b.'),
  low: z.number().describe('95% interval of the difference (Newcombe 1998, method 10).'),
  high: z.number(),
})

const tags = ['Segments']
const read = { permission: 'segments.read' } as const
const manage = { permission: 'segments.manage' } as const

export const segmentsApi = {
  list: procedure
    .route({ method: 'GET', path: '/segments', tags, summary: 'All segments, by name' })
    .meta(read)
    .output(z.object({ items: z.array(segment) })),
  get: procedure
    .route({ method: 'GET', path: '/segments/{segmentId}', tags, summary: 'One segment' })
    .meta(read)
    .input(bySegment)
    .output(segment),
  create: procedure
    .route({ method: 'POST', path: '/segments', tags, summary: 'Make a segment; it fills from what has been, then lives' })
    .meta(manage)
    .input(definition)
    .output(segment),
  change: procedure
    .route({
      method: 'PATCH',
      path: '/segments/{segmentId}',
      tags,
      summary: 'Change name, description, rule (a new version) or pause and resume',
    })
    .meta(manage)
    .input(
      bySegment.extend({
        name: name.optional(),
        description: description.optional(),
        rule: segmentRule.optional(),
        paused: z.boolean().optional(),
      }),
    )
    .output(segment),
  remove: procedure
    .route({ method: 'DELETE', path: '/segments/{segmentId}', tags, summary: 'Delete a segment that no other one names' })
    .meta(manage)
    .input(bySegment)
    .output(z.object({ deleted: z.literal(true) })),
  versions: procedure
    .route({ method: 'GET', path: '/segments/{segmentId}/versions', tags, summary: 'What its rule was, and when' })
    .meta(read)
    .input(bySegment)
    .output(z.object({ items: z.array(z.object({ version: z.int(), rule: segmentRule, since: time, by: z.string() })) })),
  members: procedure
    .route({ method: 'GET', path: '/segments/{segmentId}/members', tags, summary: 'Who is in, the newest first' })
    .meta(read)
    .input(bySegment.extend({ cursor, limit }))
    .output(page(person.extend({ since: time, because }))),
  sizes: procedure
    .route({ method: 'GET', path: '/segments/{segmentId}/sizes', tags, summary: 'Size over time, and how many entered and left' })
    .meta(read)
    .input(bySegment.extend({ days: z.coerce.number().int().min(1).max(730).default(30) }))
    .output(
      z.object({ step: z.enum(['hour', 'day']), items: z.array(z.object({ at: time, size: z.int(), entered: z.int(), left: z.int() })) }),
    ),
  overlap: procedure
    .route({ method: 'GET', path: '/segments/{segmentId}/overlap', tags, summary: 'How many of its people are in each other segment' })
    .meta(read)
    .input(bySegment)
    .output(z.object({ items: z.array(z.object({ segmentId: z.int(), name: z.string(), size: z.int(), both: z.int() })) })),
  compare: procedure
    .route({
      method: 'GET',
      path: '/segments/{segmentId}/compare',
      tags,
      summary: 'In what its people differ most from those of another segment, or from everybody else',
    })
    .meta(read)
    .input(bySegment.extend({ with: z.coerce.number().int().min(1).optional() }))
    .output(z.object({ a: z.int(), b: z.int(), items: z.array(difference) })),
  explain: procedure
    .route({
      method: 'GET',
      path: '/segments/{segmentId}/people/{profileId}',
      tags,
      summary: 'Why somebody is in or not, and when that would change by itself',
    })
    .meta(read)
    .input(bySegment.extend({ profileId }))
    .output(explanation),
  decide: procedure
    .route({
      method: 'PUT',
      path: '/segments/{segmentId}/people/{profileId}',
      tags,
      summary: 'Take somebody in or out by hand, or leave it to the rule again',
    })
    .meta(manage)
    .input(bySegment.extend({ profileId, byHand: z.enum(['in', 'out']).nullable() }))
    .output(explanation),
  ofPerson: procedure
    .route({ method: 'GET', path: '/profiles/{profileId}/segments', tags, summary: 'The segments somebody is in' })
    .meta(read)
    .input(z.object({ profileId }))
    .output(z.object({ items: z.array(membership) })),
  preview: procedure
    .route({ method: 'POST', path: '/rules/preview', tags, summary: 'How many people a rule means, and ten of them' })
    .meta(read)
    .input(z.object({ rule: segmentRule }))
    .output(rulePreview),
  evaluate: procedure
    .route({ method: 'POST', path: '/rules/evaluate', tags, summary: 'How a rule goes for one person' })
    .meta(read)
    .input(z.object({ rule: segmentRule, profileId }))
    .output(explained),
  vocabulary: procedure
    .route({ method: 'GET', path: '/rules/vocabulary', tags, summary: 'Fact names, traits and identifiers that there really are' })
    .meta(read)
    .output(vocabulary),
  properties: procedure
    .route({ method: 'GET', path: '/rules/properties', tags, summary: 'The properties that facts of a name really have' })
    .meta(read)
    .input(z.object({ fact: z.string().max(500).optional() }))
    .output(factVocabulary),
}
