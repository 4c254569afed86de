import type { MapDocument, MapHead, MapKind, MapMeasures, StoredMap } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { headOf } from './map-head.ts'

/** Where maps are read: `db` sees one workspace. */
export type Scope = { db: Db; workspaceId: number }

type Dated = { createdAt: Date; createdBy: string; changedAt: Date; changedBy: string }
export type MapRow = Omit<StoredMap, keyof Dated> & Dated
export type HeadRow = Omit<MapHead, keyof Dated> & Dated

const DATED = `created_at as "createdAt", created_by as "createdBy", changed_at as "changedAt", changed_by as "changedBy"`
const WHOLE = `map_id as "mapId", revision, document, ${DATED}`
const HEAD = ['name', 'kind', 'persona', 'stages', 'steps', 'measured', 'cells'] as const
const OPEN = `(select count(*)::int from map_comments c where c.workspace_id = m.workspace_id and c.map_id = m.map_id and answers is null and resolved_at is null)`

export type Written = { document: MapDocument; now: Date; by: string }

function headValues(document: MapDocument): unknown[] {
  const head = headOf(document)
  return HEAD.map((field) => head[field])
}

/** Adds a map; undefined if there are so many already. */
export async function insertMap({ db, workspaceId }: Scope, { document, now, by }: Written, most: number): Promise<MapRow | undefined> {
  const { rows } = await db.query<MapRow>(
    `insert into maps (workspace_id, document, created_at, created_by, changed_at, changed_by, ${HEAD.join(', ')})
     select $1, $2, $3, $4, $3, $4, ${HEAD.map((_, place) => `$${place + 6}`).join(', ')}
     where (select count(*) from maps where workspace_id = $1) < $5 returning ${WHOLE}`,
    [workspaceId, JSON.stringify(document), now, by, most, ...headValues(document)],
  )
  return rows[0]
}

export async function selectMap({ db, workspaceId }: Scope, mapId: number): Promise<MapRow | undefined> {
  const { rows } = await db.query<MapRow>(`select ${WHOLE} from maps where workspace_id = $1 and map_id = $2`, [workspaceId, mapId])
  return rows[0]
}

/** The map, which nobody else changes until the end of the transaction. Those who only look at it are not held up. */
export async function lockMap({ db, workspaceId }: Scope, mapId: number): Promise<MapRow | undefined> {
  const { rows } = await db.query<MapRow>(`select ${WHOLE} from maps where workspace_id = $1 and map_id = $2 for no key update`, [
    workspaceId,
    mapId,
  ])
  return rows[0]
}

export async function selectRevision({ db, workspaceId }: Scope, mapId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ revision: number }>('select revision from maps where workspace_id = $1 and map_id = $2', [
    workspaceId,
    mapId,
  ])
  return rows[0]?.revision
}

export async function updateMap(
  { db, workspaceId }: Scope,
  mapId: number,
  { document, revision, now, by }: Written & { revision: number },
): Promise<void> {
  await db.query(
    `update maps set document = $3, revision = $4, changed_at = $5, changed_by = $6, ${HEAD.map((field, place) => `${field} = $${place + 7}`).join(', ')}
     where workspace_id = $1 and map_id = $2`,
    [workspaceId, mapId, JSON.stringify(document), revision, now, by, ...headValues(document)],
  )
}

/** Keeps what facts last said of a map, for those who have a link. */
export async function updateMeasures({ db, workspaceId }: Scope, mapId: number, measures: MapMeasures): Promise<void> {
  await db.query('update maps set measures = $3 where workspace_id = $1 and map_id = $2', [workspaceId, mapId, JSON.stringify(measures)])
}

export async function selectMeasures({ db, workspaceId }: Scope, mapId: number): Promise<MapMeasures | null> {
  const { rows } = await db.query<{ measures: MapMeasures | null }>('select measures from maps where workspace_id = $1 and map_id = $2', [
    workspaceId,
    mapId,
  ])
  return rows[0]?.measures ?? null
}

/** Returns its name; undefined if there is none. */
export async function deleteMap({ db, workspaceId }: Scope, mapId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>('delete from maps where workspace_id = $1 and map_id = $2 returning name', [
    workspaceId,
    mapId,
  ])
  return rows[0]?.name
}

export type MapSearch = {
  search: string | undefined
  kind: MapKind | undefined
  after: { changedAt: string; mapId: number } | undefined
  limit: number
}

/** The ones changed last first. A workspace has so few that they are simply looked through. */
export async function selectHeads({ db, workspaceId }: Scope, { search, kind, after, limit }: MapSearch): Promise<HeadRow[]> {
  const { rows } = await db.query<HeadRow>(
    `select map_id as "mapId", ${HEAD.join(', ')}, ${OPEN} as "openComments", ${DATED} from maps m
     where workspace_id = $1 and ($2::text is null or strpos(lower(name), lower($2)) > 0) and ($3::text is null or kind = $3)
       and ($4::timestamptz is null or (changed_at, map_id) < ($4, $5::int))
     order by changed_at desc, map_id desc limit $6`,
    [workspaceId, search ?? null, kind ?? null, after?.changedAt ?? null, after?.mapId ?? null, limit],
  )
  return rows
}
