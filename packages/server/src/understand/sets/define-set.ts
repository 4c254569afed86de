import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { keepChunksOut } from '../../record/collect/index.ts'
import { lockStates, mustBeUnused } from '../following/index.ts'
import type { Scope } from '../following/index.ts'
import { deleteSet, hasName, insertSet, selectSet, updateSet } from './set-tables.ts'
import type { SetRow } from './set-tables.ts'

export type Definition = { name: string; description: string }
export type Change = { name?: string | undefined; description?: string | undefined }

/** Makes an empty set. Returns its id. */
export async function createSet({ workspaceId, inWorkspace, by }: WorkspaceRequest, definition: Definition): Promise<number> {
  return inWorkspace(async (db) => {
    const setId = await insertSet({ db, workspaceId }, { ...definition, now: new Date(systemClock.now()), by: by.name })
    if (setId === undefined) throw nameTaken(definition.name)
    await record(db, { workspaceId, by }, { verb: 'set.create', kind: 'set', id: setId, after: definition })
    return setId
  })
}

/** Changes what a set is called. Rules name it by its number and do not notice. */
export async function changeSet({ workspaceId, inWorkspace, by }: WorkspaceRequest, setId: number, change: Change): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const before = await theSet(scope, setId)
    const after = { name: change.name ?? before.name, description: change.description ?? before.description }
    if (await hasName(scope, after.name, setId)) throw nameTaken(after.name)
    await updateSet(scope, { setId, ...after, now: new Date(systemClock.now()), by: by.name })
    await record(db, { workspaceId, by }, { verb: 'set.change', kind: 'set', id: setId, before: shown(before), after })
  })
}

/** Deletes a set, unless a rule names it. So nobody enters or leaves anything because of that. */
export async function removeSet({ workspaceId, inWorkspace, by }: WorkspaceRequest, setId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId) // as those who make rules do: nobody names it meanwhile
    await lockStates(scope)
    const before = await theSet(scope, setId)
    await mustBeUnused(scope, { kind: 'set', id: setId })
    await deleteSet(scope, setId)
    await record(db, { workspaceId, by }, { verb: 'set.delete', kind: 'set', id: setId, before: { ...shown(before), size: before.size } })
  })
}

export async function theSet(scope: Scope, setId: number): Promise<SetRow> {
  const set = await selectSet(scope, setId)
  if (!set) throw new PercorsoError('no_such_set', 'There is no such set.', { status: 404 })
  return set
}

function shown({ name, description }: SetRow): Definition {
  return { name, description }
}

function nameTaken(name: string): PercorsoError {
  return new PercorsoError('name_taken', `There is a set named “${name}” already.`, { status: 409, hint: 'Choose another name.' })
}
