import type { OrderedLog } from './ordered-log.ts'

/** Cases whose event number `step` (from 1) is of this activity; undefined is all others together. `ended` of them have no further event. */
export type SankeyNode = { step: number; activity: number | undefined; cases: number; ended: number }
/** Cases that went from one node (by index) to another, of the next step. */
export type SankeyLink = { from: number; to: number; cases: number }
/** Nodes by step, in each step from the largest to the smallest, others last. */
export type Sankey = { cases: number; nodes: SankeyNode[]; links: SankeyLink[] }

/**
 * Journeys unrolled by step: the most frequent activities of each of the first steps, everything else as one node of others. Nothing is left out: the
 * cases of a step and those that ended before it are all cases; what goes into a node and what goes out of it or ends there are its cases. What goes
 * beyond the last step is the difference there.
 */
export function sankeyOf(log: OrderedLog, { steps, top }: { steps: number; top: number }): Sankey {
  const nodes: SankeyNode[] = []
  const links: SankeyLink[] = []
  /** The node each case is in at the step before. */
  let before: Int32Array | undefined
  for (let step = 1; step <= steps; step += 1) {
    const slots = addNodes(log, { step, top }, nodes)
    const now = new Int32Array(log.cases.length).fill(-1)
    for (let c = 0; c < now.length; c += 1) {
      const event = log.starts[c]! + step - 1
      if (event >= log.starts[c + 1]!) continue
      const node = nodes[(now[c] = slots[log.activityOf[event]!]!)]!
      node.cases += 1
      if (event + 1 === log.starts[c + 1]) node.ended += 1
    }
    if (before) links.push(...linksBetween(before, now, nodes.length))
    before = now
  }
  return { cases: log.cases.length, nodes, links }
}

/** Adds the nodes of a step; gives the node of each activity. */
function addNodes(log: OrderedLog, { step, top }: { step: number; top: number }, nodes: SankeyNode[]): Int32Array {
  const counts = new Uint32Array(log.activities.length)
  for (let c = 0; c < log.cases.length; c += 1) {
    const event = log.starts[c]! + step - 1
    if (event < log.starts[c + 1]!) counts[log.activityOf[event]!]! += 1
  }
  const present = [...counts.keys()].filter((activity) => counts[activity]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const slots = new Int32Array(log.activities.length).fill(-1)
  for (const [rank, activity] of present.entries()) {
    if (rank <= top) nodes.push({ step, activity: rank < top ? activity : undefined, cases: 0, ended: 0 })
    slots[activity] = nodes.length - 1
  }
  return slots
}

function linksBetween(before: Int32Array, now: Int32Array, nodes: number): SankeyLink[] {
  const counts = new Map<number, number>()
  for (let c = 0; c < now.length; c += 1) {
    if (now[c] === -1) continue
    const key = before[c]! * nodes + now[c]!
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const links = [...counts].map(([key, cases]) => ({ from: Math.floor(key / nodes), to: key % nodes, cases }))
  return links.sort((a, b) => a.from - b.from || a.to - b.to)
}
