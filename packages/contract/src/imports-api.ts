import * as z from 'zod'
import { importMapping } from './import-mapping.ts'
import { limit, page, time } from './page.ts'
import { procedure } from './procedure.ts'

const fileId = z.uuid().describe('What uploading the file answered.')
const lookups = z.record(z.string().min(1), fileId).default({}).describe('The uploaded file of each lookup that the mapping names.')
const byId = z.object({ importId: z.uuid() })

/** The answer to an upload: `PUT /api/v1/imports/files/{fileName}` with the file as its body. */
export const uploadedFile = z.object({
  fileId,
  fileName: z.string(),
  bytes: z.int(),
  columns: z.array(z.string()),
  guess: z
    .object({ mapping: z.unknown(), reasons: z.array(z.string()) })
    .nullable()
    .describe('A mapping to start from, to be corrected.'),
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const importStatus = z.enum(['waiting', 'running', 'done', 'failed', 'stopped'])
export type ImportStatus = z.infer<typeof importStatus>

/** An import and how far it is. */
export const importProgress = z.object({
  importId: z.uuid(),
  name: z.string(),
  sourceId: z.int(),
  fileName: z.string(),
  status: importStatus,
  rows: z.int().describe('Rows read so far.'),
  facts: z.int().describe('Facts accepted so far; whether one is a duplicate shows when it is processed.'),
  refused: z.int().describe('Rows or facts refused so far; they are in the file of refused rows.'),
  bytesRead: z.int(),
  bytesTotal: z.int(),
  factsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable().describe('At the rate so far; null unless it is running.'),
  error: z.string().nullable().describe('Why it failed and what to do about it.'),
  createdAt: time,
  startedAt: time.nullable(),
  progressAt: time.nullable().describe('When it last got further.'),
  finishedAt: time.nullable(),
})
export type ImportProgress = z.infer<typeof importProgress>

const importPreview = z.object({
  fileName: z.string(),
  bytes: z.int(),
  columns: z.array(z.string()),
  mapping: importMapping.describe('The mapping that was used.'),
  reasons: z.array(z.string()).describe('Why it was guessed so, where it was.'),
  facts: z.array(z.record(z.string(), z.unknown())).describe('What the first rows become.'),
  problems: z.array(z.object({ row: z.int(), reason: z.string() })),
  rows: z
    .array(z.object({ row: z.int(), cells: z.array(z.string()), facts: z.int(), problems: z.array(z.string()) }))
    .describe('The first rows as they are in the file: the first 100 columns, long cells shortened.'),
  totals: z.object({ rows: z.int(), facts: z.int(), refused: z.int() }),
})

const mappingName = z.string().trim().min(1).max(200)

/** A mapping kept under a name, for the next file of its kind. */
const savedMapping = z.object({ name: z.string(), mapping: importMapping, savedBy: z.string(), savedAt: time })

const tags = ['Imports']

/** The `imports` group of the API. Files go up, and refused rows come down, beside it: they are no JSON. */
export const importsApi = {
  preview: procedure
    .route({ method: 'POST', path: '/imports/preview', tags, summary: 'What the first rows of an uploaded file would become' })
    .meta({ permission: 'imports.run' })
    .input(
      z.object({
        fileId,
        lookups,
        mapping: importMapping.optional().describe('Guessed when left out.'),
        rows: z.int().min(1).max(500).default(50),
      }),
    )
    .output(importPreview),
  create: procedure
    .route({ method: 'POST', path: '/imports', tags, summary: 'Import an uploaded file' })
    .meta({ permission: 'imports.run' })
    .input(
      z.object({
        fileId,
        lookups,
        mapping: importMapping,
        name: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .optional()
          .describe(
            'Default: the name of the file. The same name, file name and row give the same fact, so that nothing is imported twice.',
          ),
        sourceId: z.int().optional().describe('Default: the source named like the import, made if there is none.'),
      }),
    )
    .output(importProgress),
  list: procedure
    .route({ method: 'GET', path: '/imports', tags, summary: 'Imports, latest first' })
    .meta({ permission: 'imports.read' })
    .input(z.object({ cursor: z.string().max(500).optional(), limit: limit }))
    .output(page(importProgress)),
  get: procedure
    .route({ method: 'GET', path: '/imports/{importId}', tags, summary: 'One import and how far it is' })
    .meta({ permission: 'imports.read' })
    .input(byId)
    .output(importProgress),
  stop: procedure
    .route({ method: 'POST', path: '/imports/{importId}/stop', tags, summary: 'Stop an import where it is' })
    .meta({ permission: 'imports.run' })
    .input(byId)
    .output(importProgress),
  resume: procedure
    .route({ method: 'POST', path: '/imports/{importId}/resume', tags, summary: 'Go on with an import that was stopped or failed' })
    .meta({ permission: 'imports.run' })
    .input(byId)
    .output(importProgress),
  mappings: {
    list: procedure
      .route({ method: 'GET', path: '/imports/mappings', tags, summary: 'Mappings kept for the next file of their kind' })
      .meta({ permission: 'imports.read' })
      .output(z.array(savedMapping)),
    save: procedure
      .route({ method: 'PUT', path: '/imports/mappings', tags, summary: 'Keep a mapping under a name, in place of any other of that name' })
      .meta({ permission: 'imports.run' })
      .input(z.object({ name: mappingName, mapping: importMapping }))
      .output(savedMapping),
    remove: procedure
      .route({ method: 'DELETE', path: '/imports/mappings/{name}', tags, summary: 'Forget a mapping' })
      .meta({ permission: 'imports.run' })
      .input(z.object({ name: mappingName }))
      .output(z.object({ removed: z.boolean() })),
  },
}
