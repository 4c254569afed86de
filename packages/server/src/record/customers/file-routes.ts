import { peopleQuery } from '@percorso/contract'
import type { Permission } from '@percorso/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { record } from '../access/index.ts'
import type { Actor } from '../access/index.ts'
import { countPeople } from '../profiles/index.ts'
import { exportPeople } from './export-people.ts'
import type { ExportFormat } from './export-people.ts'
import { SHEET_ROWS_MAX } from './xlsx.ts'

export type PeopleFilesDeps = {
  postgres: Pick<Postgres, 'app'>
  /** Whose request it is; throws if nobody's, or of somebody who may not. */
  authenticate: (request: FastifyRequest, permission: Permission) => Promise<{ workspaceId: number; by: Actor }>
}

const MEDIA: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `?column=plan&column=city`: fastify gives one as a text, several as a list. */
const column = z.array(z.string().min(1).max(200)).max(30)
const exportQuery = peopleQuery.extend({
  column: z.preprocess((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given), column),
})

/** What of the people's API is no JSON: `GET /api/v1/profiles/export.csv`, and `.xlsx`, with what the list takes. */
export function registerPeopleFiles(app: FastifyInstance, deps: PeopleFilesDeps): void {
  app.get('/api/v1/profiles/export.csv', (request, reply) => sendPeople(deps, 'csv', { request, reply }))
  app.get('/api/v1/profiles/export.xlsx', (request, reply) => sendPeople(deps, 'xlsx', { request, reply }))
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

async function sendPeople({ postgres, authenticate }: PeopleFilesDeps, format: ExportFormat, { request, reply }: Exchange) {
  const { workspaceId, by } = await authenticate(request, 'people.export')
  const { column: columns, ...query } = parseQuery(request.query)
  const within = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(postgres, workspaceId, work)
  if (format === 'xlsx') {
    const { low } = await countPeople({ workspaceId, inWorkspace: within }, query)
    if (low >= SHEET_ROWS_MAX) throw tooManyForSheet()
  }
  // A filter may hold an e-mail address: the log says that there was one.
  const after = { format, columns, sort: query.sort, filtered: query.filter !== undefined, searched: query.search !== undefined }
  await within((db) => record(db, { workspaceId, by }, { verb: 'people.export', kind: 'people', id: format, after }))
  const name = `people-${new Date().toISOString().slice(0, 10)}.${format}`
  return reply
    .headers({ 'content-type': MEDIA[format], 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
    .send(exportPeople({ postgres, workspaceId }, { ...query, columns }, format))
}

function parseQuery(query: unknown): z.infer<typeof exportQuery> {
  const parsed = exportQuery.safeParse(query)
  if (parsed.success) return parsed.data
  throw new PercorsoError('bad_request', 'The request is not as this endpoint expects it.', {
    status: 400,
    hint: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; '),
  })
}

function tooManyForSheet(): PercorsoError {
  return new PercorsoError('too_many_for_sheet', `A sheet of Excel holds ${SHEET_ROWS_MAX - 1} people at most.`, {
    status: 422,
    hint: 'Take CSV, or filter first.',
  })
}
