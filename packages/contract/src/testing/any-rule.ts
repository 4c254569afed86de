import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { SegmentRuleLeaf, SegmentWhere } from '../segment-rules.ts'
import { anyFactLeaves } from './any-fact-leaf.ts'
import { anyKnownLeaves } from './any-known-leaf.ts'
import { anything } from './any-words.ts'
import type { RuleWords } from './any-words.ts'

type Leaves = ReturnType<typeof anyKnownLeaves> & ReturnType<typeof anyFactLeaves>
export type LeafKind = keyof Leaves

export type AnyRuleOptions = Partial<RuleWords> & {
  /** Of which kinds the conditions are; all, if left out. */
  leaves?: readonly LeafKind[]
  /** How deep groups go at most: 0 is a single condition. */
  depth?: number
  /** How many parts a group has at most. */
  width?: number
}

/** Valid rules of the whole language. Each option narrows what they are made of, so that they can be about facts and traits that exist. */
export function anyRule({ leaves, depth = 3, width = 3, ...words }: AnyRuleOptions = {}): Arbitrary<SegmentWhere> {
  const leaf = anyLeaf(leaves, words)
  const joined = (level: number): Arbitrary<SegmentWhere> => {
    if (level === 0) return leaf
    const part = joined(level - 1)
    const parts = fc.array(part, { minLength: 1, maxLength: width })
    return fc.oneof(
      { arbitrary: leaf, weight: 2 },
      { arbitrary: parts.map((all) => ({ all })), weight: 2 },
      { arbitrary: parts.map((any) => ({ any })), weight: 2 },
      { arbitrary: part.map((not) => ({ not })), weight: 1 },
    )
  }
  return joined(depth)
}

/** One condition, of one of these kinds. */
function anyLeaf(kinds?: readonly LeafKind[], words: Partial<RuleWords> = {}): Arbitrary<SegmentRuleLeaf> {
  const all = { ...anything, ...words }
  const leaves: Leaves = { ...anyKnownLeaves(all), ...anyFactLeaves(all) }
  return fc.oneof(...(kinds ?? (Object.keys(leaves) as LeafKind[])).map((kind): Arbitrary<SegmentRuleLeaf> => leaves[kind]))
}
