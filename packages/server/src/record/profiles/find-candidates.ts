import type { RuleLeaf } from '@percorso/contract'
import { withCondition, withPrefix, withWords } from './candidate-tables.ts'
import { certainties } from './people-tables.ts'
import type { Wanted } from './people-tables.ts'
import type { ReadScope } from './profile-tables.ts'

/** Up to here all who may be meant are fetched and sorted; beyond, people are walked through in an order that has an index. */
export const CANDIDATES_MAX = 2_000
const WORD_LENGTH_MIN = 2
const TRIED_MAX = 3
/** For so long it is remembered that a condition means many: finding that out costs as much as reading them all from the index. */
const MANY_FOR_MS = 600_000
const MANY_MAX = 1_000

const many = new Map<string, number>()

/** The ids of people among whom everybody is who is wanted; undefined if no index narrows them down to few. */
export async function findCandidates(scope: ReadScope, wanted: Wanted): Promise<string[] | undefined> {
  const searched = await findSearched(scope, wanted)
  if (searched) return searched
  for (const leaf of promising(certainties(wanted.where))) {
    const key = `${scope.workspaceId} ${JSON.stringify(leaf)}`
    if ((many.get(key) ?? 0) > performance.now()) continue
    const ids = await withCondition(scope, leaf, CANDIDATES_MAX)
    if (isFew(ids)) return [...new Set(ids)]
    if (many.size >= MANY_MAX) many.clear()
    many.set(key, performance.now() + MANY_FOR_MS)
  }
  return undefined
}

/** The conditions that an index serves and that are likely to mean few; so many are tried and no more, as each costs a few milliseconds. */
function promising(leaves: RuleLeaf[]): RuleLeaf[] {
  const rank = (leaf: RuleLeaf) => ('identifier' in leaf ? 0 : 'account' in leaf ? 1 : 'trait' in leaf ? 2 : 3)
  const served = leaves.filter((leaf) => ('trait' in leaf ? leaf.op === 'equals' : !('accountTrait' in leaf) && leaf.op !== 'exists'))
  return served.toSorted((a, b) => rank(a) - rank(b)).slice(0, TRIED_MAX)
}

/** Those whom a search means, by identifier or by name: both must be few. */
async function findSearched(scope: ReadScope, { prefix, words }: Wanted): Promise<string[] | undefined> {
  if (prefix === undefined || (words !== undefined && words.length < WORD_LENGTH_MIN)) return undefined
  const byIdentifier = await withPrefix(scope, prefix, CANDIDATES_MAX)
  if (!isFew(byIdentifier)) return undefined
  const byName = words === undefined ? [] : await withWords(scope, words, CANDIDATES_MAX)
  return isFew(byName) ? [...new Set([...byIdentifier, ...byName])] : undefined
}

function isFew(ids: string[] | undefined): ids is string[] {
  return ids !== undefined && ids.length < CANDIDATES_MAX
}
