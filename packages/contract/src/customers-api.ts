import * as z from 'zod'
import { consent, saidConsent } from './consents.ts'
import { factType, storedFact } from './facts.ts'
import { identifierKind } from './identity-policy.ts'
import { limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'
import { peopleRule } from './rules.ts'

const id = z.uuid()
const cursor = z.string().max(2000).optional().describe('Where the previous page ended (its `next`).')
const traitKey = z.string().min(1).max(200)

/** A rule in an address: as JSON. */
const ruleText = z
  .string()
  .max(8000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'Not JSON' })
      return z.NEVER
    }
  })
  .pipe(peopleRule)

/** What people can be sorted by: four orders of any size, or a trait where they are few enough to be sorted then and there. */
export const peopleSort = z.union([
  z.enum(['lastSeen', 'firstSeen', 'facts', 'name']),
  z.templateLiteral(['trait:', z.string().min(1).max(200)]),
])
export type PeopleSort = z.infer<typeof peopleSort>
export const peopleOrder = z.enum(['asc', 'desc'])

const columns = z.array(traitKey).max(30)
const search = z.string().max(200).describe('The start of an identifier, or of words of a name.')

/** Whom a list shows, and how. */
export const peopleQuery = z.object({
  search: search.optional(),
  filter: ruleText.optional().describe('A rule, as JSON: `{"version":1,"where":{"trait":"plan","op":"equals","value":"gold"}}`.'),
  sort: peopleSort.default('lastSeen'),
  order: peopleOrder.optional().describe('Default: names from the beginning, all else from the highest.'),
})

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
  name: z.string().nullable().describe('What the traits call this person.'),
  head: z.object({ kind: z.string(), value: z.string() }).describe('The foremost identifier.'),
  facts: z.int(),
  firstSeen: time,
  lastSeen: time,
  traits: z.record(z.string(), z.unknown()),
})
export const membership = z.object({ accountId: z.string(), firstSeen: time, lastSeen: time })
export const profile = profileSummary.omit({ traits: true }).extend({
  traits: z.array(trait),
  computed: z
    .array(trait.pick({ key: true, value: true, type: true }))
    .describe('Traits that are computed from facts; they go before others of the same name.'),
  identifiers: z.array(identifier.extend({ facts: z.int(), firstSeen: time.nullable(), lastSeen: time.nullable() })),
  accounts: z.array(membership),
  consents: z.array(consent).describe('What this person said last about each purpose, by name.'),
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
export const peopleCount = z.object({
  count: z.int(),
  exact: z.boolean().describe('If not, this is an estimate from a random sample, and `low` and `high` are its 95% interval.'),
  low: z.int(),
  high: z.int(),
})
export const traitUse = z.object({
  key: z.string(),
  type: trait.shape.type,
  people: z.int().describe('How many in the sample have it.'),
  samples: z.array(z.unknown()).describe('Its commonest values.'),
})

const byProfile = z.object({ profileId: id })
const someTexts = (most: number) => z.array(z.string().max(500)).max(most)

/** Which facts of a person are meant. */
export const timelineFilter = z.object({
  types: z.array(factType).max(6).optional(),
  names: someTexts(50).optional(),
  sourceId: z.coerce.number().int().optional(),
  from: time.optional(),
  to: time.optional(),
  text: z.string().max(200).optional().describe('Somewhere in the name or the properties, in any case.'),
})
export type TimelineFilter = z.infer<typeof timelineFilter>

export const overview = z.object({
  firstPurchase: time.nullable().describe('Time of the first `Order Completed`.'),
  purchases: z.int(),
  weeks: z
    .array(z.object({ week: z.iso.date(), facts: z.int() }))
    .describe('Facts by week, Mondays in UTC; weeks without any are left out.'),
  touchpoints: z
    .array(z.object({ sourceId: z.int(), type: factType, name: z.string(), facts: z.int(), firstAt: time, lastAt: time }))
    .describe('By source and name, the commonest first; at most 200.'),
})

const editedTraits = z
  .record(traitKey, z.json())
  .refine((traits) => Object.keys(traits).length > 0 && Object.keys(traits).length <= 50, 'One to 50 traits')
  .refine((traits) => JSON.stringify(traits).length <= 8_000, 'At most 8,000 characters in all')
  .describe('New values by name; null unsets a trait.')
export const editAnswer = z.object({
  messageId: z.string(),
  before: z.record(z.string(), z.unknown()).describe('What these traits were; null where there was none.'),
  applied: z.boolean().describe('Whether the change can be seen already. It is safe in any case.'),
})

export const note = z.object({
  noteId: id,
  body: z.string(),
  author: z.string(),
  createdAt: time,
  editedBy: z.string().nullable(),
  editedAt: time.nullable(),
})
const noteBody = z.string().trim().min(1).max(10_000)
const byNote = z.object({ noteId: id })
export const pin = z.object({ messageId: z.string(), pinnedBy: z.string(), pinnedAt: time, fact: storedFact })
const byMessage = byProfile.extend({ messageId: z.string().min(1).max(500) })

/** What a saved view remembers. */
export const viewQuery = z.object({
  search: z.string().max(200).optional(),
  filter: peopleRule.optional(),
  sort: peopleSort,
  order: peopleOrder.optional(),
  columns,
})
export const savedView = z.object({
  viewId: id,
  name: z.string(),
  shared: z.boolean().describe('Everybody in the workspace has it.'),
  mine: z.boolean(),
  owner: z.string(),
  query: viewQuery,
  changedAt: time,
})
const viewInput = z.object({ name: z.string().trim().min(1).max(100), shared: z.boolean(), query: viewQuery })

export const profilesApi = {
  list: procedure
    .route({ method: 'GET', path: '/profiles', tags: ['People'], summary: 'People: searched, filtered, sorted, page by page' })
    .meta({ permission: 'people.read' })
    .input(
      peopleQuery.extend({
        columns: columns.optional().describe('Traits to show; without it, all of them. Long values are cut.'),
        cursor,
        limit,
      }),
    )
    .output(
      page(profileSummary).extend({
        looked: z
          .int()
          .nullable()
          .describe(
            'Where nothing but looking finds who is meant: how many people this page looked at. It may be short, even empty, and have a `next`.',
          ),
      }),
    ),
  count: procedure
    .route({ method: 'GET', path: '/profiles/count', tags: ['People'], summary: 'How many people a search or filter means' })
    .meta({ permission: 'people.read' })
    .input(peopleQuery.pick({ search: true, filter: true }))
    .output(peopleCount),
  traitKeys: procedure
    .route({
      method: 'GET',
      path: '/profiles/trait-keys',
      tags: ['People'],
      summary: 'Which traits people have, seen in a random sample of them',
    })
    .meta({ permission: 'people.read' })
    .output(z.object({ people: z.int().describe('How many were looked at.'), keys: z.array(traitUse) })),
  get: procedure
    .route({
      method: 'GET',
      path: '/profiles/{profileId}',
      tags: ['People'],
      summary: 'One person; any of their identifiers’ ids will do',
    })
    .meta({ permission: 'people.read' })
    .input(z.object({ profileId: id }))
    .output(profile),
  find: procedure
    .route({ method: 'GET', path: '/profiles/by/{kind}/{value}', tags: ['People'], summary: 'One person, by an identifier' })
    .meta({ permission: 'people.read' })
    .input(z.object({ kind: identifierKind, value: z.string().max(500) }))
    .output(profile),
  timeline: procedure
    .route({
      method: 'GET',
      path: '/profiles/{profileId}/timeline',
      tags: ['People'],
      summary: 'Everything a person lived through, latest first',
      description: 'A page may be short, even empty, while `next` says that there is more: then what follows is months older.',
    })
    .meta({ permission: 'people.read' })
    .input(timelineFilter.extend({ profileId: id, cursor, limit }))
    .output(page(storedFact)),
  overview: procedure
    .route({
      method: 'GET',
      path: '/profiles/{profileId}/overview',
      tags: ['People'],
      summary: 'A person’s life as a customer at a glance',
    })
    .meta({ permission: 'people.read' })
    .input(byProfile)
    .output(overview),
  edit: procedure
    .route({
      method: 'PATCH',
      path: '/profiles/{profileId}/traits',
      tags: ['People'],
      summary: 'Change traits by hand: a fact like any other, with your name on it',
      description: 'The answer has what was there before: sending that undoes it. An e-mail address or phone number is an identifier too.',
    })
    .meta({ permission: 'people.edit' })
    .input(byProfile.extend({ traits: editedTraits }))
    .output(editAnswer),
  sayConsent: procedure
    .route({
      method: 'POST',
      path: '/profiles/{profileId}/consents',
      tags: ['People'],
      summary: 'Say by hand that somebody gave or withdrew consent: a fact like any other, with your name on it',
    })
    .meta({ permission: 'people.edit' })
    .input(saidConsent.extend(byProfile.shape))
    .output(editAnswer.omit({ before: true })),
  links: procedure
    .route({ method: 'GET', path: '/profiles/{profileId}/links', tags: ['Identity'], summary: 'Why these identifiers belong together' })
    .meta({ permission: 'people.read' })
    .input(z.object({ profileId: id }))
    .output(z.array(link)),
}

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['People'], summary })

