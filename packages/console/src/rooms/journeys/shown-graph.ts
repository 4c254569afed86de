import type { Graph, GraphEdge, GraphNode } from './journey-types.ts'

const NODES_MAX = 150
const EDGES_MAX = 400

/** Part of a graph, small enough to be drawn: nothing that fewer than `least` people do. `hidden` says how much is not. */
export type ShownGraph = { nodes: GraphNode[]; edges: GraphEdge[]; least: number; hidden: { nodes: number; edges: number } }

/** What at least this share of the people do; steps that nothing shown leads to or from stay, so that nobody is missing. */
export function shownGraph({ people, nodes, edges }: Pick<Graph, 'people' | 'nodes' | 'edges'>, share: number): ShownGraph {
  const frequent = nodes
    .filter((node) => node.people >= share * people)
    .sort((a, b) => b.people - a.people)
    .slice(0, NODES_MAX)
  const known = new Set(frequent.map(({ step }) => step))
  const passages = edges
    .filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.people >= share * people)
    .sort((a, b) => b.people - a.people)
    .slice(0, EDGES_MAX)
  const least = passages.length < EDGES_MAX ? share * people : passages.at(-1)!.people
  return {
    nodes: frequent,
    edges: passages,
    least,
    hidden: { nodes: nodes.length - frequent.length, edges: edges.length - passages.length },
  }
}
