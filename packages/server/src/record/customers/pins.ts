import type { pin } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import type { WorkspaceRequest } from '../access/index.ts'
import { identifierIdsOf, selectFacts, toStoredFact } from '../profiles/index.ts'
import { deletePin, insertPin, selectPins } from './tables.ts'

export type Pin = z.infer<typeof pin>
export type PinInput = { profileId: string; messageId: string }

const PINS_MAX = 50

/** The facts of a person that somebody pinned, latest pinned first. */
export async function listPins({ workspaceId, inWorkspace }: WorkspaceRequest, warehouse: Warehouse, profileId: string): Promise<Pin[]> {
  const { identifierIds, pins } = await inWorkspace(async (db) => {
    const ids = await identifierIdsOf({ db, workspaceId }, profileId)
    return { identifierIds: ids, pins: await selectPins({ db, workspaceId }, ids, PINS_MAX) }
  })
  if (pins.length === 0) return []
  const rows = await selectFacts(warehouse, { workspaceId, identifierIds, messageIds: pins.map(({ messageId }) => messageId) })
  const facts = new Map(rows.map((row) => [row.messageId, toStoredFact(row)]))
  return pins.flatMap(({ messageId, pinnedBy, pinnedAt }) => {
    const fact = facts.get(messageId) // may be gone: facts are kept only so long as the workspace says
    return fact ? [{ messageId, pinnedBy, pinnedAt: pinnedAt.toISOString(), fact }] : []
  })
}

/** Pins a fact of a person, on the identifier that it is filed under. */
export async function pinFact(request: WorkspaceRequest, warehouse: Warehouse, { profileId, messageId }: PinInput): Promise<Pin[]> {
  const { workspaceId, inWorkspace, by } = request
  const identifierIds = await inWorkspace((db) => identifierIdsOf({ db, workspaceId }, profileId))
  const [fact] = await selectFacts(warehouse, { workspaceId, identifierIds, messageIds: [messageId] })
  if (!fact) throw new PercorsoError('no_such_fact', 'This person has no such fact.', { status: 404 })
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    if ((await selectPins(scope, identifierIds, PINS_MAX)).length >= PINS_MAX) throw tooManyPins()
    await insertPin(scope, { identifierId: fact.profileId, messageId, by: by.name })
  })
  return listPins(request, warehouse, profileId)
}

export async function unpinFact(request: WorkspaceRequest, warehouse: Warehouse, { profileId, messageId }: PinInput): Promise<Pin[]> {
  const { workspaceId, inWorkspace } = request
  await inWorkspace(async (db) => deletePin({ db, workspaceId }, await identifierIdsOf({ db, workspaceId }, profileId), messageId))
  return listPins(request, warehouse, profileId)
}

function tooManyPins(): PercorsoError {
  return new PercorsoError('too_many_pins', `At most ${PINS_MAX} facts of a person are pinned.`, { status: 422, hint: 'Unpin one first.' })
}
