import type { RejectReason, rejectedFact } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Db } from '../../stores/index.ts'
import { fromCursor, toPage } from '../profiles/index.ts'
import { countByReason, selectOneRejected, selectRejected } from './rejected-tables.ts'
import type { ReasonRow, RejectedRow } from './rejected-tables.ts'

export type RejectedFact = z.infer<typeof rejectedFact>
export type RejectedSearch = {
  reason?: RejectReason | undefined
  sourceId?: number | undefined
  state?: 'open' | 'replayed' | undefined
  text?: string | undefined
  cursor?: string | undefined
  limit: number
}
type Scope = { db: Db; workspaceId: number }

/** Rejected facts as they came, the latest first; replayed ones too, with when. */
export async function listRejected(
  scope: Scope,
  { reason, sourceId, state, text, cursor, limit }: RejectedSearch,
): Promise<{ items: RejectedFact[]; next: string | null }> {
  const [before] = fromCursor<[number]>(cursor, ['number']) ?? [Number.MAX_SAFE_INTEGER]
  const rows = await selectRejected(scope, { reason, sourceId, state, text, before, limit: limit + 1 })
  const { items, next } = toPage(rows, limit, ({ rejectedId }) => [rejectedId])
  return { items: items.map(toRejected), next }
}

/** One rejected fact. */
export async function readRejected(scope: Scope, rejectedId: number): Promise<RejectedFact> {
  const row = await selectOneRejected(scope, rejectedId)
  if (!row) throw new PercorsoError('rejected_not_found', 'There is no such rejected fact.', { status: 404 })
  return toRejected(row)
}

type ShownReason = Omit<ReasonRow, 'lastAt'> & { lastAt: string }

/** How many facts each reason holds up, of one source or of all. */
export async function listReasons(scope: Scope, sourceId?: number): Promise<ShownReason[]> {
  return (await countByReason(scope, sourceId)).map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt.toISOString() }))
}

function toRejected({ receivedAt, replayedAt, ...row }: RejectedRow): RejectedFact {
  return { ...row, receivedAt: receivedAt.toISOString(), replayedAt: replayedAt?.toISOString() ?? null }
}
