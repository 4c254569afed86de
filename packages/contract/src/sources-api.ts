import * as z from 'zod'
import { factType, rejectReason } from './facts.ts'
import { time } from './page.ts'
import { procedure } from './procedure.ts'

const sourceId = z.coerce.number().int()
const name = z.string().trim().min(1).max(200)
const tags = ['Sources']

export const source = z.object({
  sourceId: z.int(),
  name: z.string(),
  createdAt: time,
  archivedAt: time.nullable().describe('Since when nothing is taken from it; what it sent stays.'),
})
export const writeKey = z.object({
  writeKeyId: z.int(),
  sourceId: z.int(),
  hint: z.string().describe('The last four characters.'),
  allowedOrigins: z.array(z.string()),
  createdAt: time,
  revokedAt: time.nullable(),
})
const origins = z
  .array(z.url({ protocol: /^https?$/u }).or(z.literal('*')))
  .max(100)
  .default([])

const counts = { facts: z.int(), duplicates: z.int(), rejected: z.int(), bots: z.int() }

/** How a source does, in short. */
export const sourceHealth = z.object({
  sourceId: z.int(),
  lastReceivedAt: time.nullable().describe('When it last sent anything, rejected facts and duplicates too.'),
  total: z.object(counts),
  lastDay: z.object(counts).describe('Of the last 24 whole hours and the one that runs.'),
})

/** How a source's rate is told: by minute of the last hour, by hour of two days, by day of ninety. */
export const rateSteps = ['minute', 'hour', 'day'] as const
export const rateStep = z.enum(rateSteps)
export type RateStep = z.infer<typeof rateStep>

const sourceRate = z.object({
  by: rateStep,
  from: time,
  to: time,
  steps: z
    .array(z.object({ at: time, ...counts, duplicates: z.int().nullable() }))
    .describe('Steps without anything are left out. How many duplicates came is known by the hour only.'),
  reasons: z.array(z.object({ reason: rejectReason, facts: z.int(), lastAt: time })).describe('Of these steps.'),
})

/** What JSON knows, with dates, which JSON sends as text. */
export const jsonType = z.enum(['text', 'date', 'number', 'boolean', 'list', 'object'])
export type JsonType = z.infer<typeof jsonType>

const factName = z.object({ type: factType, name: z.string(), facts: z.int(), firstAt: time, lastAt: time })
const sourceNames = z.object({
  items: z.array(factName).describe('The most frequent first.'),
  isWhole: z.boolean().describe('False if there are more names than are listed.'),
})

const factSchema = z.object({
  looked: z.int().describe('At how many facts was looked: a sample where there are more.'),
  of: z.int().describe('How many there are of this name.'),
  properties: z
    .array(
      z.object({
        path: z.string(),
        facts: z.int().describe('How many of the facts looked at have it.'),
        types: z.array(z.object({ type: jsonType, facts: z.int() })),
        drifts: z.boolean().describe('It comes in types that do not go together.'),
        samples: z.array(z.string()).describe('A few of its values, as JSON, shortened.'),
      }),
    )
    .describe('The most frequent first.'),
})

/** The `sources` group of the API. */
export const sourcesApi = {
  list: procedure
    .route({ method: 'GET', path: '/sources', tags, summary: 'Sources, archived ones too' })
    .meta({ permission: 'sources.read' })
    .output(z.array(source)),
  create: procedure
    .route({ method: 'POST', path: '/sources', tags, summary: 'A new source' })
    .meta({ permission: 'sources.manage' })
    .input(z.object({ name }))
    .output(source),
  update: procedure
    .route({ method: 'PATCH', path: '/sources/{sourceId}', tags, summary: 'Rename a source, archive it or bring it back' })
    .meta({ permission: 'sources.manage' })
    .input(z.object({ sourceId, name: name.optional(), archived: z.boolean().optional() }))
    .output(source),
  health: procedure
    .route({ method: 'GET', path: '/sources/health', tags, summary: 'How every source does' })
    .meta({ permission: 'sources.read' })
    .output(z.array(sourceHealth)),
  rate: procedure
    .route({ method: 'GET', path: '/sources/{sourceId}/rate', tags, summary: 'How much a source sends, and what of it is rejected' })
    .meta({ permission: 'sources.read' })
    .input(z.object({ sourceId, by: rateStep.default('hour') }))
    .output(sourceRate),
  names: procedure
    .route({ method: 'GET', path: '/sources/{sourceId}/names', tags, summary: 'The names of facts that a source sends' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ sourceId }))
    .output(sourceNames),
  schema: procedure
    .route({ method: 'GET', path: '/sources/{sourceId}/schema', tags, summary: 'What facts of one name are really made of' })
    .meta({ permission: 'facts.read' })
    .input(z.object({ sourceId, type: factType, name: z.string().max(500) }))
    .output(factSchema),
  keys: procedure
    .route({ method: 'GET', path: '/sources/{sourceId}/write-keys', tags, summary: 'Write keys of a source' })
    .meta({ permission: 'sources.read' })
    .input(z.object({ sourceId }))
    .output(z.array(writeKey)),
  createKey: procedure
    .route({ method: 'POST', path: '/sources/{sourceId}/write-keys', tags, summary: 'A new write key, shown this once' })
    .meta({ permission: 'sources.manage' })
    .input(z.object({ sourceId, allowedOrigins: origins }))
    .output(writeKey.extend({ writeKey: z.string() })),
  revokeKey: procedure
    .route({ method: 'DELETE', path: '/write-keys/{writeKeyId}', tags, summary: 'Revoke a write key' })
    .meta({ permission: 'sources.manage' })
    .input(z.object({ writeKeyId: z.coerce.number().int() }))
    .output(writeKey),
}
