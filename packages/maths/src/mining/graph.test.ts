import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphOf } from './graph.ts'
import type { Graph } from './graph.ts'
import { logOf, MINUTE_MS, textbookLog } from './log-of.ts'
import { orderColumns, orderLog } from './ordered-log.ts'

function edgeCounts({ activities, edges }: Graph): Record<string, number> {
  return Object.fromEntries(edges.map(({ from, to, count }) => [`${activities[from]}${activities[to]}`, count]))
}

function nodeNamed({ activities, nodes }: Graph, name: string) {
  return nodes[activities.indexOf(name)]!
}

test('the textbook log', () => {
  const graph = graphOf(textbookLog())
  expect(edgeCounts(graph)).toEqual({ ab: 3, bc: 3, cd: 3, ac: 2, cb: 2, bd: 2, ae: 1, ed: 1 })
  expect(graph).toMatchObject({ events: 23, cases: 6, people: 6 })
  expect(nodeNamed(graph, 'a')).toMatchObject({ events: 6, cases: 6, starts: 6, ends: 0, reworkCases: 0 })
  expect(nodeNamed(graph, 'd')).toMatchObject({ starts: 0, ends: 6, dropOff: { share: 1, n: 6 } })
  expect(graph.throughput).toEqual({ n: 6, medianMs: 3 * MINUTE_MS, p90Ms: 3 * MINUTE_MS })
})

test('rework, repetitions and what follows itself at once', () => {
  const graph = graphOf(logOf(['aaab', 'abab', 'b', 'ab']))
  expect(nodeNamed(graph, 'a')).toMatchObject({ events: 6, cases: 3, reworkCases: 2, repetitions: 3, selfLoops: 2, starts: 3 })
  expect(nodeNamed(graph, 'b')).toMatchObject({ events: 5, cases: 4, reworkCases: 1, repetitions: 1, selfLoops: 0, ends: 4 })
  expect(graph.edges.map(({ count, cases }) => [count, cases])).toEqual([
    [4, 3],
    [2, 1],
    [1, 1],
  ])
})

test('cases of one person count once as people, in whatever order they come', () => {
  const steps = ['p1', 'q1', 'p2', 'q2', 'p3'].flatMap((id) =>
    'ab'.split('').map((activity, time) => ({ case: id, activity, time, person: id[0]! })),
  )
  const graph = graphOf(orderLog(steps))
  expect(graph).toMatchObject({ cases: 5, people: 2 })
  expect(nodeNamed(graph, 'a')).toMatchObject({ cases: 5, people: 2, starts: 5 })
  expect(graph.edges).toMatchObject([{ count: 5, cases: 5, people: 2 }])
})

test('durations lie between the quantiles of definition 7', () => {
  const rows = [1, 2, 3, 10].flatMap((gap) => [
    { case: `${gap}`, activity: 'a', time: 1000 },
    { case: `${gap}`, activity: 'b', time: 1000 + gap },
  ])
  const [edge] = graphOf(orderLog(rows)).edges
  expect(edge!.durations.n).toBe(4)
  expect(edge!.durations.medianMs).toBe(2.5)
  expect(edge!.durations.p90Ms).toBeCloseTo(7.9, 12)
})

test('nothing, and cases of one event', () => {
  expect(graphOf(logOf([]))).toMatchObject({ events: 0, cases: 0, nodes: [], edges: [], throughput: { n: 0, medianMs: undefined } })
  expect(graphOf(logOf(['a', 'a']))).toMatchObject({
    edges: [],
    nodes: [{ events: 2, starts: 2, ends: 2, people: 2 }],
    throughput: { n: 2, medianMs: 0 },
  })
})

test('all numbers agree', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcd'.split('')), minLength: 1, maxLength: 12 }), { maxLength: 12 })
  fc.assert(
    fc.property(words, (some) => {
      const graph = graphOf(logOf(some))
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
      expect(sum(graph.edges.map(({ count }) => count)) + sum(graph.nodes.map(({ ends }) => ends))).toBe(graph.events)
      expect(sum(graph.nodes.map(({ starts }) => starts))).toBe(some.length)
      for (const [activity, name] of graph.activities.entries()) {
        const node = graph.nodes[activity]!
        const into = sum(graph.edges.filter(({ to }) => to === activity).map(({ count }) => count))
        expect(into + node.starts).toBe(node.events)
        expect(node.cases).toBe(some.filter((word) => word.includes(name)).length)
        expect(node.reworkCases).toBe(some.filter((word) => word.split(name).length > 2).length)
        expect(node.selfLoops).toBe(edgeCounts(graph)[name + name] ?? 0)
      }
      for (const { from, to, cases } of graph.edges)
        expect(cases).toBe(some.filter((word) => word.includes(graph.activities[from]! + graph.activities[to]!)).length)
    }),
  )
})

test('5,000 activities that all follow each other somewhere, in one journey of a million steps', () => {
  const steps = 1_000_000
  const activities = Array.from({ length: 5000 }, (_, k) => `${k}`)
  const activityOf = Uint32Array.from({ length: steps }, (_, k) => (k * 7 + Math.floor(k / 5000)) % 5000)
  const graph = graphOf(
    orderColumns({ activities, cases: ['x'], caseOf: new Uint32Array(steps), activityOf, timeOf: activityOf.map((_, k) => k) }),
  )
  expect(graph.nodes.every(({ events, cases }) => events === 200 && cases === 1)).toBe(true)
  expect(graph.edges.reduce((sum, { count }) => sum + count, 0)).toBe(steps - 1)
  expect(graph.throughput).toEqual({ n: 1, medianMs: steps - 1, p90Ms: steps - 1 })
})
