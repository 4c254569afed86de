import type { FactMatch, SegmentRuleLeaf } from '@percorso/contract'

/** The names of facts that conditions mention, and the properties that are asked of each name. */
export function matchesIn(leaves: SegmentRuleLeaf[]): { names: string[]; pathsByName: Map<string, string[]> } {
  const names = new Set<string>()
  const pathsByName = new Map<string, string[]>()
  for (const { match, paths } of leaves.flatMap(mentionedIn)) {
    if (match.fact === undefined) continue
    names.add(match.fact)
    const asked = [...paths, ...(match.where ?? []).map(({ property }) => property)]
    if (asked.length > 0) pathsByName.set(match.fact, [...(pathsByName.get(match.fact) ?? []), ...asked])
  }
  return { names: [...names], pathsByName }
}

type Mention = { match: FactMatch; paths: string[] }

function mentionedIn(leaf: SegmentRuleLeaf): Mention[] {
  const plain = (match: FactMatch): Mention => ({ match, paths: [] })
  const anchor = 'within' in leaf && leaf.within && 'after' in leaf.within ? [plain(leaf.within.after)] : []
  if ('count' in leaf) return [plain(leaf.count), ...anchor]
  if ('measure' in leaf) return [{ match: leaf.of, paths: [leaf.property] }, ...anchor]
  if ('edge' in leaf) return [{ match: leaf.of, paths: [leaf.is.property] }, ...anchor]
  if ('time' in leaf) return [plain(leaf.of)]
  if ('sequence' in leaf) return [...leaf.sequence, ...(leaf.without ? [leaf.without] : [])].map(plain)
  if ('stopped' in leaf) return [plain(leaf.stopped)]
  return 'regularly' in leaf ? [plain(leaf.regularly)] : []
}
