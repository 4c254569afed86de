import { identityPolicy } from '@percorso/contract'
import type { StoredFact, factTrace } from '@percorso/contract'
import type * as z from 'zod'
import { PercorsoError } from '../../ground/index.ts'
import type { Warehouse } from '../../stores/index.ts'
import { createIdentify, explainFact, selectKeptFact, toStoredFact } from '../profiles/index.ts'
import type { WorkspaceRequest } from '../profiles/index.ts'
import { claimsOf } from './normalise-fact.ts'
import { storedRules } from './tombstone-tables.ts'
import { selectOwner } from './trace-tables.ts'

export type FactTrace = z.infer<typeof factTrace>
type Place = { profileId: string; time: string; messageId: string }
type Json = Record<string, unknown>

const TRAITS_MAX = 200

/**
 * What became of a fact, step by step. Nothing is written for this when facts come in: it is told from what is kept anyway, and what can be
 * computed again (who a fact is of) is computed again.
 */
export async function traceFact(
  request: WorkspaceRequest,
  warehouse: Warehouse,
  { profileId, time, messageId }: Place,
): Promise<FactTrace> {
  const { workspaceId, inWorkspace } = request
  const timeMs = Date.parse(time)
  const row = (await selectKeptFact(warehouse, { workspaceId, profileId, timeMs, messageId })) ?? noSuchFact()
  const { chunkId, partition, types, ...stored } = row
  const fact = toStoredFact(stored)
  const call = callOf(fact)
  const claims = claimsOf({ type: fact.type, item: call })
  return inWorkspace(async (db) => {
    const { policy } = await storedRules(db, workspaceId)
    const identifiers = createIdentify(workspaceId, identityPolicy.parse(policy))(claims)
    const owner = await selectOwner(db, workspaceId, messageId)
    const traitKeys = fact.bot ? [] : traitKeysOf(fact)
    const explained = await explainFact({ db, workspaceId }, { messageId, timeMs, filedUnder: profileId, identifiers, traitKeys })
    return {
      fact,
      call,
      time: timeOf(fact),
      identifiers: explained.identifiers,
      left: claims.flatMap(({ kind, value }) => (isSaid(value) && !identifiers.some((found) => found.kind === kind) ? [kind] : [])),
      duplicate: { remembered: owner !== undefined, owner: owner === chunkId },
      links: explained.links,
      row: { chunkId, filedUnder: profileId, partition, types },
      applied: { profileId: fact.bot ? null : explained.profileId, traits: explained.traits, accountId: fact.accountId },
    }
  })
}

/** The fact as a sender would have written it. */
function callOf({ type, name, messageId, time, userId, anonymousId, accountId, properties, context }: StoredFact): Json {
  const isAboutTraits = type === 'identify' || type === 'group'
  return {
    type,
    messageId,
    timestamp: time,
    ...(type === 'track' && { event: name }),
    ...((type === 'page' || type === 'screen') && { name }),
    ...(userId !== '' && { userId }),
    ...(anonymousId !== '' && { anonymousId }),
    ...(type === 'group' && accountId !== '' && { groupId: accountId }),
    [isAboutTraits ? 'traits' : 'properties']: properties,
    context,
  }
}

/** What could not be a time is kept with the fact. */
function timeOf({ context }: StoredFact): FactTrace['time'] {
  const { percorso } = context as { percorso?: { originalTimestamp?: unknown } }
  const sent = percorso?.originalTimestamp
  return sent === undefined ? { clamped: false } : { clamped: true, sent }
}

function traitKeysOf({ type, properties, context }: StoredFact): string[] {
  const traits = type === 'identify' ? properties : type === 'group' ? undefined : context['traits']
  return typeof traits === 'object' && traits !== null ? Object.keys(traits).slice(0, TRAITS_MAX) : []
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function noSuchFact(): never {
  throw new PercorsoError('fact_not_found', 'There is no such fact.', {
    status: 404,
    hint: 'It may have been erased, or be too old to be kept.',
  })
}
