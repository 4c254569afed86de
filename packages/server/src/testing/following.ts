import type { SegmentWhere } from '@percorso/contract'
import { virtualClock } from '../ground/index.ts'
import { moveToTimeZone } from '../record/access/index.ts'
import type { WorkspaceRequest } from '../record/access/index.ts'
import { appendWithin, createPipeline, formChunk, processChunk } from '../record/collect/index.ts'
import { countFacts, publishMoves } from '../record/profiles/index.ts'
import { inTransaction, inWorkspace } from '../stores/index.ts'
import type { Stores } from '../stores/index.ts'
import { createFollower, fillPart, followFacts, rejudgePeople, wakePeople } from '../understand/following/index.ts'
import { testActor } from './actor.ts'
import type { TestWorkspace } from './builders.ts'

export type Said = Record<string, unknown>

/** A workspace in which segments are followed as a worker follows them, step by step, on a clock of the test's own. */
export function createFollowing(stores: Stores, { workspaceId, sourceId }: TestWorkspace, start: number) {
  const clock = virtualClock(start)
  const follower = createFollower(clock)
  const pipeline = createPipeline(stores, { react: (scope, applied) => followFacts(follower, scope, applied) })
  const request = {
    workspaceId,
    by: testActor,
    actor: testActor.name,
    inWorkspace: (work) => inWorkspace(stores.postgres, workspaceId, work),
  } as WorkspaceRequest

  /** Sends Segment calls, dated now where they do not say. */
  async function send(calls: Said[]): Promise<void> {
    const now = clock.now()
    const batch = calls.map((call) => ({ type: 'track', timestamp: new Date(now).toISOString(), ...call }))
    const origin = {
      workspaceId,
      sourceId,
      origin: 'import',
      call: undefined,
      receivedAt: now,
      ip: undefined,
      userAgent: undefined,
    } as const
    await inTransaction(stores.postgres.system, (db) =>
      appendWithin(db, [{ ...origin, facts: batch.length, body: Buffer.from(JSON.stringify({ batch })) }]),
    )
  }

  /** Processes what was sent and tells of merges. */
  async function process(): Promise<void> {
    for (let formed = await formChunk(pipeline); formed; formed = await formChunk(pipeline)) {
      await processChunk(pipeline, formed.ref, formed.content)
    }
    const moved = () => publishMoves(stores, (scope, ids) => rejudgePeople(follower, scope, { ids, because: { kind: 'people' } }))
    while ((await moved()) > 0);
  }

  /** All that a worker does, until nothing is left to do. */
  async function work(): Promise<void> {
    await process()
    for (let parts = 1; await fillPart(follower, stores, parts); parts += 2); // more and more at a time, as in peace
    while ((await wakePeople(follower, stores)) > 0);
    await process()
    await countFacts({ ...stores, ...pipeline })
  }

  /** Changes the workspace's time zone, as its admin does. */
  async function moveTo(timeZone: string): Promise<void> {
    await moveToTimeZone(request, timeZone)
  }

  return { clock, follower, request, pipeline, send, process, work, moveTo }
}

/** A rule as it is stored. */
export function ruleOf(where: SegmentWhere): { version: 1; where: SegmentWhere } {
  return { version: 1, where }
}
