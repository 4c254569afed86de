import type { WebhookMatch } from '@percorso/contract'
import { OWN_FACTS, compileStream } from '../../understand/rules/index.ts'
import type { MatchedFact } from '../../understand/rules/index.ts'
import type { Scope } from './scope.ts'
import { selectActive, selectVersion } from './webhook-tables.ts'
import type { ActiveWebhook } from './webhook-tables.ts'

/** What one webhook looks for among facts of a name. `own`: facts by which segments and scores tell who moved, to be believed only from themselves. */
export type Matcher = { webhookId: number; own: boolean; isMeant: (fact: MatchedFact) => boolean }
/** All that a workspace's webhooks look for, by the names of facts: what nobody looks for costs one look into a map. */
export type Matchers = { version: number; timeZone: string; none: boolean; of: (name: string) => Matcher[] }
export type MatchersOf = (scope: Scope) => Promise<Matchers>

const WORKSPACES_MAX = 100
const NOTHING: Matcher[] = []
const OWN_NAMES = new Set<string>(Object.values(OWN_FACTS))

/** Keeps what the busy workspaces' webhooks look for, and reads it again only when it has changed. */
export function createMatchers(): MatchersOf {
  const kept = new Map<number, Matchers>()
  return async (scope) => {
    const { version, timeZone } = await selectVersion(scope)
    const known = kept.get(scope.workspaceId)
    if (known?.version === version && known.timeZone === timeZone) return known
    if (kept.size >= WORKSPACES_MAX) kept.clear()
    const webhooks = version === 0 ? [] : await selectActive(scope)
    const matchers = { version, timeZone, ...compileMatchers(webhooks, timeZone) }
    kept.set(scope.workspaceId, matchers)
    return matchers
  }
}

/** Makes what webhooks look for ready. Throws where an expression is none. */
export function compileMatchers(webhooks: ActiveWebhook[], timeZone: string): Pick<Matchers, 'none' | 'of'> {
  const named = new Map<string, Matcher[]>()
  const ofAny: Matcher[] = []
  for (const { webhookId, matches } of webhooks) {
    for (const match of matches) {
      for (const { name, ...matcher } of readMatch(match, timeZone)) {
        if (name === undefined) ofAny.push({ webhookId, ...matcher })
        else named.set(name, [...(named.get(name) ?? []), { webhookId, ...matcher }])
      }
    }
  }
  for (const [name, matchers] of named) if (!OWN_NAMES.has(name)) named.set(name, [...matchers, ...ofAny])
  const ofOthers = ofAny.length > 0 ? ofAny : NOTHING
  const of = (name: string) => named.get(name) ?? (OWN_NAMES.has(name) ? NOTHING : ofOthers)
  return { none: named.size === 0 && ofAny.length === 0, of }
}

type Read = Omit<Matcher, 'webhookId'> & { name: string | undefined }

function readMatch(match: WebhookMatch, timeZone: string): Read[] {
  if ('moves' in match) {
    const { segment, moves } = match
    const isMeant = ({ properties }: MatchedFact) => segment === undefined || properties()['segmentId'] === segment
    return [...new Set(moves)].map((move) => ({ name: OWN_FACTS[move], own: true, isMeant }))
  }
  const { fact: name, ...rest } = match
  const own = name !== undefined && OWN_NAMES.has(name)
  const eventOf = compileStream({ match: rest, kind: 'time' }, timeZone)
  // The name has been looked up. To rules, own facts are none by their names: what they are told of must not feed them; a webhook may ask for them.
  return [{ name, own, isMeant: (fact) => eventOf(own ? { ...fact, name: '' } : fact) !== undefined }]
}
