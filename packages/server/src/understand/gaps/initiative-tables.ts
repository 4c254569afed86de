import type { Initiative, InitiativeDraft, InitiativeState } from '@percorso/contract'
import type { Scope } from './gap-tables.ts'

type Dates = 'startedAt' | 'endedAt' | 'createdAt' | 'changedAt'
/** As it is stored; the rules are made of it when it is shown. */
export type InitiativeRow = Omit<Initiative, Dates | 'treated' | 'untreated'> & {
  startedAt: Date | null
  endedAt: Date | null
  createdAt: Date
  changedAt: Date
}

const COLUMNS = `initiative_id as "initiativeId", name, owner, hypothesis, map_id as "mapId", about, metric, target, due_on::text as "dueOn", state,
  started_at as "startedAt", ended_at as "endedAt", segment_id as "segmentId", control,
  created_at as "createdAt", created_by as "createdBy", changed_at as "changedAt", changed_by as "changedBy"`

const WRITTEN = ['name', 'owner', 'hypothesis', 'map_id', 'about', 'metric', 'target', 'due_on', 'state', 'started_at', 'ended_at', 'segment_id', 'control', 'changed_at', 'changed_by'] // prettier-ignore

type Written = { draft: InitiativeDraft; now: Date; by: string }

function valuesOf({ draft, now, by }: Written): unknown[] {
  const { name, owner, hypothesis, mapId, about, metric, target, dueOn, state, startedAt, endedAt, segmentId, control } = draft
  const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return [name, owner, hypothesis, mapId, asJson(about), asJson(metric), target, dueOn, state, startedAt, endedAt, segmentId, asJson(control), now, by]
} // prettier-ignore

/** Adds one; undefined if there are so many already. */
export async function insertInitiative({ db, workspaceId }: Scope, written: Written, most: number): Promise<InitiativeRow | undefined> {
  const { rows } = await db.query<InitiativeRow>(
    `insert into initiatives (workspace_id, ${WRITTEN.join(', ')}, created_at, created_by)
     select $1, ${WRITTEN.map((_, place) => `$${place + 2}`).join(', ')}, $15, $16 where (select count(*) from initiatives where workspace_id = $1) < $17
     returning ${COLUMNS}`,
    [workspaceId, ...valuesOf(written), most],
  )
  return rows[0]
}

export async function updateInitiative({ db, workspaceId }: Scope, initiativeId: number, written: Written): Promise<InitiativeRow> {
  const { rows } = await db.query<InitiativeRow>(
    `update initiatives set ${WRITTEN.map((column, place) => `${column} = $${place + 3}`).join(', ')}
     where workspace_id = $1 and initiative_id = $2 returning ${COLUMNS}`,
    [workspaceId, initiativeId, ...valuesOf(written)],
  )
  return rows[0]!
}

/** The initiative, which nobody else changes until the end of the transaction; undefined if there is none. */
export async function lockInitiative({ db, workspaceId }: Scope, initiativeId: number): Promise<InitiativeRow | undefined> {
  const { rows } = await db.query<InitiativeRow>(
    `select ${COLUMNS} from initiatives where workspace_id = $1 and initiative_id = $2 for update`,
    [workspaceId, initiativeId],
  )
  return rows[0]
}

export async function selectInitiative({ db, workspaceId }: Scope, initiativeId: number): Promise<InitiativeRow | undefined> {
  const { rows } = await db.query<InitiativeRow>(`select ${COLUMNS} from initiatives where workspace_id = $1 and initiative_id = $2`, [
    workspaceId,
    initiativeId,
  ])
  return rows[0]
}

export async function deleteInitiative({ db, workspaceId }: Scope, initiativeId: number): Promise<void> {
  await db.query('delete from initiatives where workspace_id = $1 and initiative_id = $2', [workspaceId, initiativeId])
}

export type InitiativeSearch = {
  mapId: number | undefined
  state: InitiativeState | undefined
  after: { changedAt: string; initiativeId: number } | undefined
  limit: number
}

/** The ones changed last first. */
export async function selectInitiatives({ db, workspaceId }: Scope, { mapId, state, after, limit }: InitiativeSearch): Promise<InitiativeRow[]> {
  const { rows } = await db.query<InitiativeRow>(
    `select ${COLUMNS} from initiatives where workspace_id = $1 and ($2::int is null or map_id = $2) and ($3::text is null or state = $3)
       and ($4::timestamptz is null or (changed_at, initiative_id) < ($4, $5::int))
     order by changed_at desc, initiative_id desc limit $6`,
    [workspaceId, mapId ?? null, state ?? null, after?.changedAt ?? null, after?.initiativeId ?? null, limit],
  )
  return rows
} // prettier-ignore
