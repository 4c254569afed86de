import { Graph, layout } from '@dagrejs/dagre'

export type Box = { id: string; width: number; height: number }
export type Line = { from: string; to: string; weight: number; label: { width: number; height: number } }
export type Point = { x: number; y: number }
/** Where everything goes: boxes by their middle, lines by their bends, with the middle of their labels; in the order they were given. */
export type Layout = { width: number; height: number; boxes: Point[]; lines: { points: Point[]; label: Point }[] }

/** In larger graphs lines may be longer than they need be: finding the shortest takes a quarter of the time, and nobody can tell. */
const LARGE = 80

/** Layers from top to bottom, few crossings (E. Gansner and others, “A technique for drawing directed graphs”, IEEE TSE 19, 1993, as dagre has it). */
export function layoutGraph(boxes: readonly Box[], lines: readonly Line[]): Layout {
  const graph = new Graph({ multigraph: true })
  const ranker = boxes.length > LARGE ? 'tight-tree' : 'network-simplex'
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 46, edgesep: 18, marginx: 16, marginy: 16, ranker })
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  for (const [place, { from, to, weight, label }] of lines.entries()) {
    graph.setEdge(from, to, { ...label, weight, labelpos: 'c' }, String(place))
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    boxes: boxes.map(({ id }) => pointOf(graph.node(id) as Point)),
    lines: lines.map(({ from, to }, place) => {
      const line = graph.edge(from, to, String(place)) as { points: Point[] } & Point
      return { points: line.points.map(pointOf), label: pointOf(line) }
    }),
  }
}

function pointOf({ x, y }: Point): Point {
  return { x, y }
}
