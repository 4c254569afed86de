import * as z from 'zod'
import { cursor, longLimit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { duration, factMatch, property, segmentRule } from './segment-rules.ts'

const step = z.string().min(1).max(500).describe('A step: the id of a touchpoint, or the name of a fact.')
export const journeyMarker = z
  .union([z.strictObject({ step }), z.strictObject({ match: factMatch })])
  .describe('A step, or facts that need not be steps.')

/** Which journeys are meant. All answers about one question come from one ordered log: they agree to the last journey. */
export const journeyQuestion = z.strictObject({
  steps: z
    .enum(['touchpoints', 'facts'])
    .optional()
    .describe('What a journey goes through. Left out: touchpoints, or facts by their names while there is no touchpoint.'),
  only: z.array(step).min(1).max(200).optional().describe('No other steps are looked at.'),
  by: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('person') }),
      z.strictObject({ kind: z.literal('session'), gap_minutes: z.int().min(1).max(10_080).default(30) }),
      z.strictObject({ kind: z.literal('property'), property }).describe('One value of one person: an order, a booking.'),
      z
        .strictObject({ kind: z.literal('account') })
        .describe('All that the people of an account do; `people` of an answer are accounts then.'),
    ])
    .default({ kind: 'person' })
    .describe('What one journey is of.'),
  start: journeyMarker.optional().describe('A journey begins with the first of these; without one it is none.'),
  end: z
    .union([
      z.strictObject({
        outcome: journeyMarker,
        lastDays: z.int().min(1).max(3_650).optional().describe('Only journeys that got there, and of those only so many days before.'),
      }),
      z.strictObject({ timeout: duration }).describe('After so long without a step another journey begins.'),
    ])
    .optional()
    .describe('A journey ends with the first of these, and another one begins.'),
  from: time.optional(),
  to: time.optional().describe('Facts before this moment.'),
  settled: duration
    .optional()
    .describe('Journeys that began in so long a time before the end of the period, or before now, are left out: they may not be over.'),
  segmentId: z.int().min(1).optional().describe('Journeys of the people of a segment.'),
  who: segmentRule.optional().describe('Journeys of those of whom this is true now: of an account, of a country.'),
})
export type JourneyQuestion = z.infer<typeof journeyQuestion>
export type JourneyMarker = z.infer<typeof journeyMarker>

const question = journeyQuestion.prefault({})
const durations = z.object({ n: z.int(), median_ms: z.number().nullable(), p90_ms: z.number().nullable() })
const share = z
  .object({ share: z.number().nullable(), n: z.int(), low: z.number(), high: z.number() })
  .describe('With its 95% interval (Wilson).')

export const journeyStep = z.object({ step, name: z.string(), stage: z.string().nullable(), channel: z.string().nullable() })
export type JourneyStep = z.infer<typeof journeyStep>

/** What every answer says of the journeys it is about. */
const asked = {
  steps: z.enum(['touchpoints', 'facts']).describe('What the steps are.'),
  left_out: z.int().describe('People of the segment who are not looked at, because it has so many. Those who are, are a random part.'),
}

const graph = z.object({
  ...asked,
  events: z.int(),
  cases: z.int().describe('Journeys.'),
  people: z.int(),
  nodes: z.array(
    journeyStep.extend({
      events: z.int(),
      cases: z.int(),
      people: z.int(),
      starts: z.int().describe('Journeys that begin with it.'),
      ends: z.int(),
      reworkCases: z.int().describe('Journeys in which it happens more than once.'),
      repetitions: z.int().describe('How often it happens beyond the first time, over all journeys.'),
      selfLoops: z.int().describe('How often it follows itself at once.'),
    }),
  ),
  edges: z
    .array(z.object({ from: step, to: step, count: z.int(), cases: z.int(), people: z.int(), durations }))
    .describe('One step directly after another, the most frequent first.'),
  hidden: z.object({ nodes: z.int(), edges: z.int(), passages: z.int() }).describe('What too few people do to be shown.'),
  throughput: durations.describe('From the first step of a journey to its last.'),
})
export type JourneyGraph = z.infer<typeof graph>

const variants = z.object({
  ...asked,
  cases: z.int(),
  distinct: z.int(),
  names: z.array(journeyStep).describe('The steps that are named.'),
  items: z
    .array(
      z.object({
        variant: z.string().describe('Its id.'),
        steps: z.array(step).describe('At most the first 200.'),
        length: z.int(),
        cases: z.int(),
        people: z.int(),
        share: z.number(),
        cumulative: z.number().describe('Share of journeys of this and all more frequent ones.'),
        durations,
      }),
    )
    .describe('The most frequent first.'),
})
export type JourneyVariants = z.infer<typeof variants>

const stage = z.strictObject({
  steps: z.array(step).min(1).max(50).describe('Reached by any of them.'),
  optional: z.boolean().default(false).describe('Who leaves it out may go on.'),
})
export const journeyFunnel = z.strictObject({
  stages: z
    .array(stage)
    .min(1)
    .max(20)
    .refine(([first]) => first?.optional !== true, 'The first stage is not optional'),
  order: z.enum(['loose', 'strict']).default('loose').describe('Whether anything else may happen between two stages.'),
  within: duration.optional().describe('From the first stage to the last.'),
})
export type JourneyFunnel = z.infer<typeof journeyFunnel>

