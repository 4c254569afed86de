import type { Explained, FactLeaf, RuleOf, SegmentRuleLeaf, SegmentWhere, StateLeaf } from '@percorso/contract'
import { joinAnswers } from './answer.ts'
import type { Answer } from './answer.ts'
import { momentIn } from './calendar.ts'
import type { At } from './calendar.ts'
import { compileDid } from './fact-leaves.ts'
import type { Remembered } from './readings.ts'
import { compileKnown } from './state-leaves.ts'
import type { KnownLeaf, Normalise, PersonState } from './state-leaves.ts'
import { asFactLeaf, needsOf } from './streams.ts'
import type { Need } from './streams.ts'

/** All that a rule may ask about somebody. */
export type Person = { state: PersonState; facts: Remembered }

/** Somebody of whom nothing is known and who did nothing. */
export const NOBODY: Person = {
  state: { profileId: '', traits: {}, accounts: [], identifiers: [], segments: new Set(), sets: new Set(), consents: new Map() },
  facts: () => undefined,
}

/** A rule made ready for many people. */
export type CompiledRule = {
  /** What has to be remembered of facts for it. */
  needs: Need[]
  ask(person: Person, at: At): Answer
  /** How it goes for somebody, condition by condition, and when each would turn by itself. */
  explain(person: Person, at: At): Explained
}

export type RuleContext = { timeZone: string; normalise: Normalise }

/** So many moments are tried to find the one at which a rule turns; then it is looked at again. */
const MOMENTS_MAX = 64

type Ask = (person: Person, at: At) => Answer
type Node =
  { joined: 'all' | 'any' | 'not'; parts: Node[] } | { leaf: SegmentRuleLeaf; ask: Ask; found: (person: Person, at: At) => unknown }

/** Makes a rule ready. */
export function compileRule(where: SegmentWhere, context: RuleContext): CompiledRule {
  const needs: Need[] = []
  const root = compileNode(where, { ...context, needs })
  return { needs, ask: (person, at) => askNode(root, person, at), explain: (person, at) => explainNode(root, person, at) }
}

function compileNode(where: RuleOf<SegmentRuleLeaf>, context: RuleContext & { needs: Need[] }): Node {
  if ('all' in where) return { joined: 'all', parts: where.all.map((part) => compileNode(part, context)) }
  if ('any' in where) return { joined: 'any', parts: where.any.map((part) => compileNode(part, context)) }
  if ('not' in where) return { joined: 'not', parts: [compileNode(where.not, context)] }
  const { timeZone, normalise, needs } = context
  if (isKnownLeaf(where)) {
    const known = compileKnown(where, timeZone, normalise)
    return {
      leaf: where,
      ask: ({ state }, at) => ({ holds: known.holds(state, at), next: known.next(state, at) }),
      found: ({ state }) => known.found(state),
    }
  }
  const factLeaf = 'profile' in where ? asFactLeaf(where) : where
  needs.push(...needsOf(factLeaf, timeZone))
  const did = compileDid(factLeaf, timeZone)
  return { leaf: where, ask: ({ facts }, at) => did.ask(facts, at), found: ({ facts }, at) => did.found(facts, at) }
}

const KNOWN = ['trait', 'accountTrait', 'identifier', 'account', 'segment', 'set', 'consent', 'bucket']

/** Whether a condition is about what is known of somebody, rather than what they did. */
export function isKnownLeaf(leaf: FactLeaf | StateLeaf): leaf is KnownLeaf {
  return KNOWN.some((key) => key in leaf)
}

function askNode(node: Node, person: Person, at: At): Answer {
  if ('leaf' in node) return node.ask(person, at)
  if (node.joined === 'not') {
    const { holds, next } = askNode(node.parts[0]!, person, at)
    return { holds: !holds, next }
  }
  return joinAnswers(node.joined, node.parts, (part) => askNode(part, person, at))
}

/** The moment at which it turns by itself, or at which to look again. */
function turnOf(node: Node, person: Person, at: At): number | undefined {
  const before = askNode(node, person, at)
  let { next } = before
  for (let tried = 0; next < Infinity && tried < MOMENTS_MAX; tried += 1) {
    const then = askNode(node, person, momentIn(at.timeZone, next))
    if (then.holds !== before.holds) return next
    next = then.next
  }
  return next === Infinity ? undefined : next
}

function explainNode(node: Node, person: Person, at: At): Explained {
  const turnsAt = turnOf(node, person, at)
  const outcome = { holds: askNode(node, person, at).holds, turnsAt: turnsAt === undefined ? null : new Date(turnsAt).toISOString() }
  if ('leaf' in node) {
    const found = node.found(person, at)
    return { ...outcome, leaf: node.leaf, ...(found !== undefined && { found }) }
  }
  return { ...outcome, joined: node.joined, parts: node.parts.map((part) => explainNode(part, person, at)) }
}
