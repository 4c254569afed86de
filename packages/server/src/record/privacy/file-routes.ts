import type { Permission } from '@percorso/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import { inWorkspace } from '../../stores/transactions.ts'
import { record } from '../access/index.ts'
import type { Actor } from '../access/index.ts'
import { erasureKey, markOf } from '../collect/index.ts'
import { exportPerson } from './export-person.ts'
import { subjectOf } from './requests.ts'
import type { PrivacyApi } from './routes.ts'

export type PrivacyFilesDeps = PrivacyApi & {
  /** Whose request it is; throws if nobody's, or of somebody who may not. */
  authenticate: (request: FastifyRequest, permission: Permission) => Promise<{ workspaceId: number; by: Actor }>
}

/** What of the privacy desk's API is no JSON: `GET /api/v1/privacy/people/{profileId}/export`. */
export function registerPrivacyFiles(app: FastifyInstance, { stores, rooms, authenticate }: PrivacyFilesDeps): void {
  app.get('/api/v1/privacy/people/:profileId/export', async (request, reply) => {
    const { workspaceId, by } = await authenticate(request, 'privacy.manage')
    const { data: id } = z.uuid().safeParse((request.params as { profileId: string }).profileId)
    if (id === undefined) throw new PercorsoError('no_such_person', 'Nobody in this workspace has this identifier.', { status: 404 })
    const key = await erasureKey(stores.postgres.system)
    const subject = await inWorkspace(stores.postgres, workspaceId, async (db) => {
      const found = await subjectOf(db, workspaceId, id)
      await record(db, { workspaceId, by }, { verb: 'person.export', kind: 'person', id: markOf(key, found.profileId).toString('hex') })
      return found
    })
    const archive = await exportPerson({ stores, rooms, now: Date.now() }, subject)
    const name = `person-${subject.profileId.slice(0, 8)}.zip`
    return reply
      .headers({ 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
      .send(archive)
  })
}
