import type { Db } from '../../stores/index.ts'

export type SessionRow = {
  sessionId: string
  network: string | null
  userAgent: string | null
  createdAt: Date
  lastSeen: Date
  expiresAt: Date
}

export async function updateCurrent(db: Db, sessionId: string, workspaceId: number): Promise<void> {
  await db.query('update auth_sessions set in_workspace = $2 where id = $1', [sessionId, workspaceId])
}

export async function touchSession(db: Db, sessionId: string): Promise<void> {
  await db.query(`update auth_sessions set last_seen = now() where id = $1 and last_seen < now() - interval '1 minute'`, [sessionId])
}

export async function selectSessions(db: Db, userId: string): Promise<SessionRow[]> {
  const { rows } = await db.query<SessionRow>(
    `select id as "sessionId", ip_address as network, user_agent as "userAgent", created_at as "createdAt", last_seen as "lastSeen",
       expires_at as "expiresAt"
     from auth_sessions where user_id = $1 and expires_at > now() order by last_seen desc, id`,
    [userId],
  )
  return rows
}

/** Ends one session of somebody, or with `except` all but that one. Returns how many. */
export async function deleteSessions(db: Db, userId: string, which: { only: string } | { except: string }): Promise<number> {
  const { rowCount } =
    'only' in which
      ? await db.query('delete from auth_sessions where user_id = $1 and id = $2', [userId, which.only])
      : await db.query('delete from auth_sessions where user_id = $1 and id <> $2', [userId, which.except])
  return rowCount ?? 0
}
