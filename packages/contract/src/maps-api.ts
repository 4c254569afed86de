import * as z from 'zod'
import { mapChange, mapDocument, mapEdit } from './map-document.ts'
import { mapKinds, mapTemplates } from './map-words.ts'
import { cursor, limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'

const mapId = z.coerce.number().int().min(1)
const byMap = z.object({ mapId })
const byVersion = byMap.extend({ versionId: z.coerce.number().int().min(1) })
const who = z.object({ userId: z.string(), name: z.string() })

const head = z.object({
  mapId: z.int(),
  name: z.string(),
  kind: z.enum(mapKinds),
  persona: z.string(),
  stages: z.int(),
  steps: z.int(),
  measured: z.int().describe('Cells that are bound to facts.'),
  cells: z.int().describe('Cells with anything in them.'),
  openComments: z.int(),
  createdAt: time,
  createdBy: z.string(),
  changedAt: time,
  changedBy: z.string(),
})
/** A map as lists show it. */
export type MapHead = z.infer<typeof head>

export const storedMap = z.object({ mapId: z.int(), revision: z.int().describe('Counts its changes.'), document: mapDocument, createdAt: time, createdBy: z.string(), changedAt: time, changedBy: z.string() }) // prettier-ignore
export type StoredMap = z.infer<typeof storedMap>

const madeChange = mapChange.extend({ revision: z.int(), madeAt: time, madeBy: z.string() })
export type MadeChange = z.infer<typeof madeChange>

const presence = z.object({
  ...who.shape,
  place: z.string().nullable().describe('The cell, step, stage or lane that they are at.'),
  seenAt: time,
})
export type MapPresence = z.infer<typeof presence>

const refusedChange = z.object({
  changeId: z.uuid(),
  reason: z
    .enum(['changed', 'unsound'])
    .describe('Somebody else changed the same place, or the map would not hold together, or be too large.'),
  edit: mapEdit.nullable().describe('The one that could not be made.'),
  current: z.json().optional().describe('What is there now.'),
  changedBy: z.string().nullable(),
  message: z.string(),
})
export type RefusedChange = z.infer<typeof refusedChange>

const news = z.object({
  revision: z.int(),
  changes: z.array(madeChange).describe('What others and the caller changed since the revision that they know, the earliest first.'),
  behind: z.boolean().describe('Too much for one answer: read the map again.'),
  present: z.array(presence).describe('Who else looks at it now.'),
})
export type MapNews = z.infer<typeof news>

const version = z.object({ versionId: z.int(), name: z.string(), revision: z.int(), createdAt: time, createdBy: z.string() })
export type MapVersion = z.infer<typeof version>

const comment = z.object({
  commentId: z.int(),
  answers: z.int().nullable().describe('The comment that it answers.'),
  place: z.string().describe('The cell, step, stage or lane that it is about; empty: the map.'),
  text: z.string(),
  createdAt: time,
  createdBy: z.string(),
  mine: z.boolean(),
  resolvedAt: time.nullable(),
  resolvedBy: z.string().nullable(),
})
export type MapComment = z.infer<typeof comment>

const share = z.object({
  shareId: z.int(),
  createdAt: time,
  createdBy: z.string(),
  expiresAt: time,
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable(),
})
export type MapShare = z.infer<typeof share>

/** The number that facts give to a cell. What there is too little of is null. */
const measure = z.object({
  n: z.int().describe('People, journeys or facts that it is counted from.'),
  value: z.number().nullable().describe('A share, a number of ms, or a mean.'),
  low: z.number().nullable().describe('95% interval.'),
  high: z.number().nullable(),
  p90: z.number().nullable().describe('Of durations.'),
})
export type MapMeasure = z.infer<typeof measure>
const measures = z.object({ readAt: time, cells: z.record(z.string(), measure) })
export type MapMeasures = z.infer<typeof measures>

const personaNumbers = z.object({
  people: z.int(),
  ofAll: z.number().describe('Share of all people.'),
  factsMedian: z.number().nullable().describe('Facts of the last 90 days that one of them has.'),
  n: z.int().describe('Of how many of them the rest was counted.'),
  touchpoints: z.array(z.object({ touchpointId: z.int(), name: z.string(), people: z.int(), share: z.number(), low: z.number(), high: z.number() })),
  traits: z.array(z.object({ trait: z.string(), value: z.string(), people: z.int(), share: z.number(), low: z.number(), high: z.number() })),
}) // prettier-ignore
export type PersonaNumbers = z.infer<typeof personaNumbers>

const tags = ['Maps']
const read = { permission: 'maps.read' } as const
const manage = { permission: 'maps.manage' } as const
const text = z.string().trim().min(1).max(2_000)

export const mapsApi = {
  list: procedure
    .route({ method: 'GET', path: '/maps', tags, summary: 'Maps, the ones changed last first' })
    .meta(read)
    .input(z.object({ search: z.string().max(200).optional(), kind: z.enum(mapKinds).optional(), cursor, limit }))
    .output(page(head)),
  create: procedure
    .route({ method: 'POST', path: '/maps', tags, summary: 'Begin a map: from a template, whose words are in a language, or with a document' })
    .meta(manage)
    .input(
      z.union([
        z.strictObject({ name: z.string().trim().min(1).max(200), kind: z.enum(mapKinds), template: z.enum(mapTemplates), language: z.enum(['en', 'it', 'pl']) }),
        z.strictObject({ document: mapDocument }),
      ]),
    )
    .output(storedMap),
  get: procedure.route({ method: 'GET', path: '/maps/{mapId}', tags, summary: 'One map' }).meta(read).input(byMap).output(storedMap),
  remove: procedure
    .route({ method: 'DELETE', path: '/maps/{mapId}', tags, summary: 'Delete a map with its versions, comments and links' })
    .meta(manage)
    .input(byMap)
    .output(z.object({ deleted: z.literal(true) })),
  change: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/changes', tags, summary: 'Change a map; each change is made or refused on its own' })
    .meta(manage)
    .input(byMap.extend({ revision: z.int().min(0).describe('The last one known to the caller.'), changes: z.array(mapChange).min(1).max(200) }))
    .output(
      news.extend({
        made: z.array(z.uuid()).describe('Those of the changes sent that the map has, made by this call or by one whose answer was lost.'),
        refused: z.array(refusedChange),
      }),
    ),
  news: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/news', tags, summary: 'What was changed since a revision, and who is there; says that the caller is, too' })
    .meta(read)
    .input(byMap.extend({ revision: z.int().min(0), place: z.string().max(60).nullable() }))
    .output(news),
  versions: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/versions', tags, summary: 'Versions that were kept, the latest first' })
    .meta(read)
    .input(byMap.extend({ cursor, limit }))
    .output(page(version)),
  keep: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/versions', tags, summary: 'Keep the map as it is under a name' })
    .meta(manage)
    .input(byMap.extend({ name: z.string().trim().min(1).max(200) }))
    .output(version),
  version: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/versions/{versionId}', tags, summary: 'One version' })
    .meta(read)
    .input(byVersion)
    .output(version.extend({ document: mapDocument })),
  restore: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/versions/{versionId}/restore', tags, summary: 'Make the map what a version says; what it was is kept as another' })
    .meta(manage)
    .input(byVersion)
    .output(storedMap),
  comments: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/comments', tags, summary: 'Comments, the earliest first' })
    .meta(read)
    .input(byMap)
    .output(z.object({ items: z.array(comment) })),
  comment: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/comments', tags, summary: 'Say something about a place of a map, or answer' })
    .meta(read)
    .input(byMap.extend({ place: z.string().max(60), text, answers: z.int().min(1).optional() }))
    .output(comment),
  resolve: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/comments/{commentId}/resolve', tags, summary: 'Say that a comment is dealt with, or that it is not' })
    .meta(read)
    .input(byMap.extend({ commentId: z.coerce.number().int().min(1), resolved: z.boolean() }))
    .output(comment),
  withdraw: procedure
    .route({ method: 'DELETE', path: '/maps/{mapId}/comments/{commentId}', tags, summary: 'Delete a comment of one’s own, with what answers it' })
    .meta(read)
    .input(byMap.extend({ commentId: z.coerce.number().int().min(1) }))
    .output(z.object({ deleted: z.literal(true) })),
  shares: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/shares', tags, summary: 'Links by which anybody may read the map' })
    .meta(manage)
    .input(byMap)
    .output(z.object({ items: z.array(share) })),
  share: procedure
    .route({ method: 'POST', path: '/maps/{mapId}/shares', tags, summary: 'Make a link by which anybody may read the map; it is shown once' })
    .meta(manage)
    .input(byMap.extend({ days: z.int().min(1).max(365) }))
    .output(share.extend({ token: z.string(), url: z.url() })),
  revoke: procedure
    .route({ method: 'DELETE', path: '/maps/{mapId}/shares/{shareId}', tags, summary: 'A link works no longer' })
    .meta(manage)
    .input(byMap.extend({ shareId: z.coerce.number().int().min(1) }))
    .output(z.object({ revoked: z.literal(true) })),
  shared: procedure
    .route({ method: 'GET', path: '/shared-maps/{token}', tags, summary: 'The map of a link, with the numbers that its workspace last saw; no comments, nobody’s name' })
    .meta({ permission: 'public' })
    .input(z.object({ token: z.string().max(100) }))
    .output(z.object({ document: mapDocument, measures: measures.nullable(), touchpoints: z.record(z.string(), z.string()).describe('Names, by id.'), expiresAt: time })),
  measures: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/measures', tags, summary: 'What facts say of the cells that are bound to them' })
    .meta(read)
    .input(byMap.extend({ days: z.coerce.number().int().min(1).max(730).default(90) }))
    .output(measures),
  persona: procedure
    .route({ method: 'GET', path: '/persona-numbers/{segmentId}', tags, summary: 'What is known of the people of a segment, for a persona' })
    .meta(read)
    .input(z.object({ segmentId: z.coerce.number().int().min(1) }))
    .output(personaNumbers),
  exportCjml: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/cjml', tags, summary: 'The map as CJML 2.0' })
    .meta(read)
    .input(byMap)
    .output(z.object({ xml: z.string() })),
  exportCsv: procedure
    .route({ method: 'GET', path: '/maps/{mapId}/csv', tags, summary: 'The map as a table: a line for each cell' })
    .meta(read)
    .input(byMap)
    .output(z.object({ csv: z.string() })),
  importCjml: procedure
    .route({ method: 'POST', path: '/map-imports/cjml', tags, summary: 'Read CJML 2.0; nothing is stored: what comes of it can be sent to create a map' })
    .meta(manage)
    .input(z.object({ xml: z.string().max(1_000_000) }))
    .output(z.object({ documents: z.array(mapDocument).min(1), warnings: z.array(z.string()) })),
} // prettier-ignore
