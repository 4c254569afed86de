import type { Chain, Flow } from './chain.ts'

/** 1 for each state that is taken away: whoever would go there is lost. */
export type Removed = Uint8Array

/** Up to so many states, direct elimination is as fast as iteration. */
const FEW_STATES = 64
const SWEEPS_MAX = 1_000
const EXACT = 1e-13

/**
 * The probability of conversion from each state of an absorbing chain: v = (I − Q)⁻¹·c, where Q leads from state to state and c to conversion (J. G.
 * Kemeny & J. L. Snell, “Finite Markov Chains”, 1960, chapter III). Few states are eliminated directly; many are iterated upon until what is still to
 * come is estimated below 1e-13, and eliminated after all if that takes too long.
 */
export function conversionFrom(chain: Chain, flow: Flow, removed?: Removed): Float64Array {
  const many = chain.memories.length > FEW_STATES
  return (many ? iterate(chain, flow, removed) : undefined) ?? eliminate(chain, flow, removed)
}

/**
 * State reduction: each state, from the last on, is taken out of the chain and its traffic led past it. It never subtracts, so it
 * loses no digits, however seldom a loop is left (W. K. Grassmann, M. I. Taksar & D. P. Heyman, “Regenerative analysis and steady state distributions for
 * Markov chains”, Operations Research 33, 1985).
 */
export function eliminate(chain: Chain, flow: Flow, removed?: Removed): Float64Array {
  const size = chain.memories.length
  const { matrix, won, lost } = denseOf(chain, flow, removed)
  for (let out = size - 1; out > 0; out -= 1) {
    const row = matrix.subarray(out * size, out * size + out)
    const total = row.reduce((sum, traffic) => sum + traffic, won[out]! + lost[out]!)
    if (total === 0) continue
    for (let k = 0; k < out; k += 1) row[k]! /= total
    won[out]! /= total
    lost[out]! /= total
    for (let into = 0; into < out; into += 1) {
      const traffic = matrix[into * size + out]!
      if (traffic === 0) continue
      for (let k = 0; k < out; k += 1) if (k !== into) matrix[into * size + k]! += traffic * row[k]!
      won[into]! += traffic * won[out]!
      lost[into]! += traffic * lost[out]!
    }
  }
  const from = new Float64Array(size)
  from[0] = won[0]! / (won[0]! + lost[0]! + matrix[0]!)
  for (let state = 1; state < size; state += 1) {
    from[state] = won[state]!
    for (let k = 0; k < state; k += 1) from[state]! += matrix[state * size + k]! * from[k]!
  }
  return from
}

function denseOf({ memories, firstEdge, targets }: Chain, flow: Flow, removed?: Removed) {
  const size = memories.length
  const matrix = new Float64Array(size * size)
  const [won, lost] = [flow.converted.slice(), flow.lost.slice()]
  for (let state = 0; state < size; state += 1) {
    for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge += 1) {
      if (removed?.[targets[edge]!]) lost[state]! += flow.edges[edge]!
      else matrix[state * size + targets[edge]!] = flow.edges[edge]!
    }
    if (!removed?.[state]) continue
    won[state] = 0
    lost[state] = 0
    matrix.fill(0, state * size, (state + 1) * size)
  }
  return { matrix, won, lost }
}

/** Gauss and Seidel's sweeps; undefined if they close in too slowly. */
function iterate({ memories, firstEdge, targets }: Chain, flow: Flow, removed?: Removed): Float64Array | undefined {
  const size = memories.length
  const totals = totalsOf(firstEdge, flow)
  const from = new Float64Array(size)
  let before = Infinity
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep += 1) {
    let change = 0
    for (let state = size - 1; state >= 0; state -= 1) {
      if (totals[state] === 0 || removed?.[state]) continue
      let sum = flow.converted[state]!
      for (let edge = firstEdge[state]!; edge < firstEdge[state + 1]!; edge += 1) sum += flow.edges[edge]! * from[targets[edge]!]!
      const value = sum / totals[state]!
      change = Math.max(change, value - from[state]!)
      from[state] = value
    }
    // What is still to come is a geometric series of which the last two changes give the ratio.
    const ratio = sweep > 0 ? change / before : 1
    if (change === 0 || (ratio < 1 && (change * ratio) / (1 - ratio) < EXACT)) return from
    before = change
  }
  return undefined
}

function totalsOf(firstEdge: Int32Array, flow: Flow): Float64Array {
  return flow.converted.map((converted, state) =>
    flow.edges.subarray(firstEdge[state], firstEdge[state + 1]).reduce((sum, people) => sum + people, converted + flow.lost[state]!),
  )
}
