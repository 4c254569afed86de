import type { IdentityPolicy } from '@percorso/contract'
import type { Db } from '../../stores/index.ts'
import { addConsents } from '../consent/index.ts'
import type { ConsentDelta, SaidConsent } from '../consent/index.ts'
import { linkKey } from './decide-profiles.ts'
import type { Identifier } from './identifier.ts'
import { linkIdentifiers } from './link-identifiers.ts'
import type { KnownLinks } from './known-links.ts'
import { decideNewborn } from './decide-newborn.ts'
import { addAccounts, addIdentifiers, addLives, addMembers, addTraits, announceMoves, goByIndex } from './tables.ts'
import type { AccountDelta, MemberDelta, NewLink, OtherIdentifier, OwnDelta } from './tables.ts'
import { hasState, noTraits, writeTraits } from './traits.ts'
import { renewWholes } from './renew-wholes.ts'
import { addUncounted } from './uncounted-tables.ts'

/** What profiles need to know of a fact. `identifiers` is not empty; the first is the foremost. Times in ms. */
export type AppliedFact = {
  time: number
  messageId: string
  /** A number derived from the message id: breaks ties between traits written at the same time. */
  tie: number
  sourceId: number
  identifiers: Identifier[]
  /** Identifiers that an alias claims to be of the same person. */
  alleged: Identifier[]
  traits: Record<string, unknown> | undefined
  accountId: string
  accountTraits: Record<string, unknown> | undefined
  consents: SaidConsent[] | undefined
}

export type Scope = { db: Db; workspaceId: number; policy: IdentityPolicy; known: KnownLinks }

/**
 * Applies facts to the people they are about: traits, links, merges, accounts; counters are left for {@link countFacts}. Facts may come in any
 * order and on any machine: the result depends on the set of facts only. Each fact must be applied once; the caller's transaction sees to that.
 */
export async function applyFacts(
  scope: Scope,
  { own, lives, others, links, accounts, members, consents }: Summary,
): Promise<AppliedChange> {
  if (own.size === 0) return { changed: { ids: [], accountIds: [] }, committed: () => {} }
  await goByIndex(scope.db)
  const news = [...links.values()]
  const named = [...others.values()].filter(({ id }) => !own.has(id))
  const newborn = await decideNewborn(scope, { news, own, named })
  const ids = [...newborn.ids]
  const used = await addIdentifiers(scope, named, ids)
  const touched = await addLives(scope, lives, ids)
  await addTraits(scope, lives.filter(hasState))
  await announceMoves(scope, newborn.moves)
  const regrouped = await linkIdentifiers(scope, { news, newborn: newborn.ids, touched: [...used, ...touched] })
  await renewWholes(scope, { own: new Map(lives.map((life) => [life.id, { ...life, facts: 0 }])), touched, regrouped })
  await addUncounted(scope, own.values())
  await addAccounts(scope, [...accounts.values()])
  const joined = await addMembers(scope, [...members.values()])
  await addConsents(scope, [...consents.values()])
  const changed = {
    ids: [...lives.map(({ id }) => id), ...joined, ...Array.from(consents.values(), ({ identifierId }) => identifierId)],
    accountIds: [...accounts.values()].filter(hasState).map(({ accountId }) => accountId),
  }
  return { changed, committed: () => scope.known.add({ links: news, identifiers: named, lives }) }
}

/** Of whom more has changed than what they did: identifiers that are new, have other traits, joined an account or said something about consent; accounts with other traits. */
export type Changed = { ids: string[]; accountIds: string[] }
/** `committed`: what to do once the transaction has committed. */
export type AppliedChange = { changed: Changed; committed: () => void }

/** What facts add, by whom and what they add it to. `lives`: those of `own` whose rows it changes now. */
export type Summary = {
  own: Map<string, OwnDelta>
  lives: OwnDelta[]
  others: Map<string, OtherIdentifier>
  links: Map<string, NewLink>
  accounts: Map<string, AccountDelta>
  members: Map<string, MemberDelta>
  consents: Map<string, ConsentDelta>
}

