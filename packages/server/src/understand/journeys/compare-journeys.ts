import { newcombe } from '@percorso/maths'
import type { JourneyComparison, JourneyGraph, JourneyQuestion } from '@percorso/contract'
import { shownShare } from '../rules/index.ts'
import { readGraph } from './read-graph.ts'
import type { Asking } from './read-journeys.ts'

const SHOWN = 500

type Edge = JourneyGraph['edges'][number]

/**
 * The journeys of two questions edge by edge, from the greatest difference to the least. The interval takes journeys for independent: nobody should be in
 * both, nor have many in one.
 */
export async function compareJourneys(asking: Asking, wish: { a: JourneyQuestion; b: JourneyQuestion }): Promise<JourneyComparison> {
  const a = await readGraph(asking, { question: wish.a, minShare: 0 })
  const b = await readGraph(asking, { question: wish.b, minShare: 0 })
  const [inA, inB] = [byEnds(a), byEnds(b)]
  const items = [...new Map([...inA, ...inB])].map(([key, { from, to }]) => {
    const [own, other] = [inA.get(key), inB.get(key)]
    const apart = newcombe({ count: own?.cases ?? 0, n: a.cases }, { count: other?.cases ?? 0, n: b.cases })
    return { from, to, a: sideOf(a, own), b: sideOf(b, other), ...apart, difference: Number.isNaN(apart.difference) ? null : apart.difference }
  })
  const names = new Map([...a.nodes, ...b.nodes].map(({ step, name, stage, channel }) => [step, { step, name, stage, channel }]))
  return {
    steps: a.steps,
    left_out: a.left_out + b.left_out,
    names: [...names.values()],
    cases: { a: a.cases, b: b.cases },
    items: items.sort((x, y) => Math.abs(y.difference ?? 0) - Math.abs(x.difference ?? 0)).slice(0, SHOWN),
  }
} // prettier-ignore

function byEnds({ edges }: JourneyGraph): Map<string, Edge> {
  return new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]))
}

function sideOf({ cases }: JourneyGraph, edge: Edge | undefined) {
  return { ...shownShare(edge?.cases ?? 0, cases), median_ms: edge?.durations.median_ms ?? null }
}
