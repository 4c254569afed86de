import { newcombe } from '../probability/newcombe.ts'
import type { ShareDifference } from '../probability/newcombe.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import type { Graph, GraphEdge } from './graph.ts'

/** The share of cases with an edge and its median duration (ms); undefined where the edge is not. */
type EdgeSide = { cases: Share; medianMs: number | undefined }
/** An edge in two logs. The difference is the first share less the second. */
export type ComparedEdge = { from: string; to: string; first: EdgeSide; second: EdgeSide } & ShareDifference

/**
 * Two logs (segments, periods) edge by edge, from the greatest difference to the least. Activities are matched by name. Newcombe's interval takes the
 * cases for independent: nobody should be in both logs, nor have many cases in one.
 */
export function compareGraphs(first: Graph, second: Graph): ComparedEdge[] {
  const [own, other] = [edgesByName(first), edgesByName(second)]
  const compared = [...new Map([...own, ...other])].map(([key, { from, to }]): ComparedEdge => {
    const [a, b] = [own.get(key)?.edge, other.get(key)?.edge]
    const difference = newcombe({ count: a?.cases ?? 0, n: first.cases }, { count: b?.cases ?? 0, n: second.cases })
    return { from, to, first: sideOf(first, a), second: sideOf(second, b), ...difference }
  })
  return compared.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}

function sideOf(graph: Graph, edge: GraphEdge | undefined): EdgeSide {
  return { cases: shareOf(edge?.cases ?? 0, graph.cases), medianMs: edge?.durations.medianMs }
}

function edgesByName({ activities, edges }: Graph): Map<string, { from: string; to: string; edge: GraphEdge }> {
  return new Map(
    edges.map((edge) => {
      const [from, to] = [activities[edge.from]!, activities[edge.to]!]
      return [JSON.stringify([from, to]), { from, to, edge }]
    }),
  )
}
