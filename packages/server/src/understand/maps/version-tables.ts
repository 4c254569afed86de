import type { MapDocument, MapVersion } from '@percorso/contract'
import type { MapRow, Scope } from './map-tables.ts'

export type VersionRow = Omit<MapVersion, 'createdAt'> & { createdAt: Date }

const SHOWN = 'version_id as "versionId", name, revision, created_at as "createdAt", created_by as "createdBy"'

/** Keeps a map as it is. */
export async function insertVersion(
  { db, workspaceId }: Scope,
  { mapId, revision, document }: Pick<MapRow, 'mapId' | 'revision' | 'document'>,
  { name, now, by }: { name: string; now: Date; by: string },
): Promise<VersionRow> {
  const { rows } = await db.query<VersionRow>(
    `insert into map_versions (workspace_id, map_id, name, revision, document, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7) returning ${SHOWN}`,
    [workspaceId, mapId, name, revision, JSON.stringify(document), now, by],
  )
  return rows[0]!
}

/** The latest first. */
export async function selectVersions(
  { db, workspaceId }: Scope,
  { mapId, before, limit }: { mapId: number; before: number | undefined; limit: number },
): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `select ${SHOWN} from map_versions where workspace_id = $1 and map_id = $2 and ($3::int is null or version_id < $3) order by version_id desc limit $4`,
    [workspaceId, mapId, before ?? null, limit],
  )
  return rows
}

export async function selectVersion(
  { db, workspaceId }: Scope,
  mapId: number,
  versionId: number,
): Promise<(VersionRow & { document: MapDocument }) | undefined> {
  const { rows } = await db.query<VersionRow & { document: MapDocument }>(
    `select ${SHOWN}, document from map_versions where workspace_id = $1 and map_id = $2 and version_id = $3`,
    [workspaceId, mapId, versionId],
  )
  return rows[0]
}