const funnelAnswer = z.object({
  ...asked,
  cases: z.int(),
  stages: z.array(
    z.object({
      reached: z.int().describe('Journeys.'),
      people: z.int(),
      ofFirst: share,
      ofPrevious: share.describe('Of those who reached the required stage before.'),
      dropped: z.int().describe('Journeys that got here and not to the next required stage.'),
      fromPrevious: durations,
      fromFirst: durations,
    }),
  ),
})
export type JourneyFunnelAnswer = z.infer<typeof funnelAnswer>

const sankey = z.object({
  ...asked,
  cases: z.int(),
  nodes: z.array(
    z.object({ place: z.int(), step: step.nullable().describe('Null: all others.'), name: z.string(), cases: z.int(), ended: z.int() }),
  ),
  links: z.array(z.object({ from: z.int(), to: z.int(), cases: z.int() })).describe('From one node, by its index, to another.'),
})
export type JourneySankey = z.infer<typeof sankey>

const comparison = z.object({
  ...asked,
  names: z.array(journeyStep),
  cases: z.object({ a: z.int(), b: z.int() }),
  items: z.array(
    z.object({
      from: step,
      to: step,
      a: share.extend({ median_ms: z.number().nullable() }),
      b: share.extend({ median_ms: z.number().nullable() }),
      difference: z.number().nullable().describe('Share of journeys in a less share in b.'),
      low: z.number().describe('95% interval of the difference (Newcombe 1998, method 10).'),
      high: z.number(),
    }),
  ),
})
export type JourneyComparison = z.infer<typeof comparison>

const traffic = z.object({
  ...asked,
  frame_ms: z.number().describe('The period is cut into so many ms each.'),
  items: z
    .array(z.object({ from: step, to: step, counts: z.array(z.int()).describe('Passages that ended in each part of the period.') }))
    .describe('The most frequent first.'),
})
export type JourneyTraffic = z.infer<typeof traffic>

const atPlace = { step: step.optional(), except: z.array(step).max(20).optional() }

/** Whom a number of an answer counts. */
export const journeyPart = z.union([
  z.strictObject({ step, only: z.enum(['starts', 'ends']).optional() }),
  z
    .strictObject({ place: z.int().min(1).max(12), ...atPlace, next: z.strictObject(atPlace).optional() })
    .describe('At a place of journeys: a step, or any but some; and, if wanted, right after it.'),
  z.strictObject({ from: step, to: step }),
  z.strictObject({ variant: z.string().regex(/^[0-9a-f]{32}$/u) }),
  z.strictObject({
    funnel: journeyFunnel,
    stage: z.int().min(0).max(19),
    dropped: z.boolean().default(false).describe('Those who did not get to the next required stage.'),
  }),
])
export type JourneyPart = z.infer<typeof journeyPart>

const person = z.object({
  profileId: z.uuid(),
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastSeen: time,
})

const tags = ['Journeys']
const read = { permission: 'journeys.read' } as const

export const journeysApi = {
  graph: procedure
    .route({ method: 'POST', path: '/journeys/graph', tags, summary: 'What follows what, how often and after how long' })
    .meta(read)
    .input(
      z.object({ question, minShare: z.number().min(0).max(1).default(0).describe('What fewer of the people do is hidden, and counted.') }),
    )
    .output(graph),
  variants: procedure
    .route({ method: 'POST', path: '/journeys/variants', tags, summary: 'The ways through that journeys take, the most frequent first' })
    .meta(read)
    .input(z.object({ question, limit: z.int().min(1).max(500).default(50) }))
    .output(variants),
  funnel: procedure
    .route({ method: 'POST', path: '/journeys/funnel', tags, summary: 'How far journeys get through stages in order' })
    .meta(read)
    .input(z.object({ question, funnel: journeyFunnel }))
    .output(funnelAnswer),
  sankey: procedure
    .route({ method: 'POST', path: '/journeys/sankey', tags, summary: 'Journeys unrolled step by step' })
    .meta(read)
    .input(z.object({ question, places: z.int().min(2).max(12).default(6), top: z.int().min(1).max(20).default(6) }))
    .output(sankey),
  compare: procedure
    .route({
      method: 'POST',
      path: '/journeys/compare',
      tags,
      summary: 'In what the journeys of one question differ from those of another, edge by edge',
    })
    .meta(read)
    .input(z.object({ a: question, b: question }))
    .output(comparison),
  traffic: procedure
    .route({ method: 'POST', path: '/journeys/traffic', tags, summary: 'When people went from step to step: passages by time' })
    .meta(read)
    .input(z.object({ question: journeyQuestion.required({ from: true, to: true }), frames: z.int().min(1).max(500).default(120) }))
    .output(traffic),
  sql: procedure
    .route({ method: 'POST', path: '/journeys/sql', tags, summary: 'The statement that gives an analyst these journeys, one row a step' })
    .meta(read)
    .input(z.object({ question }))
    .output(z.object({ sql: z.string() })),
  people: procedure
    .route({ method: 'POST', path: '/journeys/people', tags, summary: 'The people behind a number of an answer' })
    .meta(read)
    .input(z.object({ question, of: journeyPart, cursor, limit: longLimit }))
    .output(page(person)),
}
