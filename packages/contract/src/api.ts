import { oc } from '@orpc/contract'
import * as z from 'zod'
import { rejectReason, storedFact } from './facts.ts'
import { identifierKind, identityPolicy } from './identity-policy.ts'
import { importsApi } from './imports-api.ts'

const id = z.uuid()
const cursor = z.string().max(500).optional().describe('Where the previous page ended (its `next`).')
const limit = z.coerce.number().int().min(1).max(200).default(50)
const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })
const time = z.iso.datetime()

/** A trait with where it comes from: last write wins by the time of the fact, not by its arrival. */
export const trait = z.object({
  key: z.string(),
  value: z.unknown(),
  type: z.enum(['string', 'number', 'boolean', 'date', 'list', 'object']),
  changedAt: time,
  sourceId: z.int(),
})
export const identifier = z.object({ identifierId: id, kind: identifierKind, value: z.string() })
export const profileSummary = z.object({
  profileId: id,
  head: z.object({ kind: z.string(), value: z.string() }).describe('The foremost identifier.'),
  facts: z.int(),
  firstSeen: time,
  lastSeen: time,
  traits: z.record(z.string(), z.unknown()),
})
export const membership = z.object({ accountId: z.string(), firstSeen: time, lastSeen: time })
export const profile = profileSummary.omit({ traits: true }).extend({
  traits: z.array(trait),
  identifiers: z.array(identifier.extend({ facts: z.int(), firstSeen: time.nullable(), lastSeen: time.nullable() })),
  accounts: z.array(membership),
})
export const link = z.object({
  a: identifier,
  b: identifier,
  firstAt: time,
  messageId: z.string().describe('The fact that caused it.'),
  sourceId: z.int(),
  merge: z.boolean().describe('Joined two profiles that had both lived before.'),
  refused: z.string().nullable().describe('Why it joins nothing, if so.'),
})
export const sketch = z.object({
  profileId: id,
  identifiers: z.array(identifier),
  facts: z.int(),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  traits: z.record(z.string(), z.unknown()),
})
const pair = z.object({ a: id, b: id })
export const account = z.object({
  accountId: z.string(),
  facts: z.int(),
  members: z.int(),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  traits: z.array(trait),
})
export const source = z.object({ sourceId: z.int(), name: z.string(), createdAt: time })
export const writeKey = z.object({
  writeKeyId: z.int(),
  sourceId: z.int(),
  hint: z.string().describe('The last four characters.'),
  allowedOrigins: z.array(z.string()),
  createdAt: time,
  revokedAt: time.nullable(),
})
export const rejectedFact = z.object({
  rejectedId: z.int(),
  sourceId: z.int(),
  receivedAt: time,
  reason: rejectReason,
  detail: z.string(),
  messageId: z.string().nullable(),
  payload: z.string().describe('The fact as it came, as text.'),
  replayedAt: time.nullable(),
})
export const stats = z.object({
  facts: z.int().describe('Facts in the warehouse, bots left out.'),
  bots: z.int(),
  profiles: z.int(),
  accounts: z.int(),
  rejected: z.int().describe('Rejected facts not replayed yet.'),
  duplicates: z.int(),
  intakePending: z.int().describe('Facts accepted and not yet processed.'),
})
const origins = z
  .array(z.url().or(z.literal('*')))
  .max(100)
  .default([])

