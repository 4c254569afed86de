import type { StoredFact } from '@percorso/contract'
import type { Warehouse } from '../../stores/index.ts'
import { fromCursor, toPage } from './cursor.ts'
import { identifiersOfProfile, profileIdOf } from './profile-tables.ts'
import type { ReadScope } from './profile-tables.ts'
import { noSuchPerson } from './read-profile.ts'
import { selectTimeline, toStoredFact } from './timeline-facts.ts'

export type TimelineInput = { profileId: string; cursor?: string | undefined; limit: number }

/** The ids of all identifiers of a person, by any one of them: their facts are filed under these. */
export async function identifierIdsOf(scope: ReadScope, id: string): Promise<string[]> {
  const profileId = await profileIdOf(scope, id)
  if (profileId === undefined) throw noSuchPerson()
  return (await identifiersOfProfile(scope, profileId)).map(({ identifierId }) => identifierId)
}

/** A page of what a person lived through, latest first. Read outside of any transaction: the warehouse has none. */
export async function readTimeline(
  warehouse: Warehouse,
  who: { workspaceId: number; identifierIds: string[] },
  { cursor, limit }: TimelineInput,
): Promise<{ items: StoredFact[]; next: string | null }> {
  const key = fromCursor<[number, string]>(cursor, ['number', 'string'])
  const before = key && { timeMs: key[0], messageId: key[1] }
  const rows = await selectTimeline(warehouse, { ...who, before, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ timeMs, messageId }) => [timeMs, messageId])
  return { items: items.map(toStoredFact), next }
}
