import type { SegmentRuleLeaf, SegmentWhere } from '@percorso/contract'

// A rule while it is being written: lines, and groups of lines to any depth. What is not finished yet stands in it too, and does not count.

export type Line = {
  key: number
  not: boolean
  leaf: SegmentRuleLeaf
  /** What it was when it came, as part of a rule: then it counts, whatever it says. */
  given?: SegmentRuleLeaf
}
export type Group = { key: number; not: boolean; joined: 'all' | 'any'; parts: Part[] }
export type Part = Line | Group

let keys = 0

export function newLine(leaf: SegmentRuleLeaf): Line {
  return { key: (keys += 1), not: false, leaf }
}

export function newGroup(joined: Group['joined'], parts: Part[]): Group {
  return { key: (keys += 1), not: false, joined, parts }
}

export function isGroup(part: Part): part is Group {
  return 'parts' in part
}

/** A rule as lines and groups. The outermost is always a group, so that there is something to add to. */
export function fromWhere(where: SegmentWhere | undefined): Group {
  if (where === undefined) return newGroup('all', [])
  const part = partOf(where)
  return isGroup(part) ? part : newGroup('all', [part])
}

function partOf(where: SegmentWhere): Part {
  if ('all' in where) return newGroup('all', where.all.map(partOf))
  if ('any' in where) return newGroup('any', where.any.map(partOf))
  if (!('not' in where)) return { ...newLine(where), given: where }
  const part = partOf(where.not)
  return { ...part, not: !part.not }
}

/** What is finished, as a rule; undefined if nothing is. */
export function toWhere(part: Part): SegmentWhere | undefined {
  const where = isGroup(part) ? whereOf(part) : counts(part) ? part.leaf : undefined
  if (!part.not || where === undefined) return where
  return 'not' in where ? where.not : { not: where }
}

function whereOf({ joined, parts }: Group): SegmentWhere | undefined {
  const finished = parts.flatMap((part) => toWhere(part) ?? [])
  if (finished.length < 2) return finished[0]
  return joined === 'all' ? { all: finished } : { any: finished }
}

/** Whether a line is part of the rule, or still being written. */
export function counts({ leaf, given }: Line): boolean {
  return leaf === given || isFinished(leaf)
}

/** Whether every field is filled in: no empty text, no missing number, no empty list. */
export function isFinished(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.length > 0 && value.every(isFinished)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isFinished)
  return value !== ''
}

/** The draft with one part, wherever it stands, changed, or taken away if nothing comes back. */
export function withPart(group: Group, key: number, change: (part: Part) => Part | undefined): Group {
  const parts = group.parts.flatMap((part) => {
    if (part.key === key) return change(part) ?? []
    return isGroup(part) ? withPart(part, key, change) : part
  })
  return { ...group, parts }
}

/** The draft with a part put into a group, at a place. */
export function withInserted(root: Group, into: number, { part, place }: { part: Part; place: number }): Group {
  const insert = (group: Group): Group => ({ ...group, parts: group.parts.toSpliced(place, 0, part) })
  return root.key === into ? insert(root) : withPart(root, into, (found) => (isGroup(found) ? insert(found) : found))
}
