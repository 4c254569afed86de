import * as z from 'zod'
import { factType } from './facts.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'

const byProfile = z.object({ profileId: z.uuid() })

export const privacyKind = z.enum(['access', 'erasure', 'rectification', 'objection'])
export type PrivacyKind = z.infer<typeof privacyKind>
export const privacyStatus = z.enum(['open', 'done', 'refused'])
export type PrivacyStatus = z.infer<typeof privacyStatus>

/** How far an erasure is: ordered → erasing (gone from PostgreSQL) → erased (gone from both stores) → cleaning → cleaned (gone from every file). */
export const erasureState = z.enum(['ordered', 'erasing', 'erased', 'cleaning', 'cleaned'])
export type ErasureState = z.infer<typeof erasureState>

/** What there is about a person, by kind: the same keys wherever something is counted, exported or erased. */
const counts = z.record(z.string(), z.int())

export const privacyRequest = z.object({
  requestId: z.int(),
  kind: privacyKind,
  status: privacyStatus,
  profileId: z.uuid().nullable().describe('Null where nobody was named, and once the person is erased.'),
  mark: z.string().nullable().describe('What stays of an erased person: a keyed hash.'),
  note: z.string(),
  handledBy: z.string().nullable(),
  receivedAt: time,
  dueAt: time,
  closedAt: time.nullable(),
  erasure: erasureState.nullable(),
  removed: counts.nullable().describe('What was erased.'),
  erasedAt: time.nullable(),
  cleanedAt: time.nullable(),
})
export type PrivacyRequest = z.infer<typeof privacyRequest>

/** How long facts of a kind are kept. Where several rules fit a fact, the shortest counts; what fits none is kept for ever. */
export const retentionRule = z.object({
  what: z.enum(['fact', 'rejected']).default('fact').describe('`rejected`: rejected facts, whatever their type.'),
  type: factType.nullable().default(null).describe('Null: of any type.'),
  name: z.string().trim().min(1).max(500).nullable().default(null).describe('The name; * stands for anything. Null: of any name.'),
  days: z.int().min(1).max(36_500),
})
export type RetentionRule = z.infer<typeof retentionRule>
const rules = z.object({ rules: z.array(retentionRule).max(100) })

const note = z.string().trim().max(1000)
const tags = ['Privacy']

/** The `privacy` group of the API. What is known of a person comes down beside it, as a ZIP archive: `GET /api/v1/privacy/people/{profileId}/export`. */
export const privacyApi = {
  overview: procedure
    .route({ method: 'GET', path: '/privacy', tags, summary: 'How requests and erasures stand' })
    .meta({ permission: 'privacy.manage' })
    .output(
      z.object({
        open: z.int(),
        overdue: z.int(),
        underWay: z.int().describe('Erasures that are not yet out of both stores.'),
        toClean: z.int().describe('Erasures of which bytes may be left in data files until these are rewritten.'),
        cleanedAt: time.nullable().describe('When data files were last rewritten.'),
        keptAway: z.int().describe('Facts that came and were left out because they are of erased people.'),
        mayReturn: z.boolean(),
        sampleSince: time.nullable().describe('Since when this workspace holds sample data, if it does.'),
      }),
    ),
  requests: procedure
    .route({ method: 'GET', path: '/privacy/requests', tags, summary: 'The log of requests: open ones by deadline, then closed ones' })
    .meta({ permission: 'privacy.manage' })
    .input(z.object({ status: privacyStatus.optional(), cursor, limit }))
    .output(page(privacyRequest)),
  create: procedure
    .route({ method: 'POST', path: '/privacy/requests', tags, summary: 'Note a request' })
    .meta({ permission: 'privacy.manage' })
    .input(
      z.object({
        kind: privacyKind,
        profileId: z.uuid().optional(),
        note: note.default(''),
        receivedAt: time.optional().describe('Default: now.'),
        dueAt: time.optional().describe('Default: one month after it was received.'),
      }),
    )
    .output(privacyRequest),
  update: procedure
    .route({ method: 'PATCH', path: '/privacy/requests/{requestId}', tags, summary: 'Close, refuse, reopen or hand on a request' })
    .meta({ permission: 'privacy.manage' })
    .input(
      z.object({
        requestId: z.coerce.number().int(),
        status: privacyStatus.optional(),
        note: note.optional(),
        handledBy: z.string().trim().max(200).nullable().optional(),
        dueAt: time.optional(),
      }),
    )
    .output(privacyRequest),
  preview: procedure
    .route({ method: 'GET', path: '/privacy/people/{profileId}', tags, summary: 'What an export or an erasure of this person would hold' })
    .meta({ permission: 'privacy.manage' })
    .input(byProfile)
    .output(
      z.object({
        profileId: z.uuid(),
        identifiers: z.array(z.object({ identifierId: z.uuid(), kind: z.string(), value: z.string() })),
        counts,
      }),
    ),
  erase: procedure
    .route({ method: 'POST', path: '/privacy/people/{profileId}/erase', tags, summary: 'Erase this person, for ever' })
    .meta({ permission: 'privacy.manage' })
    .input(byProfile.extend({ requestId: z.int().optional().describe('The request that this answers; without one, it is noted as one.') }))
    .output(privacyRequest),
  settings: procedure
    .route({ method: 'PUT', path: '/privacy/settings', tags, summary: 'Whether erased people may begin anew' })
    .meta({ permission: 'privacy.manage' })
    .input(
      z.object({ mayReturn: z.boolean().describe('True: a fact that happened after the erasure begins a new profile. False: none does.') }),
    )
    .output(z.object({ mayReturn: z.boolean() })),
  retention: {
    get: procedure
      .route({ method: 'GET', path: '/privacy/retention', tags, summary: 'How long facts are kept' })
      .meta({ permission: 'privacy.manage' })
      .output(rules),
    put: procedure
      .route({ method: 'PUT', path: '/privacy/retention', tags, summary: 'Change how long facts are kept' })
      .meta({ permission: 'privacy.manage' })
      .input(rules)
      .output(rules),
    preview: procedure
      .route({ method: 'POST', path: '/privacy/retention/preview', tags, summary: 'How many facts each of these rules would remove now' })
      .meta({ permission: 'privacy.manage' })
      .input(rules)
      .output(z.object({ facts: z.array(z.int()) })),
  },
  deleteSample: procedure
    .route({ method: 'POST', path: '/privacy/sample/delete', tags, summary: 'Delete everything in a workspace of sample data' })
    .meta({ permission: 'workspace.manage' })
    .output(z.object({ deleted: z.literal(true) })),
}
