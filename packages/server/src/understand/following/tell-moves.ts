import { randomUUID } from 'node:crypto'
import { appendWithin } from '../../record/collect/index.ts'
import { nameIdentifiers } from '../../record/profiles/index.ts'
import { OWN_FACTS } from '../rules/index.ts'
import type { Judged } from './judge-person.ts'
import type { Ruleset } from './ruleset.ts'
import type { Scope } from './ruleset-tables.ts'

const BATCH_FACTS = 500

type Told = { profileId: string; event: string; properties: Record<string, unknown> }

/**
 * Entering a segment, leaving it and moving from stage to stage are facts themselves: they go into the intake in the same transaction, and from there the
 * way of all facts.
 */
export async function tellMoves(scope: Scope, ruleset: Ruleset, { now, ...judged }: Judged & { now: number }): Promise<void> {
  const { sourceId } = ruleset
  const told = toldOf(ruleset, judged)
  if (told.length === 0 || sourceId === undefined) return
  const named = await nameIdentifiers(scope, [...new Set(told.map(({ profileId }) => profileId))])
  const timestamp = new Date(now).toISOString()
  const batch = told.flatMap(({ profileId, event, properties }) => {
    const head = named.get(profileId)
    return head ? { type: 'track', event, messageId: `segment-${randomUUID()}`, timestamp, properties, ...claimsOf(head) } : []
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

function toldOf({ segments }: Ruleset, { moves, stages }: Judged): Told[] {
  const names = new Map(segments.map(({ segmentId, name }) => [segmentId, name]))
  return [
    ...moves
      .filter(({ quietly }) => !quietly)
      .map(({ segmentId, profileId, enters, because }) => {
        const event = enters ? OWN_FACTS.entered : OWN_FACTS.left
        return { profileId, event, properties: { segmentId, segment: names.get(segmentId), because } }
      }),
    ...stages.map(({ profileId, ...properties }) => ({ profileId, event: OWN_FACTS.stage, properties })),
  ]
}

/** By what a fact names somebody whose foremost identifier this is. */
function claimsOf({ kind, value }: { kind: string; value: string }): Record<string, unknown> {
  if (kind === 'user_id') return { userId: value }
  if (kind === 'anonymous_id') return { anonymousId: value }
  return { context: { externalIds: [{ type: kind.replace(/^external:/u, ''), id: value, collection: 'users' }] } }
}
