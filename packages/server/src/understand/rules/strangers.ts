import { leavesOf } from '@percorso/contract'
import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'
import type { FindScope } from './find-people.ts'
import { matchesIn } from './matches-in.ts'
import { knownNames, knownPaths } from './vocabulary-facts.ts'
import { knownTraits } from './vocabulary-tables.ts'

type Stranger = 'unknown-fact' | 'unknown-trait' | 'unknown-property'

/** So many facts of a name, and so many people, are looked at for a property or a trait. */
const LOOKED_AT = 2_000

/** Whether a rule names things that never came: mostly a slip of the pen. */
export async function strangersIn(scope: FindScope, where: SegmentWhere): Promise<Stranger[]> {
  const leaves = leavesOf<SegmentRuleLeaf>(where)
  const { names, pathsByName } = matchesIn(leaves)
  const traits = [...new Set(leaves.flatMap((leaf) => ('trait' in leaf ? [leaf.trait] : [])))]
  const strangers: Stranger[] = []
  const known = await knownNames(scope, names)
  if (names.some((name) => !known.has(name))) strangers.push('unknown-fact')
  if (traits.length > 0) {
    const there = await knownTraits(scope, traits, LOOKED_AT)
    if (traits.some((trait) => !there.has(trait))) strangers.push('unknown-trait')
  }
  for (const [name, paths] of pathsByName) {
    if (!known.has(name)) continue
    const there = await knownPaths(scope, name, LOOKED_AT)
    if (paths.some((path) => !there.some((one) => one === path || one.startsWith(`${path}.`)))) strangers.push('unknown-property')
  }
  return strangers
}
