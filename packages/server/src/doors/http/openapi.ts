import { OpenAPIGenerator } from '@orpc/openapi'
import type { AnyRouter } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance } from 'fastify'
import { docsPage } from './docs-page.ts'
import { importFilePaths } from './import-file-paths.ts'
import { livePath } from './live-path.ts'
import { peopleFilePaths } from './people-file-paths.ts'

export type ApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>

const info = {
  title: 'Percorso',
  version: '1',
  description: [
    'Everything that Percorso’s console does, it does through this API.',
    'Authenticate with `Authorization: Bearer <token>`; a token belongs to one workspace and sees nothing of any other.',
    'Times are ISO 8601 in UTC. Lists come in pages: pass a page’s `next` as `cursor` until it is null.',
    'A request that fails is answered with `{ "code", "message", "hint" }`.',
  ].join(' '),
}

const errorSchema = {
  type: 'object' as const,
  properties: { code: { type: 'string' as const }, message: { type: 'string' as const }, hint: { type: 'string' as const } },
  required: ['code', 'message'],
  examples: [{ code: 'no_such_person', message: 'Nobody in this workspace has this identifier.' }],
}

/** GET /api/v1/openapi.json, and /docs: the same for people. Both are made from the contract, once, and open to everybody. */
export function addApiDescription(app: FastifyInstance, router: AnyRouter): void {
  let generated: Promise<ApiDocument> | undefined
  const description = () => (generated ??= generate(router))
  app.get('/api/v1/openapi.json', async () => description())
  app.get('/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(await description())))
}

async function generate(router: AnyRouter): Promise<ApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(router, {
    info,
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An API token.' } } },
  })
  document.paths = { ...document.paths, ...livePath, ...importFilePaths, ...peopleFilePaths }
  for (const operation of Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}))) {
    const { responses } = operation as { responses?: Record<string, unknown> }
    if (responses) responses['default'] = { description: 'It failed.', content: { 'application/json': { schema: errorSchema } } }
  }
  return document
}
