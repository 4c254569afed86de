import { durationsOf } from '../probability/quantile.ts'
import type { Durations } from '../probability/quantile.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import { bucket } from './buckets.ts'
import type { OrderedLog } from './ordered-log.ts'
import { PairNumbers } from './pair-numbers.ts'
import { Tally } from './tally.ts'

/** An activity: how often, in how many cases, of how many people; how many cases begin and end with it. */
export type GraphNode = {
  activity: number
  events: number
  cases: number
  people: number
  starts: number
  ends: number
  /** Of the cases with it, those whose last event it is. */
  dropOff: Share
  /** The cases in which it happens more than once, and how often it happens beyond the first time, over all cases. */
  reworkCases: number
  repetitions: number
  /** How often it follows itself at once. */
  selfLoops: number
}
/** One activity directly after another: how often, in how many cases, of how many people, and the time from the one to the other. */
export type GraphEdge = { from: number; to: number; count: number; cases: number; people: number; durations: Durations }
/** `nodes` by activity index; `edges` from the most frequent to the least. `throughput` is from the first to the last event of a case. */
export type Graph = {
  activities: readonly string[]
  events: number
  cases: number
  people: number
  nodes: GraphNode[]
  edges: GraphEdge[]
  throughput: Durations
}

/**
 * The directly-follows graph of a log (W. M. P. van der Aalst, “Process Mining: Data Science in Action”, 2nd edition, Springer 2016, section 2.3), with its
 * frequencies and its durations. The counts of all edges and all ends together are the number of events. Linear in the events.
 */
export function graphOf(log: OrderedLog): Graph {
  const passed = passThrough(log)
  return {
    activities: log.activities,
    events: log.activityOf.length,
    cases: log.cases.length,
    people: log.people,
    nodes: nodesOf(log, passed),
    edges: edgesOf(log, passed),
    throughput: throughputOf(log),
  }
}

/** Edges by number, and for each event the edge it begins; the last event of a case begins none, which is one beyond the last edge. */
type Passed = { nodes: Tally; edges: Tally; pairs: PairNumbers; edgeOf: Uint32Array }

function passThrough(log: OrderedLog): Passed {
  const [nodes, edges, pairs] = [new Tally(log.activities.length), new Tally(), new PairNumbers()]
  const edgeOf = new Uint32Array(log.activityOf.length)
  for (const c of casesByPerson(log)) {
    const person = log.personOf[c]!
    const last = log.starts[c + 1]! - 1
    for (let event = log.starts[c]!; event < last; event += 1) {
      const activity = log.activityOf[event]!
      const edge = pairs.numberOf(activity, log.activityOf[event + 1]!)
      nodes.add(activity, c, person)
      edges.add(edge, c, person)
      edgeOf[event] = edge
    }
    nodes.add(log.activityOf[last]!, c, person)
  }
  for (let c = 0; c < log.cases.length; c += 1) edgeOf[log.starts[c + 1]! - 1] = pairs.from.length
  return { nodes, edges, pairs, edgeOf }
}

function nodesOf(log: OrderedLog, { nodes, edges, pairs }: Passed): GraphNode[] {
  const [starts, ends, selfLoops] = Array.from({ length: 3 }, () => new Uint32Array(log.activities.length))
  for (let c = 0; c < log.cases.length; c += 1) {
    starts![log.activityOf[log.starts[c]!]!]! += 1
    ends![log.activityOf[log.starts[c + 1]! - 1]!]! += 1
  }
  for (const [edge, from] of pairs.from.entries()) if (from === pairs.to[edge]) selfLoops![from] = edges.times[edge]!
  return log.activities.map((_, activity) => {
    const [events, cases] = [nodes.times[activity]!, nodes.cases[activity]!]
    return {
      activity,
      events,
      cases,
      people: nodes.people[activity]!,
      starts: starts![activity]!,
      ends: ends![activity]!,
      dropOff: shareOf(ends![activity]!, cases),
      reworkCases: nodes.repeated[activity]!,
      repetitions: events - cases,
      selfLoops: selfLoops![activity]!,
    }
  })
}

function edgesOf(log: OrderedLog, { edges, pairs, edgeOf }: Passed): GraphEdge[] {
  // Those that begin no edge are in a bucket of their own, beyond all edges.
  const { starts, members } = bucket(edgeOf, pairs.from.length + 1)
  const gaps = new Float64Array(starts[pairs.from.length]!)
  for (let k = 0; k < gaps.length; k += 1) gaps[k] = log.timeOf[members[k]! + 1]! - log.timeOf[members[k]!]!
  const found = pairs.from.map((from, edge) => ({
    from,
    to: pairs.to[edge]!,
    count: edges.times[edge]!,
    cases: edges.cases[edge]!,
    people: edges.people[edge]!,
    durations: durationsOf(gaps.subarray(starts[edge], starts[edge + 1])),
  }))
  return found.sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to)
}

/** From the first event of a case to its last: 0 for a case of one event. */
export function throughputOf(log: OrderedLog): Durations {
  const spans = new Float64Array(log.cases.length)
  for (let c = 0; c < spans.length; c += 1) spans[c] = log.timeOf[log.starts[c + 1]! - 1]! - log.timeOf[log.starts[c]!]!
  return durationsOf(spans)
}

/** With those of one person together, so that people can be counted as they pass by. */
function casesByPerson(log: OrderedLog): Iterable<number> {
  return log.people === log.cases.length
    ? log.cases.keys()
    : bucket(log.personOf, log.personOf.reduce((most, person) => Math.max(most, person), 0) + 1).members
}
