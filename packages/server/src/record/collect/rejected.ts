import type { RejectReason, rejectedFact } from '@percorso/contract'
import type * as z from 'zod'
import type { Db } from '../../stores/index.ts'
import { fromCursor, toPage } from '../profiles/index.ts'
import { countByReason, selectRejected } from './rejected-tables.ts'
import type { RejectedRow } from './rejected-tables.ts'

export type RejectedFact = z.infer<typeof rejectedFact>
export type RejectedSearch = { reason?: RejectReason | undefined; cursor?: string | undefined; limit: number }
type Scope = { db: Db; workspaceId: number }

/** Rejected facts as they came, the latest first; replayed ones too, with when. */
export async function listRejected(
  scope: Scope,
  { reason, cursor, limit }: RejectedSearch,
): Promise<{ items: RejectedFact[]; next: string | null }> {
  const [before] = fromCursor<[number]>(cursor, ['number']) ?? [Number.MAX_SAFE_INTEGER]
  const rows = await selectRejected(scope, { reason, before, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ rejectedId }) => [rejectedId])
  return { items: items.map(toRejected), next }
}

/** How many facts each reason holds up. */
export async function listReasons(scope: Scope): Promise<{ reason: RejectReason; facts: number; lastAt: string }[]> {
  return (await countByReason(scope)).map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() }))
}

function toRejected({ receivedAt, replayedAt, ...row }: RejectedRow): RejectedFact {
  return { ...row, receivedAt: receivedAt.toISOString(), replayedAt: replayedAt?.toISOString() ?? null }
}
