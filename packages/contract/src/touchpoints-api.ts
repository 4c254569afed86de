import * as z from 'zod'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { factMatch } from './segment-rules.ts'
import { experienceProviders, experientialModules, stages, touchpointChannels, touchpointLimits } from './touchpoint-words.ts'

const touchpointId = z.coerce.number().int().min(1)
const byTouchpoint = z.object({ touchpointId })
const days = z.coerce.number().int().min(1).max(730).default(90).describe('The period: so many days until now.')
const byTime = byTouchpoint.extend({ days })
const shortText = z.string().trim().max(100)
const unique = <Item>(items: Item[]) => new Set(items).size === items.length

const definition = z.object({
  name: shortText.min(1),
  description: z.string().trim().max(1000).default(''),
  channel: z.enum(touchpointChannels),
  physical: z.boolean().default(false).describe('A place or a thing that people can touch; else virtual.'),
  stage: z.enum(stages),
  subStage: shortText.default('').describe('A part of the stage, in the words of the workspace.'),
  owner: shortText.default('').describe('Who answers for it.'),
  matches: z
    .array(factMatch)
    .min(1)
    .max(touchpointLimits.matches)
    .describe('A fact belongs to the first touchpoint, in order, one of whose matches means it. A test on `path` looks at it as it came and cleaned.'),
  providers: z.array(z.enum(experienceProviders)).refine(unique, 'Each once').default([]),
  modules: z.array(z.enum(experientialModules)).refine(unique, 'Each once').default([]),
  importance: z.int().min(1).max(5).default(3),
}) // prettier-ignore

/** A point of contact as somebody writes it down. */
export type TouchpointDraft = z.infer<typeof definition>

export const touchpoint = definition.extend({
  touchpointId: z.int(),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
/** A point of contact, physical or virtual, between the company and its customers. */
export type Touchpoint = z.infer<typeof touchpoint>

/** What is odd about a touchpoint's rhythm. Both are told by its own past alone. */
export const touchpointAlert = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('silent'),
      since: time.describe('Its last fact.'),
      quiet_hours: z.number(),
      usual_hours: z.number().describe('It spends 95% of its time in gaps between hours with facts that are no longer.'),
      n: z.int().describe('Gaps that this is reckoned from.'),
    })
    .describe('No facts for more than twice as long as its usual gap.'),
  z
    .object({
      kind: z.literal('fewer'),
      facts: z.int().describe('Facts of the last seven days.'),
      usual: z.number().describe('Mean of the weeks before.'),
      low: z.number().describe('Three standard deviations of those weeks (but no less than chance makes any count vary) below their mean.'),
      n: z.int().describe('Weeks that this is reckoned from.'),
    })
    .describe('Fewer facts in the last seven days than its own weeks vary.'),
])
export type TouchpointAlert = z.infer<typeof touchpointAlert>

const amount = { people: z.int(), facts: z.int() }

const board = z.object({
  people: z.int().describe('All who did anything in the period.'),
  facts: z.int().describe('Theirs: what was tracked, pages and screens, and whatever else belongs to a touchpoint.'),
  unmapped: z.object(amount).describe('Facts that belong to no touchpoint, and whose they are.'),
  items: z.array(
    z.object({
      touchpointId: z.int(),
      ...amount,
      lastSeen: time.nullable(),
      weeks: z.array(z.int()).describe('Facts of each seven days of the period, the latest last.'),
      alerts: z.array(touchpointAlert),
    }),
  ),
})
export type TouchpointBoard = z.infer<typeof board>

const neighbour = z.object({
  touchpointId: z.int().nullable().describe('Null: none.'),
  facts: z.int().describe('Times that it came right before or after.'),
  people: z.int(),
  share: z.number().describe('Of all visits of this touchpoint.'),
})
export type TouchpointNeighbour = z.infer<typeof neighbour>

const found = z.object({
  name: z.string(),
  type: z.string(),
  path: z.string().nullable().describe('Of a page: its path, cleaned.'),
  ...amount,
  share: z.number().describe('Share of the people who did anything.'),
  lastSeen: time,
  samples: z.array(z.string()).max(3).describe('Of a page: paths as they came. Else: properties of one fact.'),
  match: factMatch,
})
export type FoundFacts = z.infer<typeof found>

const suggestion = z.object({
  draft: definition.describe('As it is sent to create the touchpoint.'),
  because: z.enum(['path', 'words', 'name']).describe('What these facts have in common: the beginning of their path, words of their name, or they are one.'),
  kinds: z.int().describe('Different paths or names in it.'),
  ...amount,
}) // prettier-ignore
export type TouchpointSuggestion = z.infer<typeof suggestion>

const discovery = z.object({
  people: z.int().describe('All who did anything in the period.'),
  facts: z.int().describe('All facts that were looked at.'),
  sampledShare: z.number().describe('1: everybody was looked at. Less: so large a random part of all people, and every number is theirs alone.'),
  items: z.array(found),
  more: z.boolean().describe('There are kinds of facts that fewer people meet than these.'),
  suggestions: z.array(suggestion),
}) // prettier-ignore
export type TouchpointDiscovery = z.infer<typeof discovery>

const person = z.object({
  profileId: z.uuid(),
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastMet: time,
  facts: z.int(),
})

const counted = z
  .object({ count: z.int(), n: z.int(), share: z.number().nullable(), low: z.number(), high: z.number() })
  .describe('With its 95% interval (Wilson).')
