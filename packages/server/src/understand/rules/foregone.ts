import { leavesOf } from '@percorso/contract'
import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import type { At } from './calendar.ts'
import { asFactLeaf } from './streams.ts'
import { compare, compileTest } from './test-value.ts'

/** So many cases are gone through at most; a rule with more is not reasoned about. */
const CASES_MAX = 4_096

/** What a condition is about, and what it says of each thing that may be the case there. */
type Saying = { about: string; values: unknown[]; holds(value: unknown): boolean }

/**
 * Whether a rule is true or false of anybody there could be. Conditions on the same thing are held against each other, by the values at which any of them
 * turns; all others may be true or false as they please. So not every contradiction is found, but none that is not there.
 */
export function alwaysOrNever(where: SegmentWhere, at: At): ('always' | 'never')[] {
  const sayings = new Map(leavesOf<SegmentRuleLeaf>(where).map((leaf) => [leaf, sayingOf(leaf, at)]))
  const values = new Map<string, Set<unknown>>()
  for (const { about, values: some } of sayings.values()) values.set(about, new Set([...(values.get(about) ?? []), ...some]))
  const subjects = [...values.keys()]
  if ([...values.values()].reduce((cases, { size }) => cases * size, 1) > CASES_MAX) return []
  const seen = new Set<boolean>()
  for (const one of casesOf(subjects, values)) {
    seen.add(holds(where, (leaf) => sayings.get(leaf)!.holds(one.get(sayings.get(leaf)!.about))))
    if (seen.size === 2) return []
  }
  return [seen.has(true) ? 'always' : 'never']
}

function* casesOf(subjects: string[], values: Map<string, Set<unknown>>): Generator<Map<string, unknown>> {
  const [subject, ...rest] = subjects
  if (subject === undefined) return yield new Map()
  for (const one of casesOf(rest, values)) for (const value of values.get(subject)!) yield new Map(one).set(subject, value)
}

function holds(where: SegmentWhere, answer: (leaf: SegmentRuleLeaf) => boolean): boolean {
  if ('all' in where) return where.all.every((part) => holds(part, answer))
  if ('any' in where) return where.any.some((part) => holds(part, answer))
  return 'not' in where ? !holds(where.not, answer) : answer(where)
}

function sayingOf(leaf: SegmentRuleLeaf, at: At): Saying {
  const did = 'profile' in leaf ? asFactLeaf(leaf) : leaf
  if ('count' in did) {
    const { op, value, ...about } = did
    const around = [0, value - 1, value, value + 1].filter((count) => count >= 0)
    return { about: JSON.stringify(about), values: around, holds: (count) => compare(op, count as number, value) }
  }
  if ('measure' in did) {
    const { op, value, ...about } = did
    const least = did.measure === 'distinct' ? [0] : did.measure === 'sum' ? [] : [undefined]
    return {
      about: JSON.stringify(about),
      values: [...least, ...around(value)],
      holds: (found) => found !== undefined && compare(op, found as number, value),
    }
  }
  if ('trait' in did) return saidOfTrait(did, at)
  return { about: JSON.stringify(did), values: [true, false], holds: (is) => is === true }
}

type TraitLeaf = Extract<SegmentRuleLeaf, { trait: string }>

/** Tests of which all that matters is a handful of values; what others say of a trait is taken for something of its own. */
function saidOfTrait(leaf: TraitLeaf, at: At): Saying {
  const test = compileTest(leaf, at.timeZone)
  const about = JSON.stringify({ trait: leaf.trait })
  const some = [undefined, {}]
  switch (leaf.op) {
    case 'exists':
      return { about, values: some, holds: (value) => test.passes(value, at) }
    case 'equals':
      return { about, values: [...some, leaf.value], holds: (value) => test.passes(value, at) }
    case 'anyOf':
      return { about, values: [...some, ...leaf.value], holds: (value) => test.passes(value, at) }
    case 'lessThan':
    case 'atMost':
    case 'atLeast':
    case 'moreThan':
      return { about, values: [...some, ...around(leaf.value)], holds: (value) => test.passes(value, at) }
    default:
      return { about: JSON.stringify(leaf), values: [true, false], holds: (is) => is === true }
  }
}

/** A number, and others to either side of it that are nearer than any that a person would write beside it. */
function around(value: number): number[] {
  const near = Math.max(1e-6, Math.abs(value) * 1e-9)
  return [value - near, value, value + near]
}
