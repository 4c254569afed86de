import * as z from 'zod'
import { gapKey } from './gaps-api.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { factMatch, segmentRule } from './segment-rules.ts'

const initiativeId = z.coerce.number().int().min(1)
const byInitiative = z.object({ initiativeId })
const share = z.number().min(0).max(1)

/** Where an initiative stands. What runs has begun; what is done or dropped has ended. */
export const initiativeStates = ['planned', 'running', 'done', 'dropped'] as const
export type InitiativeState = (typeof initiativeStates)[number]

const metric = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gap'), gap: gapKey }).describe('The share of journeys of the map that have this gap: the less the better.'),
  z
    .strictObject({ kind: z.literal('outcome'), match: factMatch, days: z.int().min(1).max(365), wish: z.enum(['more', 'less']) })
    .describe('The share of people who do this within so many days of the beginning, and whether more or fewer of them should.'),
]) // prettier-ignore
export type InitiativeMetric = z.infer<typeof metric>

const control = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('random'), percent: z.number().min(1).max(90) }).describe('So many percent of the audience, drawn by chance, are left as they were: what differs then was caused.'),
  z.strictObject({ kind: z.literal('segment'), segmentId: z.int().min(1) }).describe('Other people, whose change is taken off.'),
  z.strictObject({ kind: z.literal('before') }).describe('Nobody: after is only compared with before.'),
]) // prettier-ignore
export type InitiativeControl = z.infer<typeof control>

const written = {
  name: z.string().trim().min(1).max(200),
  owner: z.string().trim().max(100).describe('Who answers for it.'),
  hypothesis: z.string().trim().max(2_000).describe('What is done, and why that should help.'),
  mapId: z.int().min(1).nullable().describe('The map whose gap it is about.'),
  about: z
    .union([gapKey, z.strictObject({ kind: z.literal('touchpoint'), touchpointId: z.int().min(1) })])
    .nullable()
    .describe('A gap of the map, or a touchpoint.'),
  metric,
  target: share.describe('The share to be reached.'),
  dueOn: z.iso.date().nullable(),
  state: z.enum(initiativeStates),
  startedAt: time.nullable().describe('Left out when it begins to run: now.'),
  endedAt: time.nullable(),
  segmentId: z.int().min(1).nullable().describe('Whom it is for; null: those whom the map is about, or everybody.'),
  control,
}

export const initiativeDraft = z
  .strictObject(written)
  .refine(({ metric: { kind }, mapId }) => kind !== 'gap' || mapId !== null, { path: ['mapId'], message: 'The share of a gap is of a map' })
  .refine(({ startedAt, endedAt }) => endedAt === null || (startedAt !== null && startedAt < endedAt), { path: ['endedAt'], message: 'It ends after it has begun' })
  .refine(({ control: { kind, ...other }, segmentId }) => kind !== 'segment' || !('segmentId' in other) || other.segmentId !== segmentId, { path: ['control'], message: 'The audience cannot be its own control' }) // prettier-ignore
/** An initiative as somebody writes it down. */
export type InitiativeDraft = z.infer<typeof initiativeDraft>

const initiative = z.object({
  ...written,
  initiativeId: z.int(),
  treated: segmentRule.nullable().describe('Who is meant to be reached, as a rule for segments and flows; null: everybody.'),
  untreated: segmentRule.nullable().describe('Who must be left as they were; null where there is nobody.'),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
/** Something that is done about a gap, and what is expected of it. */
export type Initiative = z.infer<typeof initiative>

const counted = z
  .object({ count: z.int(), n: z.int(), share: z.number().nullable(), low: z.number(), high: z.number() })
  .describe('With its 95% interval (Wilson).')
const span = z.object({ from: time, to: time })

const effect = z.object({
  before: span.describe('As long a time right before.'),
  after: span,
  complete: z.boolean().describe('Whether that time is over; until then the numbers may change.'),
  of: z.enum(['journeys', 'people']).describe('What is counted.'),
  treated: z.object({ before: counted, after: counted }),
  control: z.object({ before: counted, after: counted }).nullable(),
  difference: z
    .object({ value: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('By how much the share changed because of it or with it, with its 95% interval; null while one of the groups is empty.'),
  method: z
    .enum(['random', 'differences', 'before'])
    .describe('Treated less control afterwards (Newcombe); difference in differences (MOVER, Zou & Donner 2008); after less before (Newcombe).'),
  says: z.enum(['caused', 'association']).describe('`caused` only where chance alone decided who was treated.'),
  verdict: z.enum(['reached', 'notYet', 'unknown']).describe('The target against the interval of the treated: on which side of it all of the interval is.'),
  weeks: z.array(z.object({ from: time, treated: counted, control: counted.nullable() })),
  left_out: z.int().describe('People of large segments who are not looked at. Those who are, are a random part.'),
}) // prettier-ignore
export type InitiativeEffect = z.infer<typeof effect>

const tags = ['Initiatives']
const read = { permission: 'maps.read' } as const
const manage = { permission: 'maps.manage' } as const

export const initiativesApi = {
  list: procedure
    .route({ method: 'GET', path: '/initiatives', tags, summary: 'Initiatives, the ones changed last first' })
    .meta(read)
    .input(z.object({ mapId: z.coerce.number().int().min(1).optional(), state: z.enum(initiativeStates).optional(), cursor, limit }))
    .output(page(initiative)),
  get: procedure
    .route({ method: 'GET', path: '/initiatives/{initiativeId}', tags, summary: 'One initiative' })
    .meta(read)
    .input(byInitiative)
    .output(initiative),
  create: procedure
    .route({ method: 'POST', path: '/initiatives', tags, summary: 'Write down what is to be done about a gap, and what is expected' })
    .meta(manage)
    .input(initiativeDraft)
    .output(initiative),
  change: procedure
    .route({ method: 'PUT', path: '/initiatives/{initiativeId}', tags, summary: 'Change an initiative, begin it or end it' })
    .meta(manage)
    .input(byInitiative.extend({ draft: initiativeDraft }))
    .output(initiative),
  remove: procedure
    .route({ method: 'DELETE', path: '/initiatives/{initiativeId}', tags, summary: 'Delete an initiative' })
    .meta(manage)
    .input(byInitiative)
    .output(z.object({ deleted: z.literal(true) })),
  effect: procedure
    .route({ method: 'GET', path: '/initiatives/{initiativeId}/effect', tags, summary: 'What became of it: before, after, against its control and its target' })
    .meta(read)
    .input(byInitiative)
    .output(z.object({ effect: effect.nullable().describe('Null before it has begun.') })),
} // prettier-ignore
