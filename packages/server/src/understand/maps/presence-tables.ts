import type { MapPresence } from '@percorso/contract'
import type { Scope } from './map-tables.ts'

const PRESENT_MS = 15_000

type Row = Omit<MapPresence, 'seenAt'> & { seenAt: Date }
type Seen = { mapId: number; now: number; userId: string }

/** Notes that somebody looks at a map, and forgets those who have not done so for a while. Rows that another such statement has in hand are left to it. */
export async function notePresence(
  { db, workspaceId }: Scope,
  { mapId, now, userId, name, place }: Seen & { name: string; place: string | null },
): Promise<void> {
  await db.query(
    `with gone as (
       select user_id from map_presence where workspace_id = $1 and map_id = $2 and user_id <> $3 and seen_at < $6 for update skip locked
     ), forgotten as (
       delete from map_presence p using gone where p.workspace_id = $1 and p.map_id = $2 and p.user_id = gone.user_id
     )
     insert into map_presence (workspace_id, map_id, user_id, name, place, seen_at) values ($1, $2, $3, $4, $5, $7)
     on conflict (workspace_id, map_id, user_id) do update set name = excluded.name, place = excluded.place, seen_at = excluded.seen_at`,
    [workspaceId, mapId, userId, name, place, new Date(now - PRESENT_MS), new Date(now)],
  )
}

/** Who else looks at a map now. */
export async function selectPresent({ db, workspaceId }: Scope, { mapId, now, userId }: Seen): Promise<MapPresence[]> {
  const { rows } = await db.query<Row>(
    `select user_id as "userId", name, place, seen_at as "seenAt" from map_presence
     where workspace_id = $1 and map_id = $2 and user_id <> $3 and seen_at >= $4 order by name, user_id`,
    [workspaceId, mapId, userId, new Date(now - PRESENT_MS)],
  )
  return rows.map(({ seenAt, ...row }) => ({ ...row, seenAt: seenAt.toISOString() }))
}
