import * as z from 'zod'
import { journeyMarker, journeyQuestion } from './journeys-api.ts'
import { mapKinds } from './map-words.ts'
import { cursor, longLimit, page, time } from './page.ts'
import { procedure } from './procedure.ts'

const step = z.string().regex(/^[a-z0-9]{1,24}$/u)
const touchpointId = z.int().min(1)

/** One way in which lived journeys differ from the desired one. */
export const gapKey = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('missing'), step }).describe('A step that was left out.'),
  z.strictObject({ kind: z.literal('wrongOrder'), touchpointId }).describe('A touchpoint of the map that was met at another place, or more often.'),
  z.strictObject({ kind: z.literal('adHoc'), touchpointId }).describe('A touchpoint that the map does not have.'),
  z.strictObject({ kind: z.literal('failed'), step }).describe('A step that was taken and went wrong.'),
]) // prettier-ignore
export type GapKey = z.infer<typeof gapKey>
export type GapKind = GapKey['kind']

const asked = {
  mapId: z.coerce.number().int().min(1),
  from: time,
  to: time.describe('Facts before this moment.'),
  segmentId: z.int().min(1).optional().describe('Left out: those whom the map is about.'),
}

const share = z
  .object({ share: z.number().nullable(), n: z.int(), low: z.number(), high: z.number() })
  .describe('With its 95% interval (Wilson).')
const counted = share.extend({ count: z.int() })

const effect = z.object({
  withGap: share,
  withoutGap: share,
  difference: z.number().nullable().describe('Share that got to the outcome with the gap less that without: an association, no more.'),
  low: z.number().describe('95% interval of the difference (Newcombe 1998, method 10).'),
  high: z.number(),
})

const gap = z.object({
  gap: gapKey,
  name: z.string().describe('Of the step or touchpoint; empty if it has none or is gone.'),
  times: z.int().nullable().describe('How often, over all journeys; null where only journeys are counted.'),
  journeys: counted,
  people: z.int(),
  effect: effect.nullable().describe('Null without an outcome.'),
})
export type Gap = z.infer<typeof gap>

const lived = z.object({
  step,
  name: z.string(),
  stage: z.string(),
  seen: z.boolean().describe('If not, no touchpoint of it exists: nobody can see it being taken, so that it is taken for granted.'),
  met: counted.describe('Journeys in which it was taken where it belongs.'),
  duration: z
    .object({ n: z.int(), median_ms: z.number().nullable(), p90_ms: z.number().nullable(), expected_ms: z.number().nullable(), within: counted.nullable() })
    .describe('Since the step that was taken before it; of each journey the first time.'),
  score: z
    .object({ n: z.int(), mean: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), least: z.number() })
    .nullable()
    .describe('The mean of the facts that say it, in journeys in which the step was taken, with its 95% interval; and what is expected.'),
}) // prettier-ignore
export type LivedStep = z.infer<typeof lived>

const standing = z.object({
  map: z.object({ mapId: z.int(), name: z.string(), kind: z.enum(mapKinds), persona: z.string(), revision: z.int() }),
  question: journeyQuestion.describe('The lived journeys that were looked at.'),
  journeys: z.int(),
  people: z.int(),
  left_out: z.int().describe('People of the segment who are not looked at, because it has so many. Those who are, are a random part.'),
  unaligned: z
    .object({ journeys: z.int(), variants: z.int() })
    .describe('Too long, or too rare among very many ways through, to be held against the map. They are in no number below.'),
  fitting: counted.describe('Journeys as they were wished, without any gap but failures.'),
  meanFitness: z.number().nullable().describe('1: all as wished; 0: nothing of it.'),
  stepsLeast: z.int().describe('The fewest touchpoints that lead through the map.'),
  outcome: counted.nullable(),
  steps: z.array(lived).describe('Those of the map, in its order.'),
  gaps: z
    .array(gap)
    .describe('By share of journeys times effect where there is an outcome, else by share; the greatest first, at most 300.'),
  more: z.int().describe('Smaller gaps that are not listed.'),
})
export type Gaps = z.infer<typeof standing>

const person = z.object({
  profileId: z.uuid(),
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastSeen: time,
})

const parts = z.object({
  months: z.array(counted.extend({ month: time, unaligned: z.int() })).describe('By the month in which journeys began, in the time zone of the workspace.'),
  segments: z.array(counted.extend({ segmentId: z.int(), name: z.string(), left_out: z.int(), unaligned: z.int() })),
}) // prettier-ignore

const tags = ['Gaps']
const read = { permission: 'maps.read' } as const

export const gapsApi = {
  show: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/gaps', tags, summary: 'In what lived journeys differ from a map, and what that has to do with an outcome' })
    .meta(read)
    .input(z.object({ ...asked, outcome: journeyMarker.optional().describe('Left out: the outcome at which the journeys of the map end, if they do.') }))
    .output(standing),
  people: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/gaps/people', tags, summary: 'The people behind a gap, a page at a time' })
    .meta(read)
    .input(z.object({ ...asked, gap: gapKey, cursor, limit: longLimit }))
    .output(page(person)),
  byPart: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/gaps/parts', tags, summary: 'The share of journeys as they were wished, by month and by segment' })
    .meta(read)
    .input(z.object({ ...asked, segmentIds: z.array(z.int().min(1)).max(6).default([]) }))
    .output(parts),
} // prettier-ignore
