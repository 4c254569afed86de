import type { Clock } from '../../ground/index.ts'
import { endpoints } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import type { Stores } from '../../stores/index.ts'
import { changeMap } from './change-map.ts'
import { readCjml } from './cjml/read-cjml.ts'
import { createMap, listMaps, readMap, removeMap } from './define-map.ts'
import { listComments, resolveComment, sayComment, withdrawComment } from './discuss-map.ts'
import { keepVersion, listVersions, readVersion, restoreVersion } from './keep-versions.ts'
import { measureMap } from './measure-map.ts'
import { exportCjml, exportCsv } from './export-map.ts'
import { readNews } from './read-news.ts'
import { readPersona } from './read-persona.ts'
import { listShares, readShared, revokeShare, shareMap } from './share-map.ts'

type Deps = Pick<Stores, 'postgres' | 'warehouse'> & { clock: Clock }

/** The API of maps. */
export function mapRoutes({ postgres, warehouse, clock }: Deps) {
  const api = endpoints.maps
  const asking = (request: WorkspaceRequest) => ({ request, clock })
  return {
    maps: {
      list: api.list.handler(({ input, context }) => listMaps(context, input)),
      create: api.create.handler(({ input, context }) => createMap(asking(context), input)),
      get: api.get.handler(({ input, context }) => readMap(context, input.mapId)),
      remove: api.remove.handler(async ({ input, context }) => {
        await removeMap(context, input.mapId)
        return { deleted: true as const }
      }),
      change: api.change.handler(({ input, context }) => changeMap(asking(context), input)),
      news: api.news.handler(({ input, context }) => readNews(asking(context), input)),
      versions: api.versions.handler(({ input, context }) => listVersions(context, input)),
      keep: api.keep.handler(({ input, context }) => keepVersion(asking(context), input)),
      version: api.version.handler(({ input, context }) => readVersion(context, input)),
      restore: api.restore.handler(({ input, context }) => restoreVersion(asking(context), input)),
      comments: api.comments.handler(async ({ input, context }) => ({ items: await listComments(context, input.mapId) })),
      comment: api.comment.handler(({ input, context }) => sayComment(asking(context), input)),
      resolve: api.resolve.handler(({ input, context }) => resolveComment(asking(context), input)),
      withdraw: api.withdraw.handler(async ({ input, context }) => {
        await withdrawComment(context, input)
        return { deleted: true as const }
      }),
      shares: api.shares.handler(async ({ input, context }) => ({ items: await listShares(context, input.mapId) })),
      share: api.share.handler(({ input, context }) => shareMap(asking(context), input)),
      revoke: api.revoke.handler(async ({ input, context }) => {
        await revokeShare(asking(context), input)
        return { revoked: true as const }
      }),
      shared: api.shared.handler(({ input, context }) => readShared({ postgres, clock, request: context }, input.token)),
      measures: api.measures.handler(({ input, context }) => measureMap({ ...asking(context), warehouse }, input)),
      persona: api.persona.handler(({ input, context }) => readPersona({ ...asking(context), warehouse }, input.segmentId)),
      exportCjml: api.exportCjml.handler(async ({ input, context }) => ({ xml: await exportCjml(context, input.mapId) })),
      exportCsv: api.exportCsv.handler(async ({ input, context }) => ({ csv: await exportCsv(context, input.mapId) })),
      importCjml: api.importCjml.handler(({ input }) => readCjml(input.xml)),
    },
  }
}
