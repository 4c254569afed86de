import type { ComputedTrait, TraitFormula } from '@percorso/contract'
import { typeOfFormula } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { keepChunksOut } from '../../record/collect/index.ts'
import { follow, forgetUnused, leaveFills, mustBeSound, mustBeUnused, readStandings, renewFollowing } from '../following/index.ts'
import type { Scope } from '../following/index.ts'
import { deleteTrait, insertTrait, selectTrait, selectTraits, updateTrait } from './trait-tables.ts'
import type { TraitRow } from './trait-tables.ts'

/** All computed traits, by name. */
export async function listTraits({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<ComputedTrait[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const show = await readStandings(scope)
    return (await selectTraits(scope)).map((row) => ({
      ...show('trait', row.traitId, row),
      type: typeOfFormula(row.formula),
      state: row.state === 'live' ? ('live' as const) : ('filling' as const),
    }))
  })
}

/** One computed trait. */
export async function readTrait(request: WorkspaceRequest, traitId: number): Promise<ComputedTrait> {
  const found = (await listTraits(request)).find((trait) => trait.traitId === traitId)
  if (!found) throw noSuchTrait()
  return found
}

type Definition = { key: string; description: string; formula: TraitFormula }

/** Makes a computed trait. It fills from what has been, then lives. Returns its id. */
export async function createTrait({ workspaceId, inWorkspace, by }: WorkspaceRequest, definition: Definition): Promise<number> {
  const { key, formula } = definition
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId) // and other definitions: two at once could ask for each other
    await mustBeSound(scope, { kind: 'trait', key, what: formula })
    const traitId = await insertTrait(scope, { ...definition, now: new Date(systemClock.now()), by: by.name })
    await follow(scope, { kind: 'trait', id: traitId, key, what: formula })
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'trait.create', kind: 'computed trait', id: traitId, after: definition })
    return traitId
  })
}

type Change = { description?: string | undefined; formula?: TraitFormula | undefined }

/** Changes it; another formula fills anew. */
export async function changeTrait({ workspaceId, inWorkspace, by }: WorkspaceRequest, traitId: number, change: Change): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const before = await theTrait(scope, traitId)
    const { description = before.description, formula = before.formula } = change
    const isNew = JSON.stringify(formula) !== JSON.stringify(before.formula)
    const draft = { kind: 'trait' as const, id: traitId, key: before.key, what: formula }
    if (isNew) await mustBeSound(scope, draft)
    const state = isNew ? ('filling' as const) : before.state
    await updateTrait(scope, { traitId, description, formula, state, now: new Date(systemClock.now()), by: by.name })
    if (isNew) {
      await leaveFills(scope, draft)
      await follow(scope, draft)
    }
    await forgetUnused(scope)
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'trait.change', kind: 'computed trait', id: traitId, before: { description: before.description, formula: before.formula }, after: { description, formula } }) // prettier-ignore
  })
}

/** Deletes it, and what it came to, unless something asks for it. */
export async function removeTrait({ workspaceId, inWorkspace, by }: WorkspaceRequest, traitId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const { key, description, formula } = await theTrait(scope, traitId)
    await mustBeUnused(scope, { kind: 'trait', id: traitId })
    await deleteTrait(scope, traitId)
    await leaveFills(scope, { kind: 'trait', id: traitId })
    await forgetUnused(scope)
    await renewFollowing(scope)
    await record(
      db,
      { workspaceId, by },
      { verb: 'trait.delete', kind: 'computed trait', id: traitId, before: { key, description, formula } },
    )
  })
}

async function theTrait(scope: Scope, traitId: number): Promise<TraitRow> {
  const trait = await selectTrait(scope, traitId)
  if (!trait) throw noSuchTrait()
  return trait
}

function noSuchTrait(): PercorsoError {
  return new PercorsoError('no_such_trait', 'There is no such computed trait.', { status: 404 })
}
