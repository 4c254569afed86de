import { leavesOf } from '@percorso/contract'
import type { FactLeaf, SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import type { KnownWish } from '../../record/profiles/index.ts'
import type { At } from './calendar.ts'
import { isKnownLeaf } from './compile-rule.ts'
import { compileDid } from './fact-leaves.ts'
import { compileKnown } from './state-leaves.ts'
import type { Normalise, PersonState } from './state-leaves.ts'
import { asFactLeaf } from './streams.ts'

/** A rule taken apart for the stores: the warehouse answers `facts`, and only where that leaves the rule open is anything known of people asked for. */
export type Plan = {
  facts: FactLeaf[]
  /** The answers of somebody who did nothing that the rule is about. */
  ofNothing: boolean[]
  wish: Wish
  segments: number[]
  /** How the rule goes by the answers to `facts` alone; undefined: it depends on what is known of the person. */
  verdict(answers: boolean[]): boolean | undefined
  verdictFor(answers: boolean[], state: PersonState): boolean
}

type Answer = (leaf: SegmentRuleLeaf) => boolean | undefined

/** Takes a rule apart. */
export function planRule(where: SegmentWhere, at: At, normalise: Normalise): Plan {
  const leaves = leavesOf<SegmentRuleLeaf>(where)
  const facts: FactLeaf[] = []
  const places = new Map<SegmentRuleLeaf, number>()
  const known = new Map<SegmentRuleLeaf, ReturnType<typeof compileKnown>>()
  for (const leaf of leaves) {
    if (isKnownLeaf(leaf)) known.set(leaf, compileKnown(leaf, at.timeZone, normalise))
    else places.set(leaf, placeOf('profile' in leaf ? asFactLeaf(leaf) : leaf, facts))
  }
  const did =
    (answers: boolean[]): Answer =>
    (leaf) =>
      answers[places.get(leaf) ?? -1]
  return {
    facts,
    ofNothing: facts.map((leaf) => compileDid(leaf, at.timeZone).ask(() => undefined, at).holds),
    wish: wishOf(leaves),
    segments: [...new Set(leaves.flatMap((leaf) => ('segment' in leaf ? [leaf.segment] : [])))],
    verdict: (answers) => judge(where, did(answers)),
    verdictFor: (answers, state) => judge(where, (leaf) => known.get(leaf)?.holds(state, at) ?? did(answers)(leaf))!,
  }
}

/** What a rule asks that is not about facts; `sets` are uploaded sets. */
export type Wish = KnownWish & { sets: number[] }

/** What these conditions ask that is not about facts. */
export function wishOf(leaves: SegmentRuleLeaf[]): Wish {
  return {
    traits: [...new Set(leaves.flatMap((leaf) => ('trait' in leaf ? [leaf.trait] : [])))],
    accounts: leaves.some((leaf) => 'accountTrait' in leaf || 'account' in leaf),
    identifiers: leaves.some((leaf) => 'identifier' in leaf),
    consents: [...new Set(leaves.flatMap((leaf) => ('consent' in leaf ? [leaf.consent] : [])))],
    sets: [...new Set(leaves.flatMap((leaf) => ('set' in leaf ? [leaf.set] : [])))],
  }
}

/** The same condition is asked once. */
function placeOf(leaf: FactLeaf, facts: FactLeaf[]): number {
  const text = JSON.stringify(leaf)
  const place = facts.findIndex((other) => JSON.stringify(other) === text)
  return place >= 0 ? place : facts.push(leaf) - 1
}

/** As far as it can be told: what is unknown only matters where the rest does not decide. */
function judge(where: SegmentWhere, answer: Answer): boolean | undefined {
  if ('not' in where) {
    const inner = judge(where.not, answer)
    return inner === undefined ? undefined : !inner
  }
  if (!('all' in where) && !('any' in where)) return answer(where)
  const decisive = 'any' in where
  const parts = ('all' in where ? where.all : where.any).map((part) => judge(part, answer))
  if (parts.includes(decisive)) return decisive
  return parts.includes(undefined) ? undefined : !decisive
}
