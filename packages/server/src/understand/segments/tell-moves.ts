import { randomUUID } from 'node:crypto'
import { appendWithin } from '../../record/collect/index.ts'
import { nameIdentifiers } from '../../record/profiles/index.ts'
import { SEGMENT_FACTS } from '../rules/index.ts'
import type { Move } from './member-tables.ts'
import type { Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'

const BATCH_FACTS = 500

/** Entering and leaving are facts themselves: they go into the intake in the same transaction, and from there the way of all facts. */
export async function tellMoves(
  scope: Scope,
  { segments, sourceId }: Ruleset,
  { moves, now }: { moves: Move[]; now: number },
): Promise<void> {
  const told = moves.filter(({ quietly }) => !quietly)
  if (told.length === 0 || sourceId === undefined) return
  const named = await nameIdentifiers(scope, [...new Set(told.map(({ profileId }) => profileId))])
  const names = new Map(segments.map(({ segmentId, name }) => [segmentId, name]))
  const batch = told.flatMap(({ segmentId, profileId, enters, because }) => {
    const head = named.get(profileId)
    if (!head) return []
    return {
      type: 'track',
      event: enters ? SEGMENT_FACTS.entered : SEGMENT_FACTS.left,
      messageId: `segment-${randomUUID()}`,
      timestamp: new Date(now).toISOString(),
      properties: { segmentId, segment: names.get(segmentId), because },
      ...claimsOf(head),
    }
  })
  const origin = {
    workspaceId: scope.workspaceId,
    sourceId,
    origin: 'live',
    call: undefined,
    receivedAt: now,
    ip: undefined,
    userAgent: undefined,
  } as const
  for (let from = 0; from < batch.length; from += BATCH_FACTS) {
    const lot = batch.slice(from, from + BATCH_FACTS)
    await appendWithin(scope.db, [{ ...origin, facts: lot.length, body: Buffer.from(JSON.stringify({ batch: lot })) }])
  }
}

/** By what a fact names somebody whose foremost identifier this is. */
function claimsOf({ kind, value }: { kind: string; value: string }): Record<string, unknown> {
  if (kind === 'user_id') return { userId: value }
  if (kind === 'anonymous_id') return { anonymousId: value }
  return { context: { externalIds: [{ type: kind.replace(/^external:/u, ''), id: value, collection: 'users' }] } }
}
