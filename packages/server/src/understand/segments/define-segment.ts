import type { SegmentRule } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { keepChunksOut } from '../../record/collect/index.ts'
import { follow, forgetUnused, haveSource, leaveFills, mustBeSound, mustBeUnused, renewFollowing } from '../following/index.ts'
import type { Scope, StoredState } from '../following/index.ts'
import { deleteSegment, hasName, insertSegment, insertVersion, selectSegment, updateSegment } from './segment-tables.ts'
import type { SegmentRow } from './segment-tables.ts'

export type Definition = { name: string; description: string; rule: SegmentRule }
export type Change = Partial<Definition> & { paused?: boolean | undefined }

/** Makes a segment. It fills from what has been, then lives; no fact is missed or counted twice meanwhile. */
export async function createSegment(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  { name, description, rule }: Definition,
): Promise<SegmentRow> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId) // nor does anybody else define anything meanwhile
    await mustBeSound(scope, { kind: 'segment', key: name, what: rule })
    await haveSource(scope)
    const now = new Date(systemClock.now())
    const segmentId = await insertSegment(scope, { name, description, rule, state: 'filling', now, by: by.name })
    if (segmentId === undefined) throw nameTaken(name)
    await insertVersion(scope, { segmentId, version: 1, rule, since: now, by: by.name })
    await follow(scope, { kind: 'segment', id: segmentId, key: name, what: rule })
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'segment.create', kind: 'segment', id: segmentId, after: { name, description, rule } })
    return theSegment(scope, segmentId)
  })
}

/** Changes a segment. Another rule is another version, and fills anew; nobody is told of who enters or leaves because of that. */
export async function changeSegment(
  { workspaceId, inWorkspace, by }: WorkspaceRequest,
  segmentId: number,
  change: Change,
): Promise<SegmentRow> {
  return inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const before = await theSegment(scope, segmentId)
    const { name = before.name, description = before.description, rule = before.rule } = change
    if (await hasName(scope, name, segmentId)) throw nameTaken(name)
    const isNewRule = JSON.stringify(rule) !== JSON.stringify(before.rule)
    const draft = { kind: 'segment' as const, id: segmentId, key: name, what: rule }
    if (isNewRule) await mustBeSound(scope, draft)
    const { state, refills } = nextState(before, { isNewRule, isPaused: change.paused ?? before.state === 'paused' })
    const now = new Date(systemClock.now())
    const version = before.version + Number(isNewRule)
    await updateSegment(scope, { segmentId, name, description, rule, version, state, now, by: by.name })
    if (isNewRule) await insertVersion(scope, { segmentId, version, rule, since: now, by: by.name })
    if (refills || state === 'paused') await leaveFills(scope, draft)
    if (refills) await follow(scope, draft)
    await forgetUnused(scope)
    await renewFollowing(scope)
    const after = await theSegment(scope, segmentId)
    await record(
      db,
      { workspaceId, by },
      { verb: 'segment.change', kind: 'segment', id: segmentId, before: audited(before), after: audited(after) },
    )
    return after
  })
}

function nextState(
  { state }: SegmentRow,
  { isNewRule, isPaused }: { isNewRule: boolean; isPaused: boolean },
): { state: StoredState; refills: boolean } {
  if (isPaused) return { state: 'paused', refills: false }
  const refills = isNewRule || state === 'paused'
  return { state: refills ? 'filling' : state, refills }
}

function audited({ name, description, rule, state }: SegmentRow): object {
  return { name, description, rule, paused: state === 'paused' }
}

/** Deletes a segment, unless another one names it. */
export async function removeSegment({ workspaceId, inWorkspace, by }: WorkspaceRequest, segmentId: number): Promise<void> {
  await inWorkspace(async (db) => {
    const scope = { db, workspaceId }
    await keepChunksOut(db, workspaceId)
    const { name, description, rule } = await theSegment(scope, segmentId)
    await mustBeUnused(scope, { kind: 'segment', id: segmentId })
    await deleteSegment(scope, segmentId)
    await leaveFills(scope, { kind: 'segment', id: segmentId })
    await forgetUnused(scope)
    await renewFollowing(scope)
    await record(db, { workspaceId, by }, { verb: 'segment.delete', kind: 'segment', id: segmentId, before: { name, description, rule } })
  })
}

export async function theSegment(scope: Scope, segmentId: number): Promise<SegmentRow> {
  const segment = await selectSegment(scope, segmentId)
  if (!segment) throw new PercorsoError('no_such_segment', 'There is no such segment.', { status: 404 })
  return segment
}

function nameTaken(name: string): PercorsoError {
  return new PercorsoError('name_taken', `There is a segment named “${name}” already.`, { status: 409, hint: 'Choose another name.' })
}
