import { identityPolicy } from '@percorso/contract'
import { consentsIn } from '../record/consent/index.ts'
import { applyFacts, countFacts, createIdentify, createKnownLinks, identifierId, summariseFacts } from '../record/profiles/index.ts'
import type { AppliedFact } from '../record/profiles/index.ts'
import { inTransaction } from '../stores/index.ts'
import type { Stores } from '../stores/index.ts'

/** A fact as a test writes it: who (`{ user_id: 'ada' }`), when, and what of the rest matters. */
export type FactDraft = {
  who: Record<string, string>
  time: string
  messageId?: string
  traits?: Record<string, unknown>
  accountId?: string
  accountTraits?: Record<string, unknown>
  event?: string
  properties?: Record<string, unknown>
  bot?: boolean
}

export type People = { workspaceId: number; sourceId: number }

let made = 0

/** Puts facts where the pipeline would: people into PostgreSQL, facts into the warehouse. Returns the number of the chunk. */
export async function recordFacts(stores: Pick<Stores, 'postgres' | 'warehouse'>, people: People, drafts: FactDraft[]): Promise<number> {
  const policy = identityPolicy.parse({})
  const identify = createIdentify(people.workspaceId, policy)
  const facts = drafts.map((draft) => ({ draft, fact: toFact(draft, people, identify) }))
  const chunkId = (made += 1)
  const rows = Buffer.from(facts.map(({ draft, fact }) => JSON.stringify(toRow(draft, fact, { ...people, chunkId }))).join('\n'))
  await stores.warehouse.insert({ table: 'facts', rows, token: `test-${people.workspaceId}-${chunkId}` })
  const human = facts.filter(({ draft }) => !draft.bot).map(({ fact }) => fact)
  const { workspaceId } = people
  const known = createKnownLinks()
  await inTransaction(stores.postgres.system, (db) => applyFacts({ db, workspaceId, policy, known }, summariseFacts(human, known)))
  await countFacts({ ...stores, oneAtATime: (work) => work() })
  return chunkId
}

/** The id of an identifier in a test's workspace. */
export function idOf({ workspaceId }: People, kind: string, value: string): string {
  return identifierId(workspaceId, kind, value)
}

function toFact(draft: FactDraft, { sourceId }: People, identify: ReturnType<typeof createIdentify>): AppliedFact {
  made += 1
  return {
    time: Date.parse(draft.time),
    messageId: draft.messageId ?? `message-${made}`,
    tie: made,
    sourceId,
    identifiers: identify(Object.entries(draft.who).map(([kind, value]) => ({ kind, value }))),
    alleged: [],
    traits: draft.traits,
    accountId: draft.accountId ?? '',
    accountTraits: draft.accountTraits,
    consents: draft.event ? consentsIn(draft.event, draft.properties, {}) : undefined,
  }
}

function toRow(
  draft: FactDraft,
  fact: AppliedFact,
  { workspaceId, sourceId, chunkId }: People & { chunkId: number },
): Record<string, unknown> {
  return {
    workspace_id: workspaceId,
    profile_id: fact.identifiers[0]!.id,
    time: new Date(fact.time).toISOString(),
    message_id: fact.messageId,
    type: draft.event ? 'track' : 'identify',
    name: draft.event ?? 'identify',
    source_id: sourceId,
    user_id: draft.who['user_id'] ?? '',
    anonymous_id: draft.who['anonymous_id'] ?? '',
    account_id: fact.accountId,
    properties: draft.properties ?? draft.traits ?? {},
    context: '{"library":{"name":"test"}}',
    received_at: new Date(fact.time).toISOString(),
    bot: draft.bot ?? false,
    chunk_id: chunkId,
  }
}
