import { leavesOf } from '@percorso/contract'
import type { SegmentRule, SegmentRuleLeaf } from '@percorso/contract'
import { PercorsoError, systemClock } from '../../ground/index.ts'
import { record } from '../../record/access/index.ts'
import type { WorkspaceRequest } from '../../record/access/index.ts'
import { createSource, keepChunksOut, listSources } from '../../record/collect/index.ts'
import { badRule } from './bad-rule.ts'
import { leaveFills } from './fill-tables.ts'
import { followRule, forgetUnused } from './follow-rule.ts'
import { SOURCE_NAME } from './ruleset.ts'
import { countUpRules } from './ruleset-tables.ts'
import type { Scope, StoredState } from './ruleset-tables.ts'
import { deleteSegment, hasName, insertSegment, insertVersion, selectSegment, selectSegments, updateSegment } from './segment-tables.ts'
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
    await mustBeSound(scope, rule)
    await keepChunksOut(db, workspaceId)
    await haveSource(scope)
    const now = new Date(systemClock.now())
    const segmentId = await insertSegment(scope, { name, description, rule, state: 'filling', now, by: by.name })
    if (segmentId === undefined) throw nameTaken(name)
    await insertVersion(scope, { segmentId, version: 1, rule, since: now, by: by.name })
    await followRule(scope, segmentId, rule)
    await countUpRules(scope)
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
    if (isNewRule) await mustBeSound(scope, rule, segmentId)
    const { state, refills } = nextState(before, { isNewRule, isPaused: change.paused ?? before.state === 'paused' })
    const now = new Date(systemClock.now())
    const version = before.version + Number(isNewRule)
    await updateSegment(scope, { segmentId, name, description, rule, version, state, now, by: by.name })
    if (isNewRule) await insertVersion(scope, { segmentId, version, rule, since: now, by: by.name })
    if (refills || state === 'paused') await leaveFills(scope, segmentId)
    if (refills) await followRule(scope, segmentId, rule)
    await forgetUnused(scope)
    await countUpRules(scope)
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
    const users = usersOf(await selectSegments(scope), segmentId)
    if (users.length > 0) {
      throw new PercorsoError('segment_in_use', `Other segments name this one: ${users.map((user) => user.name).join(', ')}.`, { status: 409, hint: 'Change or delete them first.' }) // prettier-ignore
    }
    await deleteSegment(scope, segmentId)
    await leaveFills(scope, segmentId)
    await forgetUnused(scope)
    await countUpRules(scope)
    await record(db, { workspaceId, by }, { verb: 'segment.delete', kind: 'segment', id: segmentId, before: { name, description, rule } })
  })
}

export async function theSegment(scope: Scope, segmentId: number): Promise<SegmentRow> {
  const segment = await selectSegment(scope, segmentId)
  if (!segment) throw new PercorsoError('no_such_segment', 'There is no such segment.', { status: 404 })
  return segment
}

/** The segments whose rules name this one. */
export function usersOf(segments: SegmentRow[], segmentId: number): SegmentRow[] {
  return segments.filter(({ rule }) => namedBy(rule).includes(segmentId))
}

function namedBy({ where }: SegmentRule): number[] {
  return leavesOf<SegmentRuleLeaf>(where).flatMap((leaf) => ('segment' in leaf ? [leaf.segment] : []))
}

/** A rule names segments that there are, and not itself, on whatever way. */
export async function mustBeSound(scope: Scope, rule: SegmentRule, ownId?: number): Promise<void> {
  const rules = new Map((await selectSegments(scope)).map((segment) => [segment.segmentId, segment]))
  const seen = new Set<number>()
  const look = (named: number[]) => {
    for (const segmentId of named) {
      const segment = rules.get(segmentId)
      if (!segment) throw badRule(`There is no segment ${segmentId}.`)
      if (segmentId === ownId) throw badRule('A segment cannot depend on itself, not even by way of others.')
      if (seen.has(segmentId)) continue
      seen.add(segmentId)
      look(namedBy(segment.rule))
    }
  }
  look(namedBy(rule))
  if (leavesOf<SegmentRuleLeaf>(rule.where).some((leaf) => 'set' in leaf)) throw badRule('There are no uploaded sets yet.')
}

async function haveSource({ db, workspaceId }: Scope): Promise<void> {
  const known = (await listSources(db, workspaceId)).some(({ name }) => name === SOURCE_NAME)
  if (!known) await createSource(db, workspaceId, SOURCE_NAME)
}

function nameTaken(name: string): PercorsoError {
  return new PercorsoError('name_taken', `There is a segment named “${name}” already.`, { status: 409, hint: 'Choose another name.' })
}