export const notesApi = {
  list: route('GET', '/profiles/{profileId}/notes', 'Notes about a person, latest first')
    .meta({ permission: 'people.read' })
    .input(byProfile.extend({ cursor, limit }))
    .output(page(note)),
  create: route('POST', '/profiles/{profileId}/notes', 'Write a note')
    .meta({ permission: 'people.edit' })
    .input(byProfile.extend({ body: noteBody }))
    .output(note),
  edit: route('PUT', '/notes/{noteId}', 'Write a note anew')
    .meta({ permission: 'people.edit' })
    .input(byNote.extend({ body: noteBody }))
    .output(note),
  delete: route('DELETE', '/notes/{noteId}', 'Delete a note; it can be restored for 30 days')
    .meta({ permission: 'people.edit' })
    .input(byNote)
    .output(note),
  restore: route('POST', '/notes/{noteId}/restore', 'Take back that a note was deleted')
    .meta({ permission: 'people.edit' })
    .input(byNote)
    .output(note),
}

export const pinsApi = {
  list: route('GET', '/profiles/{profileId}/pins', 'Pinned facts of a person')
    .meta({ permission: 'people.read' })
    .input(byProfile)
    .output(z.array(pin)),
  pin: route('PUT', '/profiles/{profileId}/pins/{messageId}', 'Pin a fact')
    .meta({ permission: 'people.edit' })
    .input(byMessage)
    .output(z.array(pin)),
  unpin: route('DELETE', '/profiles/{profileId}/pins/{messageId}', 'Unpin a fact')
    .meta({ permission: 'people.edit' })
    .input(byMessage)
    .output(z.array(pin)),
}

