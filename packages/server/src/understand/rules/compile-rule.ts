import type { Explained, FactLeaf, RuleOf, SegmentRuleLeaf, SegmentWhere, StateLeaf } from '@percorso/contract'
import { momentIn } from './calendar.ts'
import type { At } from './calendar.ts'
import { compileDid } from './fact-leaves.ts'
import type { Remembered } from './fact-leaves.ts'
import { compileKnown } from './state-leaves.ts'
import type { KnownLeaf, Normalise, PersonState } from './state-leaves.ts'
import { asFactLeaf, needsOf } from './streams.ts'
import type { Need } from './streams.ts'

/** All that a rule may ask about somebody. */
export type Person = { state: PersonState; facts: Remembered }

/** A rule made ready for many people. */
export type CompiledRule = {
  /** What has to be remembered of facts for it. */
  needs: Need[]
  holds(person: Person, at: At): boolean
  /** The next moment at which its answer might turn by itself, if nothing else happens; undefined if there is none. */
  nextMoment(person: Person, at: At): number | undefined
  /** The moment at which it does, or at which to look again. Dearer. */
  turnsAt(person: Person, at: At): number | undefined
  /** How it goes for somebody, condition by condition. */
  explain(person: Person, at: At): Explained
}

export type RuleContext = { timeZone: string; normalise: Normalise }

/** So many moments are tried to find the one at which a rule turns; then it is looked at again. */
const MOMENTS_MAX = 64

type Leaf = {
  holds(person: Person, at: At): boolean
  turns(person: Person, at: At): number[]
  found(person: Person, at: At): unknown
}
type Node = { joined: 'all' | 'any' | 'not'; parts: Node[] } | { leaf: SegmentRuleLeaf; test: Leaf }

/** Makes a rule ready. */
export function compileRule(where: SegmentWhere, context: RuleContext): CompiledRule {
  const needs: Need[] = []
  const root = compileNode(where, { ...context, needs })
  return {
    needs,
    holds: (person, at) => holdsNode(root, person, at),
    nextMoment: (person, at) => soonest(root, person, at),
    turnsAt: (person, at) => turnOf(root, person, at),
    explain: (person, at) => explainNode(root, person, at),
  }
}

function compileNode(where: RuleOf<SegmentRuleLeaf>, context: RuleContext & { needs: Need[] }): Node {
  if ('all' in where) return { joined: 'all', parts: where.all.map((part) => compileNode(part, context)) }
  if ('any' in where) return { joined: 'any', parts: where.any.map((part) => compileNode(part, context)) }
  if ('not' in where) return { joined: 'not', parts: [compileNode(where.not, context)] }
  const { timeZone, normalise, needs } = context
  if (isKnownLeaf(where)) {
    const known = compileKnown(where, timeZone, normalise)
    return { leaf: where, test: { holds: ({ state }, at) => known.holds(state, at), turns: ({ state }, at) => known.turns(state, at), found: ({ state }) => known.found(state) } } // prettier-ignore
  }
  const factLeaf = 'profile' in where ? asFactLeaf(where) : where
  needs.push(...needsOf(factLeaf, timeZone))
  const did = compileDid(factLeaf, timeZone)
  return { leaf: where, test: { holds: ({ facts }, at) => did.holds(facts, at), turns: ({ facts }, at) => did.turns(facts, at), found: ({ facts }, at) => did.found(facts, at) } } // prettier-ignore
}

const KNOWN = ['trait', 'accountTrait', 'identifier', 'account', 'segment', 'set', 'bucket']

/** Whether a condition is about what is known of somebody, rather than what they did. */
export function isKnownLeaf(leaf: FactLeaf | StateLeaf): leaf is KnownLeaf {
  return KNOWN.some((key) => key in leaf)
}

function holdsNode(node: Node, person: Person, at: At): boolean {
  if ('leaf' in node) return node.test.holds(person, at)
  if (node.joined === 'all') return node.parts.every((part) => holdsNode(part, person, at))
  if (node.joined === 'any') return node.parts.some((part) => holdsNode(part, person, at))
  return !holdsNode(node.parts[0]!, person, at)
}

function turnOf(node: Node, person: Person, at: At): number | undefined {
  const moments = momentsOf(node, person, at)
  const before = moments.length > 0 && holdsNode(node, person, at)
  const tried = moments.slice(0, MOMENTS_MAX)
  const turned = tried.find((now) => holdsNode(node, person, momentIn(at.timeZone, now)) !== before)
  return turned ?? (moments.length > MOMENTS_MAX ? tried.at(-1) : undefined)
}

/** The first of {@link momentsOf}, without gathering them: this is asked for every fact. */
function soonest(node: Node, person: Person, at: At): number | undefined {
  let first: number | undefined
  const add = (moment: number | undefined) => {
    if (moment !== undefined && moment > at.now && moment < (first ?? Infinity)) first = moment
  }
  if ('joined' in node) for (const part of node.parts) add(soonest(part, person, at))
  else for (const moment of node.test.turns(person, at)) add(moment)
  return first
}

/** The moments after now at which any condition may turn. */
function momentsOf(node: Node, person: Person, at: At): number[] {
  const moments = new Set<number>()
  const add = (part: Node) => {
    if ('joined' in part) return part.parts.forEach(add)
    for (const moment of part.test.turns(person, at)) if (moment > at.now && moment < Infinity) moments.add(moment)
  }
  add(node)
  return [...moments].sort((a, b) => a - b)
}

function explainNode(node: Node, person: Person, at: At): Explained {
  const turnsAt = turnOf(node, person, at)
  const outcome = { holds: holdsNode(node, person, at), turnsAt: turnsAt === undefined ? null : new Date(turnsAt).toISOString() }
  if ('leaf' in node) {
    const found = node.test.found(person, at)
    return { ...outcome, leaf: node.leaf, ...(found !== undefined && { found }) }
  }
  return { ...outcome, joined: node.joined, parts: node.parts.map((part) => explainNode(part, person, at)) }
}
