import { createHmac } from 'node:crypto'
import { identityPolicy } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { createIdentify } from '../profiles/index.ts'
import type { Identify } from '../profiles/index.ts'
import type { Fact } from './fact.ts'
import { payloadIdentifiers } from './payload-identifiers.ts'
import type { ChunkContent } from './read-chunk.ts'
import { erasedAmong, erasureKey, storedRules } from './tombstone-tables.ts'

const KNOWN_MAX = 200_000

type Rules = { workspaceId: number; identify: Identify; mayReturn: boolean }
/** A chunk without what is about people who were erased; `erased` is that, with nothing of it but where it came from and when. */
export type LeaveOutErased = (db: Db, content: ChunkContent) => Promise<ChunkContent>

/** What is kept of an erased identifier. */
export function markOf(key: Buffer, identifierId: string): Buffer {
  return createHmac('sha256', key).update(identifierId).digest()
}

/**
 * Makes the function that keeps erased people away: imports, replays, resends and whatever still waited bring nothing of them back. A fact that
 * says itself that it happened after the erasure may be the beginning of somebody new, unless the workspace wants nobody to return. What a
 * rejected fact says of its time cannot be relied on: one that names an erased person is not kept.
 */
export function createLeaveOutErased({ workspaceId, identify, mayReturn }: Rules): LeaveOutErased {
  const known = new Map<string, number | undefined>()
  let ownKey: Buffer | undefined

  async function lookUp(db: Db, ids: Set<string>): Promise<void> {
    if (known.size > KNOWN_MAX) known.clear()
    const unknown = [...ids].filter((id) => !known.has(id))
    if (unknown.length === 0) return
    const key = (ownKey ??= await erasureKey(db))
    const erased = await erasedOf(db, workspaceId, { key, ids: unknown })
    for (const id of unknown) known.set(id, erased.get(id))
  }

  const isOld = (fact: Fact) => (id: string) => {
    const erasedAt = known.get(id)
    return erasedAt !== undefined && !(mayReturn && happenedAfter(fact, erasedAt))
  }

  return async (db, content) => {
    const rejections = content.rejections.map((rejection) => ({
      rejection,
      ids: payloadIdentifiers(rejection.payload, identify).map(idOf),
    }))
    await lookUp(db, new Set([...content.facts.flatMap(idsOf), ...rejections.flatMap(({ ids }) => ids)]))
    const [facts, erasedFacts] = parted(content.facts, (fact) => !idsOf(fact).some(isOld(fact)))
    const [kept, erasedRejections] = parted(rejections, ({ ids }) => !ids.some((id) => known.get(id) !== undefined))
    const erased = [...erasedFacts, ...erasedRejections.map(({ rejection }) => rejection)]
    return {
      ...content,
      facts,
      rejections: kept.map(({ rejection }) => rejection),
      erased: erased.map(({ sourceId, receivedAt }) => ({ sourceId, receivedAt })),
    }
  }
}

/** When these identifiers were erased (ms), of those that were. */
export async function erasedOf(db: Db, workspaceId: number, { key, ids }: { key: Buffer; ids: string[] }): Promise<Map<string, number>> {
  const marks = ids.map((id) => markOf(key, id))
  const idOfMark = new Map(marks.map((mark, index) => [mark.toString('hex'), ids[index]!]))
  const erased = await erasedAmong(db, workspaceId, marks)
  return new Map(Array.from(erased, ([mark, at]) => [idOfMark.get(mark)!, at]))
}

/** As {@link erasedOf}, at no cost where nobody was ever erased; system role. */
export async function erasedIds(db: Db, workspaceId: number, ids: string[]): Promise<Map<string, number>> {
  if ((await storedRules(db, workspaceId)).erasures === 0) return new Map()
  return erasedOf(db, workspaceId, { key: await erasureKey(db), ids })
}

/** Whether the beginning of something that cannot be taken names somebody who was erased. */
export async function namesErased(db: Db, workspaceId: number, payload: string): Promise<boolean> {
  const { policy, erasures } = await storedRules(db, workspaceId)
  if (erasures === 0) return false
  const named = payloadIdentifiers(payload, createIdentify(workspaceId, identityPolicy.parse(policy)))
  const erased = await erasedOf(db, workspaceId, { key: await erasureKey(db), ids: named.map(idOf) })
  return erased.size > 0
}

/** Live facts count as of now where they do not say; what an import or a replay does not date is as old as it may be. */
function happenedAfter({ time, receivedAt, origin }: Fact, erasedAt: number): boolean {
  return time > erasedAt && (origin === 'live' || time < receivedAt)
}

function idsOf({ identifiers, alleged }: Fact): string[] {
  return [...identifiers, ...alleged].map(idOf)
}

function idOf({ id }: { id: string }): string {
  return id
}

function parted<Item>(items: Item[], isKept: (item: Item) => boolean): [Item[], Item[]] {
  const kept: Item[] = []
  const rest: Item[] = []
  for (const item of items) (isKept(item) ? kept : rest).push(item)
  return [kept, rest]
}
