import type { ErasureState, PrivacyKind, PrivacyStatus } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import type { Actor } from '../access/index.ts'

type Scope = { db: Db; workspaceId: number }

export type RequestRow = {
  requestId: number
  kind: PrivacyKind
  status: PrivacyStatus
  profileId: string | null
  mark: Buffer | null
  note: string
  handledBy: string | null
  receivedAt: Date
  dueAt: Date
  closedAt: Date | null
  erasure: ErasureState | null
  removed: Record<string, number> | null
  erasedAt: Date | null
  cleanedAt: Date | null
}

const columns = `request_id as "requestId", kind, status, profile_id as "profileId", mark, note, handled_by as "handledBy",
  received_at as "receivedAt", due_at as "dueAt", closed_at as "closedAt", erasure, removed, erased_at as "erasedAt", cleaned_at as "cleanedAt"`
const one = 'workspace_id = $1 and request_id = $2'
/** Open ones by deadline, then closed ones, the latest first. */
const place = `case when status = 'open' then extract(epoch from due_at) else 1e12 - extract(epoch from closed_at) end::float8`

export type NewRequest = {
  kind: PrivacyKind
  profileId: string | null
  note: string
  receivedAt: string | null
  dueAt: string | null
  handledBy: string | null
}

export async function insertRequest({ db, workspaceId }: Scope, row: NewRequest): Promise<RequestRow> {
  const { rows } = await db.query<RequestRow>(
    `insert into privacy_requests (workspace_id, kind, profile_id, note, received_at, due_at, handled_by)
     select $1, $2, $3, $4, received, coalesce($6::timestamptz, received + interval '1 month'), $7
     from coalesce($5::timestamptz, date_trunc('milliseconds', now())) as received returning ${columns}`,
    [workspaceId, row.kind, row.profileId, row.note, row.receivedAt, row.dueAt, row.handledBy],
  )
  return rows[0]!
}

export async function selectRequest({ db, workspaceId }: Scope, requestId: number): Promise<RequestRow | undefined> {
  const { rows } = await db.query<RequestRow>(`select ${columns} from privacy_requests where ${one} for update`, [workspaceId, requestId])
  return rows[0]
}

export type RequestPage = { status: PrivacyStatus | undefined; after: [place: number, requestId: number] | undefined; limit: number }

export async function selectRequests(
  { db, workspaceId }: Scope,
  { status, after, limit }: RequestPage,
): Promise<(RequestRow & { place: number })[]> {
  const { rows } = await db.query<RequestRow & { place: number }>(
    `select * from (select ${columns}, ${place} as place from privacy_requests where workspace_id = $1 and ($2::text is null or status = $2)) as r
     where $3::float8 is null or (place, "requestId") > ($3::float8, $4::int) order by place, "requestId" limit $5`,
    [workspaceId, status ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return rows
}

export type RequestChange = {
  status?: PrivacyStatus | undefined
  note?: string | undefined
  handledBy?: string | null | undefined
  dueAt?: string | undefined
}

export async function updateRequest({ db, workspaceId }: Scope, requestId: number, change: RequestChange): Promise<RequestRow | undefined> {
  const { rows } = await db.query<RequestRow>(
    `update privacy_requests set status = coalesce($3, status), note = coalesce($4, note), handled_by = case when $5 then $6 else handled_by end,
       due_at = coalesce($7, due_at), closed_at = case when coalesce($3, status) = 'open' then null else coalesce(closed_at, now()) end
     where ${one} returning ${columns}`,
    [
      workspaceId,
      requestId,
      change.status ?? null,
      change.note ?? null,
      change.handledBy !== undefined,
      change.handledBy ?? null,
      change.dueAt ?? null,
    ],
  )
  return rows[0]
}

/** Orders what a request asks for. */
export async function orderErasure(
  { db, workspaceId }: Scope,
  requestId: number,
  order: { profileId: string; by: Actor },
): Promise<RequestRow> {
  const { rows } = await db.query<RequestRow>(
    `update privacy_requests set erasure = 'ordered', profile_id = $3, ordered_by = $4 where ${one} returning ${columns}`,
    [workspaceId, requestId, order.profileId, JSON.stringify(order.by)],
  )
  return rows[0]!
}

/** The erasure of a profile that is under way already, if there is one. */
export async function selectOrdered({ db, workspaceId }: Scope, profileId: string): Promise<RequestRow | undefined> {
  const { rows } = await db.query<RequestRow>(
    `select ${columns} from privacy_requests where workspace_id = $1 and profile_id = $2 and erasure is not null limit 1`,
    [workspaceId, profileId],
  )
  return rows[0]
}

export type Overview = {
  open: number
  overdue: number
  underWay: number
  toClean: number
  cleanedAt: Date | null
  mayReturn: boolean
  sampleSince: Date | null
}

export async function selectOverview({ db, workspaceId }: Scope): Promise<Omit<Overview, 'cleanedAt'>> {
  const { rows } = await db.query<Omit<Overview, 'cleanedAt'>>(
    `select (select count(*) from privacy_requests where workspace_id = $1 and status = 'open') as open,
       (select count(*) from privacy_requests where workspace_id = $1 and status = 'open' and due_at < now()) as overdue,
       (select count(*) from privacy_requests where workspace_id = $1 and erasure in ('ordered', 'erasing')) as "underWay",
       (select count(*) from privacy_requests where workspace_id = $1 and erasure in ('erased', 'cleaning')) as "toClean",
       erased_may_return as "mayReturn", sample_since as "sampleSince"
     from workspaces where workspace_id = $1`,
    [workspaceId],
  )
  return rows[0]!
}

export async function updateMayReturn({ db, workspaceId }: Scope, mayReturn: boolean): Promise<void> {
  await db.query('update workspaces set erased_may_return = $2 where workspace_id = $1', [workspaceId, mayReturn])
}

/** Takes the mark off a workspace of sample data; false if it has none. Everybody's memory of its people ends here. */
export async function endSample({ db, workspaceId }: Scope): Promise<boolean> {
  const { rowCount } = await db.query(
    'update workspaces set sample_since = null, sample_world = null, erasures = erasures + 1 where workspace_id = $1 and sample_since is not null',
    [workspaceId],
  )
  return rowCount === 1
}

export async function deletePrivacy(db: Db, workspaceId: number): Promise<void> {
  for (const table of ['privacy_requests', 'tombstones']) await db.query(`delete from ${table} where workspace_id = $1`, [workspaceId])
}

/** Everything that was asked by or for a person. */
export async function selectRequestsOf({ db, workspaceId }: Scope, ids: string[]): Promise<RequestRow[]> {
  const { rows } = await db.query<RequestRow>(
    `select ${columns} from privacy_requests where workspace_id = $1 and profile_id = any($2::uuid[]) order by request_id`,
    [workspaceId, ids],
  )
  return rows
}