/** The HTTP API under /api/v1: one source for the server, the OpenAPI document and the typed client. */
export const api = {
  stats: oc.route({ method: 'GET', path: '/stats', tags: ['Workspace'], summary: 'How much there is' }).output(stats),

  policy: {
    get: oc
      .route({ method: 'GET', path: '/identity-policy', tags: ['Identity'], summary: 'How identifiers become people' })
      .output(identityPolicy),
    put: oc
      .route({ method: 'PUT', path: '/identity-policy', tags: ['Identity'], summary: 'Change the policy for links decided from now on' })
      .input(identityPolicy)
      .output(identityPolicy),
  },

  sources: {
    list: oc.route({ method: 'GET', path: '/sources', tags: ['Sources'], summary: 'Sources' }).output(z.array(source)),
    create: oc
      .route({ method: 'POST', path: '/sources', tags: ['Sources'], summary: 'A new source' })
      .input(z.object({ name: z.string().trim().min(1).max(200) }))
      .output(source),
    keys: oc
      .route({ method: 'GET', path: '/sources/{sourceId}/write-keys', tags: ['Sources'], summary: 'Write keys of a source' })
      .input(z.object({ sourceId: z.coerce.number().int() }))
      .output(z.array(writeKey)),
    createKey: oc
      .route({ method: 'POST', path: '/sources/{sourceId}/write-keys', tags: ['Sources'], summary: 'A new write key, shown this once' })
      .input(z.object({ sourceId: z.coerce.number().int(), allowedOrigins: origins }))
      .output(writeKey.extend({ writeKey: z.string() })),
    revokeKey: oc
      .route({ method: 'DELETE', path: '/write-keys/{writeKeyId}', tags: ['Sources'], summary: 'Revoke a write key' })
      .input(z.object({ writeKeyId: z.coerce.number().int() }))
      .output(writeKey),
  },

  profiles: {
    list: oc
      .route({ method: 'GET', path: '/profiles', tags: ['People'], summary: 'Search people by identifier or trait, latest seen first' })
      .input(
        z.object({
          search: z.string().max(500).optional().describe('Start of an identifier’s value, or its whole value.'),
          trait: z.string().max(200).optional().describe('Name of a trait; with `value`.'),
          value: z.string().max(500).optional().describe('Value of that trait, as JSON or plain text.'),
          cursor,
          limit,
        }),
      )
      .output(page(profileSummary)),
    get: oc
      .route({
        method: 'GET',
        path: '/profiles/{profileId}',
        tags: ['People'],
        summary: 'One person; any of their identifiers’ ids will do',
      })
      .input(z.object({ profileId: id }))
      .output(profile),
    find: oc
      .route({ method: 'GET', path: '/profiles/by/{kind}/{value}', tags: ['People'], summary: 'One person, by an identifier' })
      .input(z.object({ kind: identifierKind, value: z.string().max(500) }))
      .output(profile),
    timeline: oc
      .route({
        method: 'GET',
        path: '/profiles/{profileId}/timeline',
        tags: ['People'],
        summary: 'Everything a person lived through, latest first',
      })
      .input(z.object({ profileId: id, cursor, limit }))
      .output(page(storedFact)),
    links: oc
      .route({ method: 'GET', path: '/profiles/{profileId}/links', tags: ['Identity'], summary: 'Why these identifiers belong together' })
      .input(z.object({ profileId: id }))
      .output(z.array(link)),
  },

  merges: {
    preview: oc
      .route({ method: 'POST', path: '/merges/preview', tags: ['Identity'], summary: 'What one person made of these two would be' })
      .input(pair)
      .output(z.object({ allowed: z.boolean(), refused: z.string().nullable(), before: z.array(sketch), after: z.array(sketch) })),
    previewUndo: oc
      .route({ method: 'POST', path: '/merges/undo/preview', tags: ['Identity'], summary: 'Who would be who if this merge were undone' })
      .input(pair)
      .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
    undo: oc
      .route({
        method: 'POST',
        path: '/merges/undo',
        tags: ['Identity'],
        summary: 'Keep these two identifiers apart: everything goes back to whom it belongs',
      })
      .input(pair)
      .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
    redo: oc
      .route({ method: 'POST', path: '/merges/redo', tags: ['Identity'], summary: 'No longer keep these two apart' })
      .input(pair)
      .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
  },

  accounts: {
    list: oc
      .route({ method: 'GET', path: '/accounts', tags: ['Accounts'], summary: 'Companies and households, by id' })
      .input(z.object({ search: z.string().max(500).optional(), cursor, limit }))
      .output(page(account)),
    get: oc
      .route({ method: 'GET', path: '/accounts/{accountId}', tags: ['Accounts'], summary: 'One account' })
      .input(z.object({ accountId: z.string().max(500) }))
      .output(account),
    members: oc
      .route({ method: 'GET', path: '/accounts/{accountId}/members', tags: ['Accounts'], summary: 'Its people' })
      .input(z.object({ accountId: z.string().max(500), cursor, limit }))
      .output(page(profileSummary)),
  },

  rejected: {
    reasons: oc
      .route({ method: 'GET', path: '/rejected/reasons', tags: ['Rejected'], summary: 'Rejected facts by reason' })
      .output(z.array(z.object({ reason: rejectReason, facts: z.int(), lastAt: time }))),
    list: oc
      .route({ method: 'GET', path: '/rejected', tags: ['Rejected'], summary: 'Rejected facts, latest first' })
      .input(z.object({ reason: rejectReason.optional(), cursor, limit }))
      .output(page(rejectedFact)),
    replay: oc
      .route({ method: 'POST', path: '/rejected/replay', tags: ['Rejected'], summary: 'Send rejected facts through the pipeline again' })
      .input(z.object({ reason: rejectReason.optional(), rejectedIds: z.array(z.int()).min(1).max(10_000).optional() }))
      .output(z.object({ replayed: z.int() })),
  },

  imports: importsApi,
}
