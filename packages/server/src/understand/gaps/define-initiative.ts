import type { Initiative, InitiativeDraft, InitiativeState, SegmentRule, SegmentWhere } from '@percorso/contract'
import { PercorsoError } from '../../ground/index.ts'
import type { Clock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { fromCursor, toPage } from '../../record/profiles/index.ts'
import { deleteInitiative, insertInitiative, lockInitiative, selectInitiative, selectInitiatives, updateInitiative } from './initiative-tables.ts' // prettier-ignore
import type { InitiativeRow } from './initiative-tables.ts'

const INITIATIVES_MAX = 1_000

type Changing = { request: WorkspaceRequest; clock: Clock }

export async function createInitiative({ request, clock }: Changing, wish: InitiativeDraft): Promise<Initiative> {
  const { workspaceId, inWorkspace, by } = request
  const now = new Date(clock.now())
  const draft = dated(wish, now)
  return inWorkspace(async (db) => {
    const row = await insertInitiative({ db, workspaceId }, { draft, now, by: by.name }, INITIATIVES_MAX)
    if (!row) throw new PercorsoError('too_many_initiatives', `A workspace has at most ${INITIATIVES_MAX} initiatives.`, { status: 409, hint: 'Delete some.' }) // prettier-ignore
    await record(db, { workspaceId, by }, { verb: 'initiative.create', kind: 'initiative', id: row.initiativeId, after: draft })
    return shownInitiative(row)
  })
}

/** Changes it, begins it or ends it: whoever says nothing of when means now. */
export async function changeInitiative({ request, clock }: Changing, initiativeId: number, wish: InitiativeDraft): Promise<Initiative> {
  const { workspaceId, inWorkspace, by } = request
  const now = new Date(clock.now())
  const draft = dated(wish, now)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = draftOf((await lockInitiative(scope, initiativeId)) ?? noSuchInitiative())
    const row = await updateInitiative(scope, initiativeId, { draft, now, by: by.name })
    const changed = (Object.keys(draft) as (keyof InitiativeDraft)[]).filter((field) => JSON.stringify(draft[field]) !== JSON.stringify(before[field]))
    const part = (of: InitiativeDraft) => Object.fromEntries(changed.map((field) => [field, of[field]]))
    await record(db, { workspaceId, by }, { verb: 'initiative.change', kind: 'initiative', id: initiativeId, before: part(before), after: part(draft) })
    return shownInitiative(row)
  })
} // prettier-ignore

export async function removeInitiative({ workspaceId, inWorkspace, by }: WorkspaceRequest, initiativeId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = draftOf((await lockInitiative(scope, initiativeId)) ?? noSuchInitiative())
    await deleteInitiative(scope, initiativeId)
    await record(db, { workspaceId, by }, { verb: 'initiative.delete', kind: 'initiative', id: initiativeId, before })
  })
}

export async function readInitiative({ workspaceId, inWorkspace }: WorkspaceRequest, initiativeId: number): Promise<Initiative> {
  return shownInitiative((await inWorkspace((db) => selectInitiative({ db, workspaceId }, initiativeId))) ?? noSuchInitiative())
}

type Search = { mapId?: number | undefined; state?: InitiativeState | undefined; cursor?: string | undefined; limit: number }

/** Initiatives, the ones changed last first. */
export async function listInitiatives({ workspaceId, inWorkspace }: WorkspaceRequest, { mapId, state, cursor, limit }: Search) {
  const place = fromCursor<[string, number]>(cursor, ['string', 'number'])
  const after = place && { changedAt: place[0], initiativeId: place[1] }
  const rows = await inWorkspace((db) => selectInitiatives({ db, workspaceId }, { mapId, state, after, limit: limit + 1 }))
  const { items, next } = toPage(rows, limit, ({ changedAt, initiativeId }) => [changedAt.toISOString(), initiativeId])
  return { items: items.map(shownInitiative), next }
}

function noSuchInitiative(): never {
  throw new PercorsoError('no_such_initiative', 'There is no such initiative.', { status: 404, hint: 'Somebody may have deleted it.' })
}

/** Nothing that is planned has begun, and nothing that runs has ended. */
function dated(draft: InitiativeDraft, now: Date): InitiativeDraft {
  const { state, startedAt, endedAt } = draft
  if (state === 'planned') return { ...draft, startedAt: null, endedAt: null }
  const began = startedAt ?? now.toISOString()
  return { ...draft, startedAt: began, endedAt: state === 'running' ? null : (endedAt ?? now.toISOString()) }
}

function draftOf({ initiativeId: _, createdAt: _at, createdBy: _by, changedAt: _changed, changedBy: _who, startedAt, endedAt, ...row }: InitiativeRow): InitiativeDraft {
  return { ...row, startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null }
} // prettier-ignore

function shownInitiative(row: InitiativeRow): Initiative {
  const { createdAt, changedAt, startedAt, endedAt, ...rest } = row
  const dates = {
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  }
  return { ...rest, ...dates, ...rulesOf(row) }
}

/** By what an initiative draws its people: another one draws others. */
export const saltOf = (initiativeId: number) => `initiative ${initiativeId}`

/** The same people as the measurement means, for segments and flows to aim at. */
function rulesOf({ initiativeId, segmentId, control }: InitiativeRow): { treated: SegmentRule | null; untreated: SegmentRule | null } {
  const audience: SegmentWhere[] = segmentId === null ? [] : [{ segment: segmentId }]
  const rule = (parts: SegmentWhere[]): SegmentRule | null => {
    const [first] = parts
    return first ? { version: 1, where: parts.length === 1 ? first : { all: parts } } : null
  }
  if (control.kind === 'before') return { treated: rule(audience), untreated: null }
  if (control.kind === 'segment') return { treated: rule(audience), untreated: rule([{ segment: control.segmentId }]) }
  const drawn = (from: number, to: number) => rule([...audience, { bucket: saltOf(initiativeId), from, to }])
  return { treated: drawn(control.percent, 100), untreated: drawn(0, control.percent) }
}
