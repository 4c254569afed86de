import * as z from 'zod'
import { identifierKind } from './identity-policy.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { setLimits } from './set-limits.ts'
import { usedBy } from './segments-api.ts'

const setId = z.coerce.number().int().min(1)
const bySet = z.object({ setId })
const name = z.string().trim().min(1).max(100)
const description = z.string().trim().max(1000)

export const uploadedSet = z.object({
  setId: z.int(),
  name: z.string(),
  description: z.string(),
  size: z.int().describe('How many identifiers are in it.'),
  people: z
    .object({ count: z.int(), exact: z.boolean(), low: z.int(), high: z.int() })
    .describe('How many people are known by one of them. If not exact, count is an estimate, and `low` and `high` are its 95% interval.'),
  usedBy: usedBy.describe('Segments and score models whose rules name it.'),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
export type UploadedSet = z.infer<typeof uploadedSet>

/**
 * Why a value is no identifier. `malformed`: no e-mail address, no phone number, or not text that could be stored; `meaningless`: it says nothing about
 * who somebody is (“guest”), by the identity policy; `tooLong`: more than 500 characters; `erased`: whose it was has been erased, and has not come back.
 */
export const refusal = z.enum(['empty', 'malformed', 'meaningless', 'tooLong', 'erased'])
export type Refusal = z.infer<typeof refusal>
const refused = z.array(z.object({ place: z.int().describe('In the values as they were sent, from 0.'), reason: refusal }))

const given = bySet.extend({
  kind: identifierKind,
  values: z
    .array(z.string())
    .min(1)
    .max(setLimits.values)
    .describe('As they are written anywhere: they are normalised as identifiers are.'),
})

const member = z.object({
  profileId: z.uuid(),
  name: z.string().nullable(),
  head: z.object({ kind: z.string(), value: z.string() }),
  lastSeen: time,
  by: z.object({ kind: z.string(), value: z.string() }).describe('The identifier of theirs that is in the set; of several, one.'),
  addedAt: time,
})

const tags = ['Uploaded sets']
const read = { permission: 'segments.read' } as const
const manage = { permission: 'segments.manage' } as const

export const setsApi = {
  list: procedure
    .route({ method: 'GET', path: '/sets', tags, summary: 'All uploaded sets, by name' })
    .meta(read)
    .output(z.object({ items: z.array(uploadedSet) })),
  get: procedure
    .route({ method: 'GET', path: '/sets/{setId}', tags, summary: 'One uploaded set' })
    .meta(read)
    .input(bySet)
    .output(uploadedSet),
  create: procedure
    .route({ method: 'POST', path: '/sets', tags, summary: 'Make an empty set' })
    .meta(manage)
    .input(z.object({ name, description: description.default('') }))
    .output(uploadedSet),
  change: procedure
    .route({ method: 'PATCH', path: '/sets/{setId}', tags, summary: 'Change name or description' })
    .meta(manage)
    .input(bySet.extend({ name: name.optional(), description: description.optional() }))
    .output(uploadedSet),
  add: procedure
    .route({
      method: 'POST',
      path: '/sets/{setId}/members',
      tags,
      summary: 'Put identifiers into it, of people known already or not; rules that name it are true of them from then on',
    })
    .meta(manage)
    .input(given)
    .output(z.object({ added: z.int(), already: z.int().describe('In it already, or twice among the values.'), refused, size: z.int() })),
  takeOut: procedure
    .route({ method: 'POST', path: '/sets/{setId}/members/remove', tags, summary: 'Take identifiers out of it' })
    .meta(manage)
    .input(given)
    .output(z.object({ removed: z.int(), absent: z.int().describe('Not in it, or twice among the values.'), refused, size: z.int() })),
  members: procedure
    .route({
      method: 'GET',
      path: '/sets/{setId}/members',
      tags,
      summary: 'The people of whom one of its identifiers is known, in no order',
    })
    .meta(read)
    .input(bySet.extend({ cursor, limit }))
    .output(page(member)),
  remove: procedure
    .route({ method: 'DELETE', path: '/sets/{setId}', tags, summary: 'Delete a set that no rule names' })
    .meta(manage)
    .input(bySet)
    .output(z.object({ deleted: z.literal(true) })),
}
