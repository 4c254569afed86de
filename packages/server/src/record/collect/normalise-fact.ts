import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { factLimits } from '@percorso/contract'
import type { FactType, RejectReason } from '@percorso/contract'
import { isbot } from 'isbot'
import { consentsIn } from '../consent/index.ts'
import { IDENTIFIER_LENGTH_MAX } from '../profiles/index.ts'
import type { Identifier, Identify, IdentityClaim } from '../profiles/index.ts'
import type { Fact, Origin, Rejection } from './fact.ts'
import { factTime } from './fact-time.ts'

type Json = Record<string, unknown>

/** What a batch says for all of its facts. */
export type Shared = { context: Json | undefined; integrations: Json | undefined; sentAt: unknown }

export type Outcome = { ok: true; fact: Fact } | { ok: false; rejection: Rejection }

const CALLS = new Map<string, FactType>(Object.entries({
  track: 'track', t: 'track', identify: 'identify', i: 'identify', page: 'page', p: 'page', screen: 'screen', s: 'screen',
  group: 'group', g: 'group', alias: 'alias', a: 'alias',
} as const)) // prettier-ignore

/** Makes the function that turns what a source sent into a fact, or says why it cannot. It is pure: the same item gives the same outcome. */
export function createNormalise(identify: Identify): (item: unknown, origin: Origin, place: { shared: Shared; index: number }) => Outcome {
  return (item, origin, { shared, index }) => {
    if (!isObject(item)) return reject('not-an-object', 'A fact is a JSON object.', { item, origin })
    const merged = mergeShared(item, shared, origin.call)
    const found = { item: merged, origin, sentAt: merged['sentAt'] ?? shared.sentAt }
    if (isDeeperThan(merged, factLimits.depth)) return reject('too-deep', `Nested more than ${factLimits.depth} levels deep.`, found)
    const type = CALLS.get(text(merged['type']))
    if (!type) return reject('type-unknown', 'The type is one of track, identify, page, screen, group, alias.', found)
    const name = nameOf(type, merged)
    if (name === '') return reject('event-missing', 'A track needs an event name.', found)
    if (name.length > factLimits.nameLength)
      return reject('name-too-long', `Names have at most ${factLimits.nameLength} characters.`, found)
    return takeIdentifiers({ ...found, type, name, index })
  }

  function takeIdentifiers(draft: Draft): Outcome {
    const claims = claimsOf(draft)
    const tooLong = claims.find(({ value }) => typeof value === 'string' && value.length > IDENTIFIER_LENGTH_MAX)
    if (tooLong) return reject('identifier-too-long', `The ${tooLong.kind} has more than ${IDENTIFIER_LENGTH_MAX} characters.`, draft)
    const identifiers = identify(claims)
    if (identifiers.length === 0) {
      return reject(
        'identifier-missing',
        'No identifier that says who this is: userId, anonymousId, email, phone or an external id.',
        draft,
      )
    }
    const alleged = draft.type === 'alias' ? identify(previousIds(draft.item)) : []
    return finish(draft, identifiers, alleged)
  }
}

type Draft = { item: Json; origin: Origin; sentAt: unknown; type: FactType; name: string; index: number }

function finish(draft: Draft, identifiers: Identifier[], alleged: Identifier[]): Outcome {
  const { item, origin, type, name, index } = draft
  const { time, clamped } = timeOf(draft)
  const traits = isObject(item['traits']) ? item['traits'] : undefined
  const context = contextOf(item, origin, clamped)
  const properties = JSON.stringify(propertiesOf(type, item))
  const contextText = JSON.stringify(context)
  if (
    (properties.length + contextText.length) * 3 > factLimits.factBytes &&
    Buffer.byteLength(JSON.stringify(item)) > factLimits.factBytes
  ) {
    return reject('fact-too-large', `A fact has at most ${factLimits.factBytes} bytes.`, draft)
  }
  const messageId = messageIdOf(item) || `${origin.intakeId}-${index}`
  return {
    ok: true,
    fact: {
      type, name, messageId, time,
      tie: crc32(messageId),
      receivedAt: origin.receivedAt,
      origin: origin.origin,
      sourceId: origin.sourceId,
      identifiers, alleged,
      userId: text(item['userId']),
      anonymousId: text(item['anonymousId']),
      accountId: accountOf(type, item, context),
      traits: type === 'identify' ? traits : isObject(context['traits']) ? context['traits'] : undefined,
      accountTraits: type === 'group' ? traits : undefined,
      consents: type === 'track' ? consentsIn(name, item['properties'], context) : undefined,
      properties,
      context: contextText,
      bot: isCrawler(context),
      raw: () => toText(draft),
    },
  } // prettier-ignore
}

