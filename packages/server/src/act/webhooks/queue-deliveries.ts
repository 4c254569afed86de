import { createHash } from 'node:crypto'
import { uuidFromBytes } from '../../ground/index.ts'
import type { Applied } from '../../record/collect/index.ts'
import { listSources } from '../../record/collect/index.ts'
import { belongingOf } from '../../record/profiles/index.ts'
import { SOURCE_NAME } from '../../understand/following/index.ts'
import { toMatched } from '../../understand/rules/index.ts'
import { insertDeliveries } from './delivery-tables.ts'
import type { Matcher, MatchersOf } from './matchers.ts'
import type { Scope } from './scope.ts'

type Fact = Applied['facts'][number]
type Wanted = { fact: Fact; webhookIds: Set<number> }

/**
 * Queues facts that have just been applied for the webhooks that look for them, in the same transaction: what is in the timelines is on its way, and
 * nothing else. Only what happens now is: imports and replays tell of the past. Facts of segments are told as they happen, whatever they follow from.
 */
export async function queueDeliveries(matchersOf: MatchersOf, scope: Scope, { facts }: Pick<Applied, 'facts'>): Promise<void> {
  const matchers = await matchersOf(scope)
  if (matchers.none) return
  const wanted = await readWanted(scope, facts, matchers.of)
  if (wanted.length === 0) return
  const profiles = await profilesOf(scope, wanted)
  const deliveries = wanted.flatMap(({ fact, webhookIds }) => {
    const { id } = fact.identifiers[0]!
    const body = bodyOf(fact, profiles.get(id) ?? id)
    return [...webhookIds].map((webhookId) => ({
      deliveryId: deliveryIdOf(webhookId, fact.messageId),
      webhookId,
      name: fact.name,
      identifierId: id,
      body,
    }))
  })
  await insertDeliveries(scope, deliveries)
}

async function readWanted(scope: Scope, facts: Fact[], of: (name: string) => Matcher[]): Promise<Wanted[]> {
  const wanted: Wanted[] = []
  let ownSource: Promise<number | undefined> | undefined
  for (const fact of facts) {
    const matchers = of(fact.name)
    if (matchers.length === 0 || fact.origin !== 'live') continue
    const matched = toMatched(fact)
    const webhookIds = new Set<number>()
    for (const matcher of matchers) {
      if (webhookIds.has(matcher.webhookId) || !matcher.isMeant(matched)) continue
      if (matcher.own && fact.sourceId !== (await (ownSource ??= ownSourceOf(scope)))) continue
      webhookIds.add(matcher.webhookId)
    }
    if (webhookIds.size > 0) wanted.push({ fact, webhookIds })
  }
  return wanted
}

/** Anybody with a write key can send a fact of such a name: only those that segments and scores tell themselves are believed. */
async function ownSourceOf({ db, workspaceId }: Scope): Promise<number | undefined> {
  return (await listSources(db, workspaceId)).find(({ name }) => name === SOURCE_NAME)?.sourceId
}

async function profilesOf(scope: Scope, wanted: Wanted[]): Promise<Map<string, string>> {
  const belonging = await belongingOf(scope, [...new Set(wanted.map(({ fact }) => fact.identifiers[0]!.id))])
  return new Map(belonging.map(({ identifierId, profileId }) => [identifierId, profileId]))
}

/** The same for the same fact and webhook, however often it is queued. */
function deliveryIdOf(webhookId: number, messageId: string): string {
  return uuidFromBytes(createHash('sha256').update(`${webhookId}\n${messageId}`).digest())
}

/** What is sent: kept as it is, so that each try says the same. */
function bodyOf(fact: Fact, profileId: string): string {
  const { messageId, type, name, sourceId, userId, anonymousId, accountId, bot } = fact
  const time = new Date(fact.time).toISOString()
  const known = { profileId, messageId, type, name, time, receivedAt: new Date(fact.receivedAt).toISOString(), sourceId }
  const data = { ...known, userId, anonymousId, accountId, properties: JSON.parse(fact.properties), context: JSON.parse(fact.context), bot } // prettier-ignore
  return JSON.stringify({ type: 'fact', timestamp: time, data })
}
