import { touchpointLimits } from '@percorso/contract'
import type { FactMatch, Touchpoint, TouchpointDraft } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { compileStream } from '../rules/index.ts'
import { deleteTouchpoint, insertTouchpoint, listTouchpoints, lockRegistry, updatePlaces, updateTouchpoint } from './touchpoint-tables.ts'
import type { Scope } from './touchpoint-tables.ts'

type Fields = keyof TouchpointDraft
export type Change = { [Field in Fields]?: TouchpointDraft[Field] | undefined }

/** Adds a touchpoint, the last in order. Returns its id. */
export async function createTouchpoint({ workspaceId, inWorkspace, by }: WorkspaceRequest, draft: TouchpointDraft): Promise<number> {
  mustBeReadable(draft.matches)
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await lockRegistry(scope)
    const { length } = await listTouchpoints(scope)
    if (length >= touchpointLimits.touchpoints) throw new PercorsoError('too_many_touchpoints', `A workspace has at most ${touchpointLimits.touchpoints} touchpoints.`, { status: 409, hint: 'Delete some, or put several into one.' }) // prettier-ignore
    const touchpointId = await insertTouchpoint(scope, { ...draft, now: new Date(systemClock.now()), by: by.name })
    if (touchpointId === undefined) throw nameTaken(draft.name)
    await record(db, { workspaceId, by }, { verb: 'touchpoint.create', kind: 'touchpoint', id: touchpointId, after: draft })
    return touchpointId
  })
}

/** Changes it. Other matches take effect on all history at once: the mapping is asked when facts are read. */
export async function changeTouchpoint(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  touchpointId: number,
  change: Change,
): Promise<void> {
  if (change.matches) mustBeReadable(change.matches)
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await lockRegistry(scope)
    const all = await listTouchpoints(scope)
    const before = theOne(all, touchpointId)
    const changed = Object.entries(change).filter(([, value]) => value !== undefined) as [Fields, unknown][]
    const after: TouchpointDraft = { ...before, ...Object.fromEntries(changed) }
    if (all.some((other) => other.name === after.name && other.touchpointId !== touchpointId)) throw nameTaken(after.name)
    await updateTouchpoint(scope, touchpointId, { ...after, now: new Date(systemClock.now()), by: by.name })
    const was = Object.fromEntries(changed.map(([field]) => [field, before[field]]))
    await record(db, { workspaceId, by }, { verb: 'touchpoint.change', kind: 'touchpoint', id: touchpointId, before: was, after: Object.fromEntries(changed) }) // prettier-ignore
  })
}

/** Puts all touchpoints into this order: a fact belongs to the first that means it. */
export async function orderTouchpoints({ workspaceId, inWorkspace, by }: WorkspaceRequest, touchpointIds: number[]): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await lockRegistry(scope)
    const before = (await listTouchpoints(scope)).map((touchpoint) => touchpoint.touchpointId)
    const isWhole = touchpointIds.length === before.length && before.every((id) => touchpointIds.includes(id))
    if (!isWhole) throw new PercorsoError('not_this_registry', 'An order names each touchpoint once.', { status: 409, hint: 'Somebody may have added or deleted one: read the list again.' }) // prettier-ignore
    await updatePlaces(scope, touchpointIds)
    await record(db, { workspaceId, by }, { verb: 'touchpoint.order', kind: 'touchpoint', id: 'all', before, after: touchpointIds })
  })
}

/** Deletes it. Its facts stay, and belong to the next touchpoint that means them. */
export async function removeTouchpoint({ workspaceId, inWorkspace, by }: WorkspaceRequest, touchpointId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = await readTouchpoint(scope, touchpointId)
    await deleteTouchpoint(scope, touchpointId)
    await record(db, { workspaceId, by }, { verb: 'touchpoint.delete', kind: 'touchpoint', id: touchpointId, before })
  })
}

/** One touchpoint. */
export async function readTouchpoint(scope: Scope, touchpointId: number): Promise<Touchpoint> {
  return theOne(await listTouchpoints(scope), touchpointId)
}

/** The one of these touchpoints that has this id. */
export function theOne(all: Touchpoint[], touchpointId: number): Touchpoint {
  const found = all.find((touchpoint) => touchpoint.touchpointId === touchpointId)
  if (!found) throw new PercorsoError('no_such_touchpoint', 'There is no such touchpoint.', { status: 404 })
  return found
}

/** What cannot be read would fail in every question about any touchpoint. */
export function mustBeReadable(matches: FactMatch[]): void {
  try {
    for (const match of matches) compileStream({ match, kind: 'time' }, 'UTC')
  } catch (error) {
    throw new PercorsoError('bad_rule', `This match cannot be understood: ${(error as Error).message}`, { status: 422 })
  }
}

function nameTaken(name: string): PercorsoError {
  return new PercorsoError('name_taken', `There is a touchpoint named “${name}” already.`, { status: 409, hint: 'Choose another name.' })
}