export const viewsApi = {
  list: route('GET', '/views', 'Saved views: one’s own, and those that are shared')
    .meta({ permission: 'people.read' })
    .output(z.array(savedView)),
  create: route('POST', '/views', 'Save a view; sharing one needs people.edit')
    .meta({ permission: 'people.read' })
    .input(viewInput)
    .output(savedView),
  update: route('PUT', '/views/{viewId}', 'Change a view of one’s own, or a shared one')
    .meta({ permission: 'people.read' })
    .input(viewInput.extend({ viewId: id }))
    .output(savedView),
  delete: route('DELETE', '/views/{viewId}', 'Delete a view')
    .meta({ permission: 'people.read' })
    .input(z.object({ viewId: id }))
    .output(savedView),
}

export const mergesApi = {
  join: procedure
    .route({
      method: 'POST',
      path: '/merges',
      tags: ['Identity'],
      summary: 'These two are one person: a fact of its own, which the policy must allow',
    })
    .meta({ permission: 'people.edit' })
    .input(pair)
    .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
  preview: procedure
    .route({ method: 'POST', path: '/merges/preview', tags: ['Identity'], summary: 'What one person made of these two would be' })
    .meta({ permission: 'people.read' })
    .input(pair)
    .output(z.object({ allowed: z.boolean(), refused: z.string().nullable(), before: z.array(sketch), after: z.array(sketch) })),
  previewUndo: procedure
    .route({ method: 'POST', path: '/merges/undo/preview', tags: ['Identity'], summary: 'Who would be who if this merge were undone' })
    .meta({ permission: 'people.read' })
    .input(pair)
    .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
  undo: procedure
    .route({
      method: 'POST',
      path: '/merges/undo',
      tags: ['Identity'],
      summary: 'Keep these two identifiers apart: everything goes back to whom it belongs',
    })
    .meta({ permission: 'people.edit' })
    .input(pair)
    .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
  redo: procedure
    .route({ method: 'POST', path: '/merges/redo', tags: ['Identity'], summary: 'No longer keep these two apart' })
    .meta({ permission: 'people.edit' })
    .input(pair)
    .output(z.object({ before: z.array(sketch), after: z.array(sketch) })),
}

export const accountsApi = {
  list: procedure
    .route({ method: 'GET', path: '/accounts', tags: ['Accounts'], summary: 'Companies and households, by id' })
    .meta({ permission: 'people.read' })
    .input(z.object({ search: z.string().max(500).optional(), cursor, limit }))
    .output(page(account)),
  get: procedure
    .route({ method: 'GET', path: '/accounts/{accountId}', tags: ['Accounts'], summary: 'One account' })
    .meta({ permission: 'people.read' })
    .input(z.object({ accountId: z.string().max(500) }))
    .output(account),
  members: procedure
    .route({ method: 'GET', path: '/accounts/{accountId}/members', tags: ['Accounts'], summary: 'Its people' })
    .meta({ permission: 'people.read' })
    .input(z.object({ accountId: z.string().max(500), cursor, limit }))
    .output(page(profileSummary)),
  activity: procedure
    .route({ method: 'GET', path: '/accounts/{accountId}/activity', tags: ['Accounts'], summary: 'Facts that name an account, by week' })
    .meta({ permission: 'people.read' })
    .input(z.object({ accountId: z.string().max(500) }))
    .output(overview.pick({ weeks: true })),
}
