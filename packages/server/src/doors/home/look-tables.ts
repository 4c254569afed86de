import type { Db } from '../../stores/index.ts'

type Who = { db: Db; workspaceId: number; userId: string }
/** Looks at most so far apart are one visit. */
const VISIT = "interval '30 minutes'"

/** When this person's last visit before this one ended (ms); undefined if they never were here. */
export async function lastVisit({ db, workspaceId, userId }: Who): Promise<number | undefined> {
  const { rows } = await db.query<{ since: Date | null }>(
    `select case when looked_at < now() - ${VISIT} then looked_at else before_visit end as since
     from looks where workspace_id = $1 and user_id = $2`,
    [workspaceId, userId],
  )
  return rows[0]?.since?.getTime()
}

/** Notes a look. */
export async function noteLook({ db, workspaceId, userId }: Who): Promise<void> {
  await db.query(
    `insert into looks as l (workspace_id, user_id, looked_at) values ($1, $2, now())
     on conflict (workspace_id, user_id) do update set
       before_visit = case when l.looked_at < now() - ${VISIT} then l.looked_at else l.before_visit end, looked_at = now()`,
    [workspaceId, userId],
  )
}
