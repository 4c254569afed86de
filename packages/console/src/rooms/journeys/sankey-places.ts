import type { Sankey } from './journey-types.ts'

const COLUMN = 200
const [BAR, GAP] = [12, 14]
const ROOM = 360

type Placed = { x: number; y: number; width: number; height: number }
type Flow = { from: number; to: number; cases: number; path: string; thick: number }

/** A column a place, heights by journeys; links leave and arrive one below the other, so that none covers another. */
export function placeSankey({ cases, nodes, links }: Sankey): { width: number; height: number; nodes: Placed[]; links: Flow[] } {
  const scale = ROOM / Math.max(1, cases)
  const filled = new Map<number, number>()
  const placed = nodes.map(({ place, cases: own }): Placed => {
    const y = filled.get(place) ?? 8
    const height = Math.max(2, own * scale)
    filled.set(place, y + Math.max(height, 16) + GAP)
    return { x: 8 + (place - 1) * COLUMN, y, width: BAR, height }
  })
  const [left, arrived] = [new Map<number, number>(), new Map<number, number>()]
  const flows = links.map(({ from, to, cases: own }): Flow => {
    const thick = Math.max(1, own * scale)
    const [a, b] = [placed[from]!, placed[to]!]
    const [out, into] = [left.get(from) ?? 0, arrived.get(to) ?? 0]
    left.set(from, out + own * scale)
    arrived.set(to, into + own * scale)
    const [x, y, endX, endY] = [a.x + BAR, a.y + out + thick / 2, b.x, b.y + into + thick / 2]
    const middle = (x + endX) / 2
    return { from, to, cases: own, thick, path: `M${x},${y} C${middle},${y} ${middle},${endY} ${endX},${endY}` }
  })
  const places = Math.max(1, ...nodes.map(({ place }) => place))
  return { width: 8 + places * COLUMN, height: Math.max(60, ...filled.values()), nodes: placed, links: flows }
}
