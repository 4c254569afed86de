import * as z from 'zod'
import { factType, rejectReason, storedFact } from './facts.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'

const sourceId = z.coerce.number().int()

export const propertyTests = ['exists', 'equals', 'contains', 'moreThan', 'lessThan'] as const
export const propertyTest = z.enum(propertyTests)
export type PropertyTest = z.infer<typeof propertyTest>

/** Which facts a live view shows: `GET /api/v1/live?source=1&type=track&name=Order Completed&person=ada&path=order.total&test=moreThan&value=100`. */
export const liveFilter = z.strictObject({
  source: sourceId.optional(),
  type: factType.optional(),
  name: z.string().min(1).max(500).optional(),
  person: z.string().min(1).max(500).optional().describe('An identifier: a user id, an anonymous id, an e-mail address or a phone number.'),
  mine: z.stringbool().optional().describe('Only facts that browsers sent from the network address that this request comes from.'),
  path: z.string().min(1).max(500).optional().describe('A property, with dots between levels: `order.total`.'),
  test: propertyTest.default('exists'),
  value: z.string().max(500).default(''),
})
export type LiveFilter = z.infer<typeof liveFilter>

/** What `event: fact` of the live stream carries. `profileId` is the profile that the fact is filed under. */
export type LiveFact = z.infer<typeof storedFact> & { profileId: string }

export const rejectedFact = z.object({
  rejectedId: z.int(),
  sourceId: z.int(),
  receivedAt: time,
  reason: rejectReason,
  detail: z.string(),
  messageId: z.string().nullable(),
  payload: z.string().describe('The fact as it came, as text.'),
  replayedAt: time.nullable(),
  outcome: z
    .enum(['waiting', 'taken', 'rejected'])
    .nullable()
    .describe('What became of it when it was replayed: null if it was not. `taken` also if the same fact was in already.'),
})

const identifier = z.object({
  identifierId: z.uuid(),
  kind: z.string(),
  value: z.string(),
  profileId: z.uuid().nullable().describe('Whose it is today; null if nobody’s any more.'),
})

/** What became of one fact, step by step, told from what is stored. */
export const factTrace = z.object({
  fact: storedFact,
  call: z
    .record(z.string(), z.unknown())
    .describe('The fact as a call to the API. Requests themselves are not kept once they are processed.'),
  time: z.object({
    clamped: z.boolean().describe('What was sent could not be: it became the time of receipt.'),
    sent: z.unknown().optional().describe('What was sent instead, if so.'),
  }),
  identifiers: z.array(identifier).describe('As today’s policy reads them, foremost first.'),
  left: z.array(z.string()).describe('Kinds of identifiers that the fact names and the policy leaves out.'),
  duplicate: z.object({
    remembered: z.boolean().describe('Whether its message id is still remembered: for a week at least.'),
    owner: z.boolean().describe('The message id belongs to the chunk of this fact: it was the first.'),
  }),
  links: z
    .array(z.object({ a: identifier, b: identifier, refused: z.string().nullable() }))
    .describe('Links that this fact was the first to say.'),
  row: z.object({
    chunkId: z.int(),
    filedUnder: z.uuid().describe('The profile that its foremost identifier founds.'),
    partition: z.string(),
    types: z.record(z.string(), z.string()).describe('The type of each property in the warehouse.'),
  }),
  applied: z.object({
    profileId: z.uuid().nullable().describe('Whose fact it is today; null if it was erased meanwhile, or is a crawler’s.'),
    traits: z
      .array(z.object({ key: z.string(), standing: z.boolean() }))
      .describe('Traits it wrote, and which of them nobody has overwritten.'),
    accountId: z.string(),
  }),
})

const liveTags = ['Live']
const rejectedTags = ['Rejected']
const which = { reason: rejectReason.optional(), sourceId: sourceId.optional() }

/** The `live` group of the API. The stream itself is no JSON: `GET /api/v1/live`. */
export const liveApi = {
  trace: procedure
    .route({ method: 'GET', path: '/live/trace', tags: liveTags, summary: 'What became of one fact, step by step' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ profileId: z.uuid().describe('That the fact is filed under.'), time, messageId: z.string().min(1).max(500) }))
    .output(factTrace),
}

export const rejectedApi = {
  reasons: procedure
    .route({ method: 'GET', path: '/rejected/reasons', tags: rejectedTags, summary: 'Rejected facts by reason' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ sourceId: sourceId.optional() }))
    .output(
      z.array(
        z.object({
          reason: rejectReason,
          facts: z.int(),
          lastAt: time,
          sample: z.string().describe('The beginning of the latest one.'),
          replayable: z.boolean().describe('False for what can only be rejected again.'),
        }),
      ),
    ),
  list: procedure
    .route({ method: 'GET', path: '/rejected', tags: rejectedTags, summary: 'Rejected facts, latest first' })
    .meta({ permission: 'facts.read' })
    .input(
      z.object({
        ...which,
        state: z.enum(['open', 'replayed']).optional(),
        text: z.string().min(1).max(200).optional().describe('Part of the fact as it came, or of why it was rejected.'),
        cursor,
        limit,
      }),
    )
    .output(page(rejectedFact)),
  get: procedure
    .route({ method: 'GET', path: '/rejected/{rejectedId}', tags: rejectedTags, summary: 'One rejected fact' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ rejectedId: z.coerce.number().int() }))
    .output(rejectedFact),
  replay: procedure
    .route({ method: 'POST', path: '/rejected/replay', tags: rejectedTags, summary: 'Send rejected facts through the pipeline again' })
    .meta({ permission: 'facts.replay' })
    .input(z.object({ ...which, rejectedIds: z.array(z.int()).min(1).max(10_000).optional() }))
    .output(z.object({ replayed: z.int(), since: time.describe('To ask for the result by.') })),
  result: procedure
    .route({ method: 'GET', path: '/rejected/result', tags: rejectedTags, summary: 'What became of facts that were replayed' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ since: time }))
    .output(z.object({ waiting: z.int(), taken: z.int(), rejected: z.int() })),
}
