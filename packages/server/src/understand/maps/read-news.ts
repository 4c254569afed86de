import type { MadeChange, MapNews } from '@percorso/contract'
import { measureChanges, selectChanges } from './change-tables.ts'
import type { ChangeRow } from './change-tables.ts'
import { noSuchMap, whoIs } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { selectRevision } from './map-tables.ts'
import type { Scope } from './map-tables.ts'
import { notePresence, selectPresent } from './presence-tables.ts'

/** More than this is no news but a map to be read again. */
const BYTES_MAX = 2_000_000

type Known = { mapId: number; revision: number }

/** What was changed since a revision, and who else is there. Says that the caller is, and at which place. */
export async function readNews({ request, clock }: Asking, known: Known & { place: string | null }): Promise<MapNews> {
  const { workspaceId, inWorkspace, by } = request
  const seen = { mapId: known.mapId, now: clock.now(), userId: whoIs(request) }
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const news = await newsSince(scope, known)
    await notePresence(scope, { ...seen, name: by.name, place: known.place })
    return { ...news, present: await selectPresent(scope, seen) }
  })
}

/** What was changed since a revision. A gap in what is kept means that a version was restored, or that the caller was away for too long. */
export async function newsSince(scope: Scope, { mapId, revision: after }: Known): Promise<Omit<MapNews, 'present'>> {
  const revision = (await selectRevision(scope, mapId)) ?? noSuchMap()
  if (after === revision) return { revision, changes: [], behind: false }
  const span = { after, until: revision }
  const { count, bytes } = await measureChanges(scope, mapId, span)
  if (count !== revision - after || bytes > BYTES_MAX) return { revision, changes: [], behind: true }
  return { revision, changes: (await selectChanges(scope, mapId, span)).map(shownChange), behind: false }
}

function shownChange({ madeAt, ...row }: ChangeRow): MadeChange {
  return { ...row, madeAt: madeAt.toISOString() }
}
