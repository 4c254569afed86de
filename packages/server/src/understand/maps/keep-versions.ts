import type { MapDocument, MapVersion, StoredMap } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { mustBeThere, shownMap, theLockedMap, theMap } from './map-request.ts'
import type { Asking } from './map-request.ts'
import { updateMap } from './map-tables.ts'
import type { Scope } from './map-tables.ts'
import { insertVersion, selectVersion, selectVersions } from './version-tables.ts'
import type { VersionRow } from './version-tables.ts'

const NAME_LENGTH_MAX = 200

/** Keeps a map as it is under a name. */
export async function keepVersion({ request, clock }: Asking, { mapId, name }: { mapId: number; name: string }): Promise<MapVersion> {
  const { workspaceId, inWorkspace, by } = request
  const now = new Date(clock.now())
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    return shownVersion(await insertVersion(scope, await theMap(scope, mapId), { name, now, by: by.name }))
  })
}

type Page = { mapId: number; cursor?: string | undefined; limit: number }

/** Versions of a map, the latest first. */
export async function listVersions({ workspaceId, inWorkspace }: WorkspaceRequest, { mapId, cursor, limit }: Page) {
  const place = fromCursor<[number]>(cursor, ['number'])
  const rows = await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await mustBeThere(scope, mapId)
    return selectVersions(scope, { mapId, before: place?.[0], limit: limit + 1 })
  })
  const { items, next } = toPage(rows, limit, ({ versionId }) => [versionId])
  return { items: items.map(shownVersion), next }
}

type ById = { mapId: number; versionId: number }

export async function readVersion(
  { workspaceId, inWorkspace }: WorkspaceRequest,
  wanted: ById,
): Promise<MapVersion & { document: MapDocument }> {
  const { document, ...row } = await inWorkspace((db) => theVersion({ db, workspaceId }, wanted))
  return { ...shownVersion(row), document }
}

/**
 * Makes the map what a version says. What it was is kept as another version. The revision counts on without a change: those who have the map open find
 * that they are behind, and read it again.
 */
export async function restoreVersion({ request, clock }: Asking, { mapId, versionId }: ById): Promise<StoredMap> {
  const { workspaceId, inWorkspace, by } = request
  const now = new Date(clock.now())
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const map = await theLockedMap(scope, mapId)
    const { name, document } = await theVersion(scope, { mapId, versionId })
    const kept = await insertVersion(scope, map, {
      name: `${map.document.name.slice(0, NAME_LENGTH_MAX / 2)} → ${name}`.slice(0, NAME_LENGTH_MAX),
      now,
      by: by.name,
    })
    await updateMap(scope, mapId, { document, revision: map.revision + 1, now, by: by.name })
    await record(db, request, { verb: 'map.restore', kind: 'map', id: mapId, before: { versionId: kept.versionId }, after: { versionId } })
    return shownMap(await theMap(scope, mapId))
  })
}

async function theVersion(scope: Scope, { mapId, versionId }: ById) {
  const version = await selectVersion(scope, mapId, versionId)
  if (!version) throw new PercorsoError('no_such_version', 'There is no such version of this map.', { status: 404 })
  return version
}

function shownVersion({ createdAt, ...row }: VersionRow): MapVersion {
  return { ...row, createdAt: createdAt.toISOString() }
}
