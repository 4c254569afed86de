import type { MapDocument, MapMeasures, MapShare } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import type { Scope } from './map-tables.ts'

type Moments = 'createdAt' | 'expiresAt' | 'revokedAt' | 'lastUsedAt'
export type ShareRow = Omit<MapShare, Moments> & { createdAt: Date; expiresAt: Date; revokedAt: Date | null; lastUsedAt: Date | null }

const SHOWN = `share_id as "shareId", created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt"`

export async function insertShare(
  { db, workspaceId }: Scope,
  { mapId, hash, now, by, expiresAt }: { mapId: number; hash: Buffer; now: Date; by: string; expiresAt: Date },
): Promise<ShareRow> {
  const { rows } = await db.query<ShareRow>(
    `insert into map_shares (workspace_id, map_id, token_hash, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6) returning ${SHOWN}`,
    [workspaceId, mapId, hash, now, by, expiresAt],
  )
  return rows[0]!
}

/** The latest first. */
export async function selectShares({ db, workspaceId }: Scope, mapId: number): Promise<ShareRow[]> {
  const { rows } = await db.query<ShareRow>(
    `select ${SHOWN} from map_shares where workspace_id = $1 and map_id = $2 order by share_id desc`,
    [workspaceId, mapId],
  )
  return rows
}

/** Whether there was a link to revoke. One that was revoked before stays as it is. */
export async function revokeShareRow(
  { db, workspaceId }: Scope,
  { mapId, shareId, now }: { mapId: number; shareId: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update map_shares set revoked_at = $4 where workspace_id = $1 and map_id = $2 and share_id = $3 and revoked_at is null',
    [workspaceId, mapId, shareId, now],
  )
  return rowCount === 1
}

export type SharedRow = { workspaceId: number; expiresAt: Date; document: MapDocument; measures: MapMeasures | null }

/** The map that a link leads to, noting that it was used; system role. */
export async function useShare(db: Db, hash: Buffer, now: Date): Promise<SharedRow | undefined> {
  const { rows } = await db.query<SharedRow>(
    `update map_shares s set last_used_at = $2 from maps m
     where token_hash = $1 and revoked_at is null and expires_at > $2 and m.workspace_id = s.workspace_id and m.map_id = s.map_id
     returning s.workspace_id as "workspaceId", expires_at as "expiresAt", document, measures`,
    [hash, now],
  )
  return rows[0]
}
