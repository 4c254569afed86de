import type { Touchpoint, TouchpointDraft } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'

/** Where the registry is read: `db` sees one workspace. */
export type Scope = { db: Db; workspaceId: number }

type Row = Omit<Touchpoint, 'createdAt' | 'changedAt'> & { createdAt: Date; changedAt: Date }

const COLUMNS = `touchpoint_id as "touchpointId", name, description, channel, physical, stage, sub_stage as "subStage", owner, matches, providers, modules,
  importance, created_at as "createdAt", created_by as "createdBy", changed_at as "changedAt", changed_by as "changedBy"`

/** All touchpoints of a workspace, in the order in which facts are given to them. */
export async function listTouchpoints({ db, workspaceId }: Scope): Promise<Touchpoint[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from touchpoints where workspace_id = $1 order by place, touchpoint_id`, [
    workspaceId,
  ])
  return rows.map(({ createdAt, changedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  }))
}

/** The zone in which the workspace's days begin. */
export async function selectTimeZone({ db, workspaceId }: Scope): Promise<string> {
  const { rows } = await db.query<{ timeZone: string }>('select time_zone as "timeZone" from workspaces where workspace_id = $1', [
    workspaceId,
  ])
  return rows[0]!.timeZone
}

type Written = TouchpointDraft & { now: Date; by: string }

const WRITTEN = ['name', 'description', 'channel', 'physical', 'stage', 'sub_stage', 'owner', 'matches', 'providers', 'modules', 'importance', 'changed_at', 'changed_by'] // prettier-ignore

function valuesOf(written: Written): unknown[] {
  const { name, description, channel, physical, stage, subStage, owner, matches, providers, modules, importance, now, by } = written
  return [name, description, channel, physical, stage, subStage, owner, JSON.stringify(matches), providers, modules, importance, now.toISOString(), by] // prettier-ignore
}

/** Adds one, the last in order. Returns its id; undefined if there is one of that name. */
export async function insertTouchpoint({ db, workspaceId }: Scope, written: Written): Promise<number | undefined> {
  const { rows } = await db.query<{ touchpointId: number }>(
    `insert into touchpoints (workspace_id, ${WRITTEN.join(', ')}, place, created_at, created_by)
     select $1, ${WRITTEN.map((_, place) => `$${place + 2}`).join(', ')}, coalesce(max(place), 0) + 1, $13, $14 from touchpoints where workspace_id = $1
     on conflict (workspace_id, name) do nothing returning touchpoint_id as "touchpointId"`,
    [workspaceId, ...valuesOf(written)],
  )
  return rows[0]?.touchpointId
}

export async function updateTouchpoint({ db, workspaceId }: Scope, touchpointId: number, written: Written): Promise<void> {
  await db.query(
    `update touchpoints set ${WRITTEN.map((column, place) => `${column} = $${place + 3}`).join(', ')} where workspace_id = $1 and touchpoint_id = $2`,
    [workspaceId, touchpointId, ...valuesOf(written)],
  )
}

export async function updatePlaces({ db, workspaceId }: Scope, touchpointIds: number[]): Promise<void> {
  await db.query(
    `update touchpoints t set place = o.place from unnest($2::int[]) with ordinality as o (touchpoint_id, place)
     where t.workspace_id = $1 and t.touchpoint_id = o.touchpoint_id`,
    [workspaceId, touchpointIds],
  )
}

export async function deleteTouchpoint({ db, workspaceId }: Scope, touchpointId: number): Promise<void> {
  await db.query('delete from touchpoints where workspace_id = $1 and touchpoint_id = $2', [workspaceId, touchpointId])
}

/** Until the end of the transaction nobody else changes the registry. */
export async function lockRegistry({ db, workspaceId }: Scope): Promise<void> {
  await db.query('select from touchpoints where workspace_id = $1 order by touchpoint_id for update', [workspaceId])
}