/** Sums up facts. Links, identifiers and lives that are known to be stored are left out: most facts tell nothing new about who is who. */
export function summariseFacts(facts: AppliedFact[], known: KnownLinks): Summary {
  const summary: Summary = {
    own: new Map(),
    lives: [],
    others: new Map(),
    links: new Map(),
    accounts: new Map(),
    members: new Map(),
    consents: new Map(),
  }
  for (const fact of facts) {
    addOwn(summary, fact)
    if (fact.identifiers.length > 1 || fact.alleged.length > 0) addOthers(summary, fact, known)
    if (fact.accountId !== '') addAccount(summary, fact)
    for (const said of fact.consents ?? []) addConsent(summary, fact, said)
  }
  summary.lives = [...summary.own.values()].filter((own) => own.state !== undefined || !known.hasLived(own))
  return summary
}

function addOwn({ own }: Summary, fact: AppliedFact): void {
  const foremost = fact.identifiers[0]!
  let delta = own.get(foremost.id)
  if (!delta) {
    const { time } = fact
    own.set(
      foremost.id,
      (delta = { ...foremost, profileId: foremost.id, alleged: false, facts: 0, firstSeen: time, lastSeen: time, state: undefined }),
    )
  }
  delta.facts += 1
  delta.firstSeen = Math.min(delta.firstSeen, fact.time)
  delta.lastSeen = Math.max(delta.lastSeen, fact.time)
  if (fact.traits) writeTraits((delta.state ??= noTraits()), fact.traits, [fact.time, fact.tie, fact.sourceId])
}

function addOthers({ others, links }: Summary, fact: AppliedFact, known: KnownLinks): void {
  const from = fact.identifiers[0]!.id
  const add = (other: Identifier, alleged: boolean) => {
    const isNamed = others.get(other.id)?.alleged === false || (alleged && others.has(other.id))
    if (!isNamed && !known.hasIdentifier({ id: other.id, alleged })) others.set(other.id, { ...other, profileId: other.id, alleged })
    if (other.id !== from && !known.hasLink([from, other.id], fact)) addLink(links, [from, other.id], fact)
  }
  for (let index = 1; index < fact.identifiers.length; index += 1) add(fact.identifiers[index]!, false)
  for (const other of fact.alleged) add(other, true)
}

function addLink(links: Summary['links'], [from, to]: [string, string], fact: AppliedFact): void {
  const key = linkKey(from, to)
  const known = links.get(key)
  if (known && (known.firstAt < fact.time || (known.firstAt === fact.time && known.messageId <= fact.messageId))) return
  const [a, b] = from < to ? [from, to] : [to, from]
  links.set(key, { a, b, firstAt: fact.time, messageId: fact.messageId, sourceId: fact.sourceId, refused: null })
}

function addAccount({ accounts, members }: Summary, fact: AppliedFact): void {
  const { accountId, time } = fact
  let account = accounts.get(accountId)
  if (!account) accounts.set(accountId, (account = { accountId, facts: 0, firstSeen: time, lastSeen: time, state: undefined }))
  account.facts += 1
  account.firstSeen = Math.min(account.firstSeen, time)
  account.lastSeen = Math.max(account.lastSeen, time)
  if (fact.accountTraits) writeTraits((account.state ??= noTraits()), fact.accountTraits, [time, fact.tie, fact.sourceId])
  const identifierId = fact.identifiers[0]!.id
  const key = `${identifierId}|${accountId}`
  const member = members.get(key)
  if (!member) members.set(key, { accountId, identifierId, firstSeen: time, lastSeen: time })
  else {
    member.firstSeen = Math.min(member.firstSeen, time)
    member.lastSeen = Math.max(member.lastSeen, time)
  }
}

/** Last said holds, as with traits. */
function addConsent(
  { consents }: Summary,
  { identifiers, time, tie, sourceId, messageId }: AppliedFact,
  { purpose, given }: SaidConsent,
): void {
  const identifierId = identifiers[0]!.id
  const key = `${identifierId}|${purpose}`
  const known = consents.get(key)
  if (known && (known.saidAt > time || (known.saidAt === time && known.tie >= tie))) return
  consents.set(key, { identifierId, purpose, given, saidAt: time, tie, sourceId, messageId })
}