/** The message id as sent; one that is too long to keep stands for itself by its hash. */
function messageIdOf(item: Json): string {
  const messageId = text(item['messageId'])
  return messageId.length > factLimits.nameLength ? hash('sha256', messageId) : messageId
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Ids and names come as texts or numbers; anything else says nothing. */
function text(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

/** The item with what its batch and its path say: from here on it stands for itself, also when it is rejected and replayed. */
function mergeShared(item: Json, { context, integrations }: Shared, call: string | undefined): Json {
  if (!context && !integrations && (call === undefined || item['type'])) return item
  const merged: Json = { ...item }
  merged['type'] ||= call
  if (context) merged['context'] = { ...context, ...(isObject(item['context']) ? item['context'] : {}) }
  if (integrations) merged['integrations'] = { ...integrations, ...(isObject(item['integrations']) ? item['integrations'] : {}) }
  return merged
}

function nameOf(type: FactType, item: Json): string {
  if (type === 'track') return text(item['event'])
  if (type !== 'page' && type !== 'screen') return type
  const properties = isObject(item['properties']) ? item['properties'] : {}
  return text(item['name']) || text(properties['name']) || type
}

/** Properties, or traits, as an object; anything else that was sent in their place is kept under `value`. */
function propertiesOf(type: FactType, item: Json): Json {
  const sent = type === 'identify' || type === 'group' ? item['traits'] : item['properties']
  if (isObject(sent)) return sent
  return sent === undefined || sent === null ? {} : { value: sent }
}

export function claimsOf({ type, item }: Pick<Draft, 'type' | 'item'>): IdentityClaim[] {
  const context = isObject(item['context']) ? item['context'] : {}
  const traits = type === 'identify' ? item['traits'] : context['traits']
  const claims: IdentityClaim[] = [
    { kind: 'user_id', value: item['userId'] },
    { kind: 'anonymous_id', value: item['anonymousId'] },
  ]
  if (isObject(traits)) claims.push({ kind: 'email', value: traits['email'] }, { kind: 'phone', value: traits['phone'] })
  const external = context['externalIds'] ?? item['externalIds']
  if (Array.isArray(external)) for (const entry of external.slice(0, 50)) claims.push(...externalClaim(entry))
  return claims
}

/** An entry of `context.externalIds`: `{ type, id, collection: 'users' }`. */
function externalClaim(entry: unknown): IdentityClaim[] {
  if (!isObject(entry) || (entry['collection'] ?? 'users') !== 'users') return []
  const namespace = text(entry['type']).toLowerCase().slice(0, 60)
  if (['user_id', 'anonymous_id', 'email', 'phone'].includes(namespace)) return [{ kind: namespace, value: entry['id'] }]
  return namespace === '' ? [] : [{ kind: `external:${namespace}`, value: entry['id'] }]
}

/** The previous id of an alias was a user's or a device's: both are alleged, and whichever was ever used counts. */
export function previousIds(item: Json): IdentityClaim[] {
  return [
    { kind: 'user_id', value: item['previousId'] },
    { kind: 'anonymous_id', value: item['previousId'] },
  ]
}

function timeOf({ item, sentAt, origin: { origin, receivedAt } }: Draft): { time: number; clamped: unknown } {
  const timestamp = item['originalTimestamp'] ?? item['timestamp']
  const { time, clamped } = factTime({ timestamp, sentAt: origin === 'import' ? undefined : sentAt }, receivedAt)
  return { time, clamped: clamped ? timestamp : undefined }
}

/** The context as sent, plus what only we can know. The original of a time that could not be is kept. */
function contextOf(item: Json, { ip, userAgent }: Origin, clamped: unknown): Json {
  const sent = isObject(item['context']) ? item['context'] : item['context'] ? { value: item['context'] } : {}
  if (ip === undefined && userAgent === undefined && clamped === undefined) return sent
  const context: Json = { ...sent }
  if (ip !== undefined) context['ip'] ??= ip
  if (userAgent !== undefined) context['userAgent'] ??= userAgent
  if (clamped !== undefined) context['percorso'] = { originalTimestamp: clamped }
  return context
}

function accountOf(type: FactType, item: Json, context: Json): string {
  const id = type === 'group' ? text(item['groupId']) : text(context['groupId'])
  return id.length > IDENTIFIER_LENGTH_MAX ? '' : id
}

const crawlers = new Map<string, boolean>()

/** Whether the user agent is a crawler's; remembered, as the same few thousand come again and again. */
function isCrawler(context: Json): boolean {
  const userAgent = context['userAgent']
  if (typeof userAgent !== 'string' || userAgent === '') return false
  let crawler = crawlers.get(userAgent)
  if (crawler === undefined) {
    if (crawlers.size > 10_000) crawlers.clear()
    crawlers.set(userAgent, (crawler = isbot(userAgent)))
  }
  return crawler
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}

type Found = { item: unknown; origin: Origin; sentAt?: unknown }

function reject(reason: RejectReason, detail: string, found: Found): Outcome {
  const { item, origin } = found
  const messageId = isObject(item) ? messageIdOf(item) || undefined : undefined
  return {
    ok: false,
    rejection: { reason, detail, messageId, payload: toText(found), sourceId: origin.sourceId, receivedAt: origin.receivedAt },
  }
}

/** The item as JSON, with what its batch says of it; one that is nested too deep even for that keeps its outer levels. */
function toText({ item, sentAt }: Found): string {
  const whole = isObject(item) && sentAt !== undefined ? { ...item, sentAt } : item
  try {
    return JSON.stringify(whole) ?? 'null'
  } catch {
    return JSON.stringify(cut(whole, factLimits.depth))
  }
}

function cut(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return '…'
  if (Array.isArray(value)) return value.map((item) => cut(item, levels - 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cut(item, levels - 1)]))
}
