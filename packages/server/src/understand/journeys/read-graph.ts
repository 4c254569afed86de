import type { JourneyGraph, JourneyQuestion } from '@percorso/contract'
import { selectPassages } from './graph-facts.ts'
import type { PassageRow } from './graph-facts.ts'
import { readyJourneys } from './read-journeys.ts'
import type { Asking, Journeys } from './read-journeys.ts'

/** Nobody reads more of them; beyond that, the most frequent are answered. */
const EDGES_MAX = 5_000

/** What follows what: the directly-follows graph of journeys, all of it counted in one pass. What fewer people than `minShare` do is only summed up. */
export async function readGraph(asking: Asking, { question, minShare }: { question: JourneyQuestion; minShare: number }): Promise<JourneyGraph> {
  const journeys = await readyJourneys(asking, question)
  const whole = graphOf(journeys, await selectPassages(asking.warehouse, journeys.log))
  const isShown = ({ people }: { people: number }) => people >= minShare * whole.people
  const [nodes, edges] = [whole.nodes.filter(isShown), whole.edges.filter(isShown).slice(0, EDGES_MAX)]
  const count = (some: JourneyGraph['edges']) => some.reduce((sum, edge) => sum + edge.count, 0)
  const passages = count(whole.edges) - count(edges)
  return { ...whole, nodes, edges, hidden: { nodes: whole.nodes.length - nodes.length, edges: whole.edges.length - edges.length, passages } }
} // prettier-ignore

function graphOf({ asked, stepAt }: Journeys, rows: PassageRow[]): Omit<JourneyGraph, 'hidden'> {
  const all = rows.find(({ a }) => a === 0)
  const passages = rows.filter(({ a, b }) => a > 0 && b > 0)
  const numbers = [...new Set(rows.map(({ a }) => a))].filter((a) => a > 0).sort((a, b) => a - b)
  const byStep = new Map(numbers.map((number) => [number, [] as PassageRow[]]))
  for (const row of rows) byStep.get(row.a)?.push(row)
  const edges = passages
    .sort((x, y) => y.count - x.count || x.a - y.a || x.b - y.b)
    .map((row) => {
      const { count, cases, people } = row
      return { from: stepAt(row.a).step, to: stepAt(row.b).step, count, cases, people, durations: durationsOf(row) }
    })
  return {
    ...asked,
    events: rows.reduce((sum, { a, count }) => sum + (a > 0 ? count : 0), 0),
    cases: all?.count ?? 0,
    people: all?.people ?? 0,
    nodes: numbers.map((number) => ({ ...stepAt(number), ...nodeOf(number, byStep.get(number)!) })),
    edges,
    throughput: all ? durationsOf(all) : { n: 0, median_ms: null, p90_ms: null },
  }
}

function nodeOf(number: number, rows: PassageRow[]) {
  const sum = (of: (row: PassageRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const [events, cases] = [sum(({ count }) => count), sum((row) => row.node_cases)]
  return {
    events,
    cases,
    people: sum((row) => row.node_people),
    starts: sum(({ starts }) => starts),
    ends: sum(({ b, count }) => (b === 0 ? count : 0)),
    reworkCases: sum((row) => row.node_repeated),
    repetitions: events - cases,
    selfLoops: sum(({ b, count }) => (b === number ? count : 0)),
  }
}

function durationsOf({ count, gaps: [median_ms, p90_ms] }: PassageRow) {
  return { n: count, median_ms, p90_ms }
}
