import type { PetriNet, Transition } from './petri-net.ts'

/**
 * Every marking of a net from which it can still end, with the arcs between them: those of marking m are from `starts[m]` up to, not with,
 * `starts[m + 1]`. Marking 0 is the first. `toEnd` is the fewest visible transitions from a marking to the final one.
 */
export type Reachability = {
  markings: number
  final: number
  starts: Uint32Array
  from: Uint32Array
  to: Uint32Array
  transition: Uint32Array
  toEnd: Int32Array
}

type Arcs = { from: number[]; to: number[]; transition: number[] }

/**
 * The reachability graph of a net (T. Murata, Proceedings of the IEEE 77, 1989), less its dead ends. A net with more markings than the limit is told
 * as a problem (a net without bounds always has more), and so is one that cannot end.
 */
export function reachabilityOf(net: PetriNet, markingsMax: number): Reachability | { problem: string } {
  const numbers = new Map<string, number>([[net.initial.join(), 0]])
  const markings: (readonly number[])[] = [net.initial]
  const arcs: Arcs = { from: [], to: [], transition: [] }
  for (let m = 0; m < markings.length; m += 1) {
    for (const [index, transition] of net.transitions.entries()) {
      const next = fire(markings[m]!, transition)
      if (!next) continue
      const key = next.join()
      let number = numbers.get(key)
      if (number === undefined) {
        if (markings.length === markingsMax)
          return { problem: `the model has more than ${markingsMax} states: it has no bounds, or too much in parallel` }
        number = markings.push(next) - 1
        numbers.set(key, number)
      }
      arcs.from.push(m)
      arcs.to.push(number)
      arcs.transition.push(index)
    }
  }
  const final = numbers.get(net.final.join())
  const toEnd = final === undefined ? undefined : distances(arcs, { final, markings: markings.length, transitions: net.transitions })
  return !toEnd || toEnd[0] === -1 ? { problem: 'the model cannot come to its end' } : withoutDeadEnds(arcs, toEnd, final!)
}

function fire(marking: readonly number[], { inputs, outputs }: Transition): number[] | undefined {
  for (const { place, weight } of inputs) if (marking[place]! < weight) return undefined
  const next = [...marking]
  for (const { place, weight } of inputs) next[place]! -= weight
  for (const { place, weight } of outputs) next[place]! += weight
  return next
}

type Space = { final: number; markings: number; transitions: readonly Transition[] }

/** Backwards from the final marking, those at one distance before those of the next; -1 where there is no way. */
function distances({ from, to, transition }: Arcs, { final, markings, transitions }: Space): Int32Array {
  const incoming = Array.from({ length: markings }, (): number[] => [])
  for (const [arc, target] of to.entries()) incoming[target]!.push(arc)
  const toEnd = new Int32Array(markings).fill(-1)
  const settled = new Uint8Array(markings)
  let [near, far] = [[final], [] as number[]]
  toEnd[final] = 0
  while (near.length > 0) {
    const m = near.pop()!
    if (!settled[m]) {
      settled[m] = 1
      for (const arc of incoming[m]!) {
        const [source, cost] = [from[arc]!, transitions[transition[arc]!]!.label === undefined ? 0 : 1]
        if (toEnd[source] !== -1 && toEnd[source]! <= toEnd[m]! + cost) continue
        toEnd[source] = toEnd[m]! + cost
        if (cost === 0) near.push(source)
        else far.push(source)
      }
    }
    if (near.length === 0) [near, far] = [far, near]
  }
  return toEnd
}

/** Numbered anew, in the same order, so that the first stays the first. */
function withoutDeadEnds(arcs: Arcs, toEnd: Int32Array, final: number): Reachability {
  const kept = [...toEnd.keys()].filter((m) => toEnd[m] !== -1)
  const numbers = new Int32Array(toEnd.length).fill(-1)
  for (const [number, m] of kept.entries()) numbers[m] = number
  const alive = [...arcs.from.keys()].filter((arc) => numbers[arcs.from[arc]!] !== -1 && numbers[arcs.to[arc]!] !== -1)
  const column = (of: (arc: number) => number) => Uint32Array.from(alive, of)
  const from = column((arc) => numbers[arcs.from[arc]!]!)
  const starts = new Uint32Array(kept.length + 1)
  for (const m of from) starts[m + 1]! += 1
  for (let m = 0; m < kept.length; m += 1) starts[m + 1]! += starts[m]!
  return {
    markings: kept.length,
    final: numbers[final]!,
    starts,
    from,
    to: column((arc) => numbers[arcs.to[arc]!]!),
    transition: column((arc) => arcs.transition[arc]!),
    toEnd: Int32Array.from(kept, (m) => toEnd[m]!),
  }
}