const experience = z.object({
  visits: z.int().describe('Facts of it in a row, without half an hour between two, are one visit. The last half hour is left out.'),
  people: z.int(),
  leaves: counted.describe('Visits after which nothing else was met within half an hour.'),
  leavesElsewhere: counted.describe('The same of all other touchpoints together.'),
  quickBacks: counted.describe('Visits after which, within a minute, people were where they had come from.'),
  quickBacksElsewhere: counted,
  numbers: z
    .array(z.object({ property: z.string(), n: z.int(), mean: z.number(), low: z.number().nullable(), high: z.number().nullable(), least: z.number(), most: z.number() }))
    .describe('Numbers of its facts whose names say that they are of an experience (a score, a rating, a wait), with the 95% interval of the mean.'),
  outcomes: z
    .array(z.object({ touchpointId: z.int(), met: counted }))
    .describe('Important touchpoints, and the share of people who met them within seven days after they first met this one; those of the last seven days are left out.'),
}) // prettier-ignore
export type TouchpointExperience = z.infer<typeof experience>

const tags = ['Touchpoints']
const read = { permission: 'touchpoints.read' } as const
const manage = { permission: 'touchpoints.manage' } as const

export const touchpointsApi = {
  list: procedure
    .route({ method: 'GET', path: '/touchpoints', tags, summary: 'All touchpoints, in the order in which facts are given to them' })
    .meta(read)
    .output(z.object({ items: z.array(touchpoint) })),
  get: procedure
    .route({ method: 'GET', path: '/touchpoints/{touchpointId}', tags, summary: 'One touchpoint' })
    .meta(read)
    .input(byTouchpoint)
    .output(touchpoint),
  create: procedure
    .route({ method: 'POST', path: '/touchpoints', tags, summary: 'Add a touchpoint, the last in order; all history is mapped to it at once' })
    .meta(manage)
    .input(definition)
    .output(touchpoint),
  change: procedure
    .route({ method: 'PATCH', path: '/touchpoints/{touchpointId}', tags, summary: 'Change a touchpoint; another mapping takes effect on all history at once' })
    .meta(manage)
    .input(byTouchpoint.extend(changed(definition.shape)))
    .output(touchpoint),
  order: procedure
    .route({ method: 'PUT', path: '/touchpoint-order', tags, summary: 'Put the touchpoints into this order: each of them, once' })
    .meta(manage)
    .input(z.object({ touchpointIds: z.array(z.int().min(1)).max(touchpointLimits.touchpoints) }))
    .output(z.object({ items: z.array(touchpoint) })),
  remove: procedure
    .route({ method: 'DELETE', path: '/touchpoints/{touchpointId}', tags, summary: 'Delete a touchpoint; its facts stay, and belong to the next one that means them' })
    .meta(manage)
    .input(byTouchpoint)
    .output(z.object({ deleted: z.literal(true) })),
  preview: procedure
    .route({ method: 'POST', path: '/touchpoints/preview', tags, summary: 'What these matches mean, and how much of it belongs to touchpoints already' })
    .meta(read)
    .input(z.object({ matches: definition.shape.matches, touchpointId: touchpointId.optional().describe('The one that is being edited.'), days }))
    .output(z.object({ ...amount, taken: z.array(z.object({ touchpointId: z.int(), facts: z.int() })).describe('Facts of them that belong to a touchpoint before it.') })),
  board: procedure
    .route({ method: 'GET', path: '/touchpoint-board', tags, summary: 'Volume, people and alerts of every touchpoint' })
    .meta(read)
    .input(z.object({ days }))
    .output(board),
  volume: procedure
    .route({ method: 'GET', path: '/touchpoints/{touchpointId}/volume', tags, summary: 'People and facts by day or week, and alerts' })
    .meta(read)
    .input(byTime.extend({ step: z.enum(['day', 'week']).default('day') }))
    .output(z.object({ ...amount, items: z.array(z.object({ day: z.iso.date().describe('A week begins on Monday.'), ...amount })), alerts: z.array(touchpointAlert) })),
  people: procedure
    .route({ method: 'GET', path: '/touchpoints/{touchpointId}/people', tags, summary: 'Who met it, the latest first' })
    .meta(read)
    .input(byTime.extend({ cursor, limit }))
    .output(page(person)),
  neighbours: procedure
    .route({ method: 'GET', path: '/touchpoints/{touchpointId}/neighbours', tags, summary: 'Touchpoints that the same people met right before and after' })
    .meta(read)
    .input(byTime)
    .output(z.object({ visits: z.int().describe('Facts of it, several in a row as one.'), people: z.int(), before: z.array(neighbour), after: z.array(neighbour) })),
  experience: procedure
    .route({ method: 'GET', path: '/touchpoints/{touchpointId}/experience', tags, summary: 'How it goes for people there: scores, signs of frustration, what they meet afterwards' })
    .meta(read)
    .input(byTime)
    .output(experience),
  discover: procedure
    .route({ method: 'GET', path: '/touchpoint-discovery', tags, summary: 'Facts that belong to no touchpoint yet, and touchpoints that they suggest' })
    .meta(read)
    .input(z.object({ days }))
    .output(discovery),
} // prettier-ignore

/** The same fields, none of them needed, and without what stands in for one that is left out. */
function changed<Shape extends typeof definition.shape>(shape: Shape) {
  return {
    name: shape.name.optional(),
    description: shape.description.unwrap().optional(),
    channel: shape.channel.optional(),
    physical: shape.physical.unwrap().optional(),
    stage: shape.stage.optional(),
    subStage: shape.subStage.unwrap().optional(),
    owner: shape.owner.unwrap().optional(),
    matches: shape.matches.optional(),
    providers: shape.providers.unwrap().optional(),
    modules: shape.modules.unwrap().optional(),
    importance: shape.importance.unwrap().optional(),
  }
}
