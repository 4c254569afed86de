import { touchpointsOf } from './paths.ts'
import type { PathCount } from './paths.ts'

/** How many touchpoints a chain remembers. */
export type Order = 1 | 2 | 3

/**
 * The shape of an absorbing chain over the last touchpoints met: which states there are, which lead to which, and the way of each path through them.
 * State 0 is the start. A state that leads to itself is left out: what counts is where one goes from it in the end.
 */
export type Chain = {
  touchpoints: string[]
  /** Of each state the touchpoints it remembers, as places in `touchpoints`. */
  memories: number[][]
  /** The edges of state i are those from `firstEdge[i]` up to `firstEdge[i + 1]`. */
  firstEdge: Int32Array
  targets: Int32Array
  /** Path i walks `walked` from `firstWalked[i]` up to `firstWalked[i + 1]`, and ends in `ends[i]`. */
  firstWalked: Int32Array
  walked: Int32Array
  ends: Int32Array
}

/** What flows through a chain: along each edge, and out of each state into conversion or loss. */
export type Flow = { edges: Float64Array; converted: Float64Array; lost: Float64Array }

/** The chain that these paths walk, each state the last `order` touchpoints (fewer at the beginning of a path). */
export function chainOf(paths: readonly PathCount[], order: Order): Chain {
  const touchpoints = touchpointsOf(paths)
  const { memories, visits } = visitStates(paths, touchpoints, order)
  const edgeIds = new Map<number, number>()
  const [from, to]: [number[], number[]] = [[], []]
  const edgeOf = (a: number, b: number) => {
    const key = a * memories.length + b
    const known = edgeIds.get(key)
    if (known !== undefined) return known
    edgeIds.set(key, from.length)
    to.push(b)
    return from.push(a) - 1
  }
  const walks = visits.map((states) => states.map((state, i) => edgeOf(states[i - 1] ?? 0, state)))
  const { firstEdge, targets, places } = sortEdges({ from, to }, memories.length)
  return {
    touchpoints,
    memories,
    firstEdge,
    targets,
    firstWalked: starts(walks.map((walk) => walk.length)),
    walked: Int32Array.from(walks.flat(), (edge) => places[edge]!),
    ends: Int32Array.from(visits, (states) => states.at(-1) ?? 0),
  }
}

/** What flows if path i was walked by `converted[i]` who converted and by `lost[i]` who did not. */
export function flowOf(chain: Chain, { converted, lost }: { converted: ArrayLike<number>; lost: ArrayLike<number> }): Flow {
  const states = chain.memories.length
  const flow = { edges: new Float64Array(chain.targets.length), converted: new Float64Array(states), lost: new Float64Array(states) }
  for (let path = 0; path < chain.ends.length; path += 1) {
    const people = converted[path]! + lost[path]!
    if (people === 0) continue
    for (let i = chain.firstWalked[path]!; i < chain.firstWalked[path + 1]!; i += 1) flow.edges[chain.walked[i]!]! += people
    flow.converted[chain.ends[path]!]! += converted[path]!
    flow.lost[chain.ends[path]!]! += lost[path]!
  }
  return flow
}

function visitStates(paths: readonly PathCount[], touchpoints: string[], order: Order): { memories: number[][]; visits: number[][] } {
  const places = new Map(touchpoints.map((touchpoint, i) => [touchpoint, i]))
  const base = touchpoints.length + 1
  const forget = base ** (order - 1)
  const ids = new Map<number, number>([[0, 0]])
  const memories: number[][] = [[]]
  const visits = paths.map(({ steps }) => {
    const states: number[] = []
    let key = 0
    for (const [i, step] of steps.entries()) {
      key = (key % forget) * base + places.get(step)! + 1
      let state = ids.get(key)
      if (state === undefined) {
        state = memories.push(steps.slice(Math.max(0, i - order + 1), i + 1).map((one) => places.get(one)!)) - 1
        ids.set(key, state)
      }
      if (state !== states.at(-1)) states.push(state)
    }
    return states
  })
  return { memories, visits }
}

/** Edges by the state they leave, and the place that each has got. */
function sortEdges({ from, to }: { from: number[]; to: number[] }, states: number) {
  const counts = Array.from({ length: states }, () => 0)
  for (const state of from) counts[state]! += 1
  const firstEdge = starts(counts)
  const next = firstEdge.slice()
  const places = from.map((state) => next[state]!++)
  const targets = new Int32Array(to.length)
  for (const [edge, place] of places.entries()) targets[place] = to[edge]!
  return { firstEdge, targets, places }
}

function starts(lengths: number[]): Int32Array {
  const all = new Int32Array(lengths.length + 1)
  for (const [i, length] of lengths.entries()) all[i + 1] = all[i]! + length
  return all
}
