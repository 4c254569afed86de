import { call } from '@orpc/server'
import type { SegmentWhere, TraitFormula } from '@percorso/contract'
import { systemClock } from '../ground/index.ts'
import type { WorkspaceRequest } from '../record/access/index.ts'
import { keepChunksOut } from '../record/collect/index.ts'
import type { Stores } from '../stores/index.ts'
import { createFollower } from '../understand/following/index.ts'
import { createSegment, segmentRoutes } from '../understand/segments/index.ts'
import { addMembers, createSet } from '../understand/sets/index.ts'
import { createTrait, traitRoutes } from '../understand/traits/index.ts'
import { ruleOf } from './following.ts'

/** Makes segments, sets and computed traits, looks into them and deletes them, for tests of rooms that do not know each other. */
export function createDefinitions(stores: Stores, request: WorkspaceRequest) {
  const following = { ...stores, follower: createFollower(systemClock) }
  const { segments } = segmentRoutes(following)
  const { computedTraits } = traitRoutes(following)
  return {
    segmentOf: async (where: SegmentWhere) =>
      (await createSegment(request, { name: JSON.stringify(where).slice(0, 90), description: '', rule: ruleOf(where) })).segmentId,
    /** The foremost identifiers of a segment's people. */
    members: async (segmentId: number): Promise<string[]> => {
      const { items } = await call(segments.members, { segmentId, limit: 200 }, { context: request })
      return items.map(({ head }) => head.value).sort()
    },
    deleteSegment: (segmentId: number) => call(segments.remove, { segmentId }, { context: request }),
    /** A set of these users. */
    setOf: async (userIds: string[]): Promise<number> => {
      const setId = await createSet(request, { name: `${userIds.length} users`, description: '' })
      await addMembers({ ...following, request }, { setId, kind: 'user_id', values: userIds })
      return setId
    },
    traitOf: (key: string, formula: TraitFormula) => createTrait(request, { key, description: '', formula }),
    deleteTrait: (traitId: number) => call(computedTraits.remove, { traitId }, { context: request }),
  }
}

/** Does things as close to each other as can be: each has come to where it waits for the others before any of them goes on. */
export async function atOnce<Done>(
  { postgres }: Stores,
  { workspaceId, inWorkspace }: WorkspaceRequest,
  deeds: (() => Promise<Done>)[],
): Promise<PromiseSettledResult<Done>[]> {
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`
  const done = await inWorkspace(async (db) => {
    await keepChunksOut(db, workspaceId)
    const begun = Promise.allSettled(deeds.map((deed) => deed()))
    while ((await postgres.system.query(waiting)).rowCount! < deeds.length);
    return { begun } // not awaited in here: they wait for this transaction
  })
  return done.begun
}
