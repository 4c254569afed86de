import type { SegmentRule } from '@percorso/contract'
import type { Scope, StoredState } from '../following/index.ts'

export type SegmentRow = {
  segmentId: number
  name: string
  description: string
  rule: SegmentRule
  version: number
  state: StoredState
  size: number
  createdAt: Date
  createdBy: string
  changedAt: Date
  changedBy: string
}

const COLUMNS = `segment_id as "segmentId", name, description, rule, version, state, created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", changed_by as "changedBy",
  coalesce((select sum(change) from segment_sizes z where z.workspace_id = s.workspace_id and z.segment_id = s.segment_id), 0)::int as size`

export async function selectSegments({ db, workspaceId }: Scope): Promise<SegmentRow[]> {
  const { rows } = await db.query<SegmentRow>(
    `select ${COLUMNS} from segments s where workspace_id = $1 order by lower(name), segment_id`,
    [workspaceId],
  )
  return rows
}

export async function selectSegment({ db, workspaceId }: Scope, segmentId: number): Promise<SegmentRow | undefined> {
  const { rows } = await db.query<SegmentRow>(`select ${COLUMNS} from segments s where workspace_id = $1 and segment_id = $2`, [
    workspaceId,
    segmentId,
  ])
  return rows[0]
}

export type Draft = { name: string; description: string; rule: SegmentRule; state: StoredState; now: Date; by: string }

/** Returns its id; undefined if there is one of that name. */
export async function insertSegment(
  { db, workspaceId }: Scope,
  { name, description, rule, state, now, by }: Draft,
): Promise<number | undefined> {
  const { rows } = await db.query<{ segmentId: number }>(
    `insert into segments (workspace_id, name, description, rule, state, created_at, created_by, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $6, $7) on conflict (workspace_id, name) do nothing returning segment_id as "segmentId"`,
    [workspaceId, name, description, JSON.stringify(rule), state, now.toISOString(), by],
  )
  return rows[0]?.segmentId
}

export async function updateSegment({ db, workspaceId }: Scope, segment: Draft & { segmentId: number; version: number }): Promise<void> {
  const { segmentId, name, description, rule, version, state, now, by } = segment
  await db.query(
    `update segments set name = $3, description = $4, rule = $5, version = $6, state = $7, changed_at = $8, changed_by = $9
     where workspace_id = $1 and segment_id = $2`,
    [workspaceId, segmentId, name, description, JSON.stringify(rule), version, state, now.toISOString(), by],
  )
}

/** Whether another segment has this name. */
export async function hasName({ db, workspaceId }: Scope, name: string, besides: number): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from segments where workspace_id = $1 and name = $2 and segment_id <> $3', [
    workspaceId,
    name,
    besides,
  ])
  return rowCount === 1
}

export async function deleteSegment({ db, workspaceId }: Scope, segmentId: number): Promise<void> {
  for (const table of ['segment_members', 'segment_choices', 'segment_sizes', 'segments']) {
    await db.query(`delete from ${table} where workspace_id = $1 and segment_id = $2`, [workspaceId, segmentId])
  }
  await db.query(`update rule_states set members = array_remove(members, $2) where workspace_id = $1 and members @> array[$2::int]`, [
    workspaceId,
    segmentId,
  ])
}

type Version = { version: number; rule: SegmentRule; since: Date; by: string }

export async function insertVersion(
  { db, workspaceId }: Scope,
  { segmentId, version, rule, since, by }: Version & { segmentId: number },
): Promise<void> {
  await db.query('insert into segment_versions (workspace_id, segment_id, version, rule, since, by) values ($1, $2, $3, $4, $5, $6)', [
    workspaceId,
    segmentId,
    version,
    JSON.stringify(rule),
    since.toISOString(),
    by,
  ])
}

export async function selectVersions({ db, workspaceId }: Scope, segmentId: number): Promise<Version[]> {
  const { rows } = await db.query<Version>(
    'select version, rule, since, by from segment_versions where workspace_id = $1 and segment_id = $2 order by version desc',
    [workspaceId, segmentId],
  )
  return rows
}
