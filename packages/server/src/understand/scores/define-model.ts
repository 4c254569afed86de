import type { ScoreModel, StoredModel } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { keepChunksOut } from '../../record/collect/index.ts'
import {
  follow,
  forgetUnused,
  haveSource,
  leaveFills,
  mustBeSound,
  mustBeUnused,
  readStandings,
  renewFollowing,
} from '../following/index.ts'
import type { Scope } from '../following/index.ts'
import { deleteModel, hasModelName, insertModel, selectModel, selectModels, updateModel } from './model-tables.ts'
import type { ModelRow } from './model-tables.ts'

/** All score models, by name. */
export async function listModels({ workspaceId, inWorkspace }: WorkspaceRequest): Promise<StoredModel[]> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    const show = await readStandings(scope)
    return (await selectModels(scope)).map((row) => ({
      ...show('model', row.modelId, row),
      state: row.state === 'live' ? ('live' as const) : ('filling' as const),
    }))
  })
}

/** One score model. */
export async function readModel(request: WorkspaceRequest, modelId: number): Promise<StoredModel> {
  const found = (await listModels(request)).find((model) => model.modelId === modelId)
  if (!found) throw noSuchModel()
  return found
}

type Definition = { key: string; name: string; description: string; model: ScoreModel }

/** Makes a score model. It scores everybody by what has been, then lives. Returns its id. */
export async function createModel({ workspaceId, inWorkspace, by }: WorkspaceRequest, definition: Definition): Promise<number> {
  const { key, name, model } = definition
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId) // and other definitions: two at once could ask for each other
    await mustBeSound(scope, { kind: 'model', key, what: model })
    if (await hasModelName(scope, name, 0)) throw nameTaken(name)
    await haveSource(scope)
    const modelId = await insertModel(scope, { ...definition, now: new Date(systemClock.now()), by: by.name })
    await follow(scope, { kind: 'model', id: modelId, key, what: model })
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'score.create', kind: 'score model', id: modelId, after: definition })
    return modelId
  })
}

type Change = { name?: string | undefined; description?: string | undefined; model?: ScoreModel | undefined }

/** Changes it. Another model is another version, and scores everybody anew; nobody is told of who moves from stage to stage because of that. */
export async function changeModel({ workspaceId, inWorkspace, by }: WorkspaceRequest, modelId: number, change: Change): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const before = await theModel(scope, modelId)
    const { name = before.name, description = before.description, model = before.model } = change
    if (await hasModelName(scope, name, modelId)) throw nameTaken(name)
    const isNew = JSON.stringify(model) !== JSON.stringify(before.model)
    const draft = { kind: 'model' as const, id: modelId, key: before.key, what: model }
    if (isNew) await mustBeSound(scope, draft)
    const [version, state] = isNew ? [before.version + 1, 'filling' as const] : [before.version, before.state]
    await updateModel(scope, { modelId, name, description, model, version, state, now: new Date(systemClock.now()), by: by.name })
    if (isNew) {
      await leaveFills(scope, draft)
      await follow(scope, draft)
    }
    await forgetUnused(scope)
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'score.change', kind: 'score model', id: modelId, before: audited(before), after: { name, description, model } }) // prettier-ignore
  })
}

/** Deletes it, and all scores by it, unless something asks for its traits. */
export async function removeModel({ workspaceId, inWorkspace, by }: WorkspaceRequest, modelId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const before = await theModel(scope, modelId)
    await mustBeUnused(scope, { kind: 'model', id: modelId })
    await deleteModel(scope, modelId)
    await leaveFills(scope, { kind: 'model', id: modelId })
    await forgetUnused(scope)
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'score.delete', kind: 'score model', id: modelId, before: audited(before) })
  })
}

/** A stored model. */
export async function theModel(scope: Scope, modelId: number): Promise<ModelRow> {
  const model = await selectModel(scope, modelId)
  if (!model) throw noSuchModel()
  return model
}

function audited({ name, description, model }: ModelRow): object {
  return { name, description, model }
}

function noSuchModel(): PercorsoError {
  return new PercorsoError('no_such_model', 'There is no such score model.', { status: 404 })
}

function nameTaken(name: string): PercorsoError {
  return new PercorsoError('name_taken', `There is a score model named “${name}” already.`, { status: 409, hint: 'Choose another name.' })
}
