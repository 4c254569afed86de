import type { IdentityPolicy } from '@percorso/contract'
import { compareText, kindLimit, kindRank } from './identifier.ts'

/** An identifier as the decision sees it. `firstSeen`: ms of the first fact it was foremost in, if any. `alleged`: named by an alias, never used. */
export type Node = { id: string; kind: string; firstSeen: number | undefined; alleged: boolean }

/** "These two came in one fact", keyed by the earliest such fact. */
export type Link = { a: string; b: string; firstAt: number; messageId: string }

export type Refusal = 'kept-apart' | 'too-many-of-kind' | 'too-many-merges' | 'too-many-identifiers'

export type Decision = {
  /** Identifier id → profile id (the id of the profile's foremost identifier). */
  profileOf: Map<string, string>
  /** Links that join nothing, and why; by {@link linkKey}. */
  refused: Map<string, Refusal>
  /** Links that joined two profiles, each of which had lived before; by {@link linkKey}. */
  merges: Set<string>
}

type Group = { members: Node[]; kinds: Map<string, number>; real: number; merges: number; firstSeen: number; apartFrom: Set<string> }

export type Evidence = { nodes: Iterable<Node>; links: Link[]; keptApart: Iterable<readonly [string, string]> }

/** Name of an undirected link. */
export function linkKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}

/**
 * Which identifiers form one profile: a pure function of the evidence, so that the order of arrival cannot matter.
 * Links are taken in the order of (time, message id) as in Kruskal's algorithm; each joins two groups unless the joined group would break
 * the policy or hold two identifiers that a person decided to keep apart. An alleged identifier connects, but does not count.
 */
export function decideProfiles(evidence: Evidence, policy: IdentityPolicy): Decision {
  const groups = foundGroups(evidence)
  const refused = new Map<string, Refusal>()
  const merges = new Set<string>()
  for (const link of [...evidence.links].sort(compareLinks)) {
    const left = groups.get(link.a)
    const right = groups.get(link.b)
    if (!left || !right || left === right) continue
    const merge = left.firstSeen < link.firstAt && right.firstSeen < link.firstAt
    const refusal = whyRefuse([left, right], merge ? 1 : 0, policy)
    if (refusal) {
      refused.set(linkKey(link.a, link.b), refusal)
      continue
    }
    if (merge) merges.add(linkKey(link.a, link.b))
    join(groups, [left, right], merge ? 1 : 0)
  }
  return { profileOf: nameProfiles(new Set(groups.values()), policy), refused, merges }
}

/** Order in which links are decided: by time, then message id, then ends. */
function compareLinks(x: Link, y: Link): number {
  return x.firstAt - y.firstAt || compareText(x.messageId, y.messageId) || compareText(x.a, y.a) || compareText(x.b, y.b)
}

function foundGroups({ nodes, keptApart }: Evidence): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const node of nodes) {
    const counts = node.alleged ? 0 : 1
    groups.set(node.id, {
      members: [node],
      kinds: new Map(counts ? [[node.kind, 1]] : []),
      real: counts,
      merges: 0,
      firstSeen: node.firstSeen ?? Infinity,
      apartFrom: new Set(),
    })
  }
  for (const [a, b] of keptApart) {
    groups.get(a)?.apartFrom.add(b)
    groups.get(b)?.apartFrom.add(a)
  }
  return groups
}

function whyRefuse([left, right]: [Group, Group], merge: number, policy: IdentityPolicy): Refusal | undefined {
  if (isKeptApart(left, right)) return 'kept-apart'
  if (left.real + right.real > policy.identifiers) return 'too-many-identifiers'
  for (const [kind, count] of left.kinds) {
    const other = right.kinds.get(kind)
    if (other !== undefined && other + count > kindLimit(policy, kind)) return 'too-many-of-kind'
  }
  if (left.merges + right.merges + merge > policy.merges) return 'too-many-merges'
  return undefined
}

function isKeptApart(left: Group, right: Group): boolean {
  const [few, many] = left.apartFrom.size < right.apartFrom.size ? [left, right] : [right, left]
  return few.apartFrom.size > 0 && many.members.some((member) => few.apartFrom.has(member.id))
}

/** Joins the smaller group into the bigger. */
function join(groups: Map<string, Group>, pair: [Group, Group], merge: number): void {
  const [from, into] = pair[0].members.length < pair[1].members.length ? pair : [pair[1], pair[0]]
  for (const member of from.members) groups.set(member.id, into)
  for (const [kind, count] of from.kinds) into.kinds.set(kind, (into.kinds.get(kind) ?? 0) + count)
  for (const id of from.apartFrom) into.apartFrom.add(id)
  for (const member of from.members) into.members.push(member)
  into.real += from.real
  into.merges += from.merges + merge
  into.firstSeen = Math.min(into.firstSeen, from.firstSeen)
}

function nameProfiles(groups: Set<Group>, policy: IdentityPolicy): Map<string, string> {
  const rank = kindRank(policy)
  const foremost = (a: Node, b: Node) => (compareStanding(a, b, rank) <= 0 ? a : b)
  const profileOf = new Map<string, string>()
  for (const { members } of groups) {
    const head = members.reduce(foremost).id
    for (const member of members) profileOf.set(member.id, head)
  }
  return profileOf
}

/** Used before alleged, then by the policy's priority, then by id. */
function compareStanding(a: Node, b: Node, rank: (kind: string) => number): number {
  return Number(a.alleged) - Number(b.alleged) || rank(a.kind) - rank(b.kind) || compareText(a.id, b.id)
}
