import type { Db } from '../../stores/index.ts'
import { inTransaction } from '../../stores/transactions.ts'
import { applyFacts, summariseFacts } from '../profiles/index.ts'
import type { Fact } from './fact.ts'
import { storeFacts } from './facts.ts'
import type { ChunkContent } from './read-chunk.ts'
import { readChunk, rejectFact } from './read-chunk.ts'
import { addCounts, announceChunk, deleteChunk, insertRejected, lockChunk } from './tables.ts'
import type { ChunkRef, SourceCount } from './tables.ts'
import type { Pipeline } from './pipeline.ts'
import type { WorkspacePipeline } from './workspace-pipeline.ts'
import { keepErasuresOut } from './tombstone-tables.ts'

const HOUR_MS = 3_600_000

/** What became of a chunk. `oldestReceivedAt` is in ms; infinite if nothing was kept. */
export type Processed = {
  facts: number
  bots: number
  duplicates: number
  rejected: Record<string, number>
  oldestReceivedAt: number
}

/**
 * Takes a chunk from intake to done: into the warehouse and to people at the same time, then its intake rows go, all held together by one transaction
 * that commits last. Whatever fails, the chunk stays and can be tried again: nothing is counted or stored twice. Returns undefined if another worker has it.
 */
export async function processChunk(pipeline: Pipeline, ref: ChunkRef, known?: ChunkContent): Promise<Processed | undefined> {
  let committed = () => {}
  try {
    const processed = await inTransaction(pipeline.stores.postgres.system, async (db) => {
      if (!(await lockChunk(db, ref))) return undefined
      await keepErasuresOut(db, ref.workspaceId)
      const workspace = await pipeline.pipelines(db, ref.workspaceId)
      const read = known ?? (await readChunk(db, ref, { ...workspace, held: new Map() }))
      const content = await workspace.leaveOutErased(db, read)
      const applied = await storeAndApply(pipeline, { db, ref, workspace, content, isTriedBefore: known === undefined })
      committed = applied.committed
      return applied.processed
    })
    committed()
    return processed
  } catch (error) {
    if (error instanceof RefusedFacts) return processChunk(pipeline, ref) // now the warehouse first
    throw error
  }
}

/** Facts that were being applied are none that the warehouse can hold. */
class RefusedFacts extends Error {}

type Apply = Tried & { db: Db; workspace: WorkspacePipeline }

/** A chunk that was tried before goes into the warehouse first: facts may be missing there, or refused. */
async function storeAndApply(
  pipeline: Pipeline,
  { db, workspace, ...tried }: Apply,
): Promise<{ processed: Processed; committed: () => void }> {
  const { ref, content, isTriedBefore } = tried
  const storing = storeInWarehouse(pipeline.stores, tried)
  storing.catch(() => {}) // it may fail before anybody waits for it
  try {
    const taken = isTriedBefore ? await storing : content
    const people = taken.facts.filter((fact) => !fact.bot)
    const summary = summariseFacts(people, workspace.known)
    return await pipeline.oneAtATime(async () => {
      const { changed, committed } = await applyFacts({ db, workspaceId: ref.workspaceId, ...workspace }, summary)
      await pipeline.react({ db, workspaceId: ref.workspaceId }, { facts: people, changed })
      const stored = await storing
      if (stored.facts.length < taken.facts.length) throw new RefusedFacts()
      return { processed: await finish(db, ref, stored), committed }
    })
  } finally {
    await storing.catch(() => {}) // whoever tries again must not meet it
  }
}

type Tried = { ref: ChunkRef; content: ChunkContent; isTriedBefore: boolean }

async function storeInWarehouse({ warehouse }: Pipeline['stores'], { ref, content, isTriedBefore }: Tried): Promise<ChunkContent> {
  const refused = new Set(await storeFacts(warehouse, { ref, facts: content.facts, isTriedBefore }))
  if (refused.size === 0) return content
  const rejections = [...refused].map((fact) => rejectFact(fact, 'store-refused', 'The warehouse cannot hold this fact as it is.'))
  return { ...content, facts: content.facts.filter((fact) => !refused.has(fact)), rejections: [...content.rejections, ...rejections] }
}

async function finish(db: Db, ref: ChunkRef, content: ChunkContent): Promise<Processed> {
  await insertRejected(db, ref.workspaceId, content.rejections)
  await addCounts(db, ref.workspaceId, countBySource(content))
  await deleteChunk(db, ref)
  await announceChunk(db, ref)
  const { facts, duplicates, rejections } = content
  const bots = facts.filter((fact) => fact.bot).length
  const oldestReceivedAt = facts.reduce((oldest, { receivedAt }) => Math.min(oldest, receivedAt), Infinity)
  const rejected: Record<string, number> = {}
  for (const { reason } of rejections) rejected[reason] = (rejected[reason] ?? 0) + 1
  return { facts: facts.length - bots, bots, duplicates: duplicates.length, rejected, oldestReceivedAt }
}

function countBySource({ facts, duplicates, rejections, erased = [] }: ChunkContent): SourceCount[] {
  const counts = new Map<string, SourceCount>()
  const add = (
    { sourceId, receivedAt }: Pick<Fact, 'sourceId' | 'receivedAt'>,
    what: 'facts' | 'duplicates' | 'rejected' | 'bots' | 'erased',
  ) => {
    const hour = receivedAt - (receivedAt % HOUR_MS)
    const key = `${sourceId}|${hour}`
    let count = counts.get(key)
    if (!count) counts.set(key, (count = { sourceId, hour, facts: 0, duplicates: 0, rejected: 0, bots: 0, erased: 0, lastReceivedAt: 0 }))
    count[what] += 1
    count.lastReceivedAt = Math.max(count.lastReceivedAt, receivedAt)
  }
  for (const fact of facts) add(fact, fact.bot ? 'bots' : 'facts')
  for (const fact of duplicates) add(fact, 'duplicates')
  for (const rejection of rejections) add(rejection, 'rejected')
  for (const fact of erased) add(fact, 'erased')
  return [...counts.values()].sort((x, y) => x.sourceId - y.sourceId || x.hour - y.hour)
}
