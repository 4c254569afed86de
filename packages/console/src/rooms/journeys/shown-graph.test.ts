import { expect, it } from 'vitest'
import { shownGraph } from './shown-graph.ts'

const durations = { n: 1, median_ms: 1, p90_ms: 1 }
const node = (step: string, people: number) =>
  ({ step, name: step, stage: null, channel: null, people, events: people, cases: people, starts: 0, ends: 0, reworkCases: 0, repetitions: 0, selfLoops: 0 }) // prettier-ignore
const edge = (from: string, to: string, people: number) => ({ from, to, people, count: people, cases: people, durations })

it('leaves out what few do, and says how much that is', () => {
  const graph = {
    people: 100,
    nodes: [node('a', 100), node('b', 50), node('c', 4)],
    edges: [edge('a', 'b', 50), edge('b', 'a', 4), edge('a', 'c', 4)],
  }
  const { nodes, edges, least, hidden } = shownGraph(graph, 0.05)
  expect(least).toBe(5)
  expect(nodes.map(({ step }) => step)).toEqual(['a', 'b'])
  expect(edges.map(({ from, to }) => [from, to])).toEqual([['a', 'b']])
  expect(hidden).toEqual({ nodes: 1, edges: 2 })
  expect(shownGraph(graph, 0).hidden).toEqual({ nodes: 0, edges: 0 })
})
