import type { Reachability } from './reachability.ts'

/**
 * The model as a search sees it: `activityOf` by arc is the activity of its transition, SILENT, or UNSEEN for a visible one that the log does not know;
 * `modelled` is 1 for each activity that the model has.
 */
export type SearchModel = { space: Reachability; activityOf: Int32Array; modelled: Uint8Array }
export const SILENT = -1
export const UNSEEN = -2

/** A step of an alignment: both go on, only what was lived (`arc` is -1), or only the model (`event` is -1). */
export type Step = { event: number; arc: number }
export type Alignment = { cost: number; steps: Step[] }

const LOG_MOVE = -1
const FAR = 0x7fffffff

/**
 * Finds optimal alignments: the fewest deviations between what was lived and any run of the model, where an event without the model and a visible
 * transition without an event cost 1, silent transitions and both together nothing (A. Adriansyah, “Aligning observed and modeled behavior”, PhD
 * thesis, TU Eindhoven 2014). By A* (P. E. Hart, N. J. Nilsson and B. Raphael, IEEE Transactions on Systems Science and Cybernetics 4, 1968) over pairs
 * of a place in the sequence and a marking. What is still to come costs at least the events that the model does not know, and the transitions to the end
 * that there are no events left for: a bound that never falls by more than a step costs, so that each pair is settled once. Costs are whole numbers,
 * so the queue is one stack for each.
 */
export class Aligner {
  private readonly model: SearchModel
  private readonly pairsMax: number
  /** By pair: what it took to come there, and how: `arc * 2`, plus 1 if an event went with it, or LOG_MOVE. */
  private costs = new Int32Array(0)
  private ways = new Int32Array(0)

  /** `pairsMax` bounds the memory, at 8 bytes a pair. */
  constructor(model: SearchModel, pairsMax: number) {
    this.model = model
    this.pairsMax = pairsMax
  }

  /** Undefined if the sequence and the model have more pairs than the limit. */
  align(sequence: Uint32Array): Alignment | undefined {
    const { markings, final } = this.model.space
    const pairs = (sequence.length + 1) * markings
    if (pairs > this.pairsMax) return undefined
    this.reserve(pairs)
    const goal = sequence.length * markings + final
    this.search(sequence, goal)
    return { cost: this.costs[goal]!, steps: this.stepsTo(goal) }
  }

  private reserve(pairs: number): void {
    if (this.costs.length < pairs) {
      this.costs = new Int32Array(pairs)
      this.ways = new Int32Array(pairs)
    }
    this.costs.fill(FAR, 0, pairs)
  }

  private search(sequence: Uint32Array, goal: number): void {
    const { markings, toEnd } = this.model.space
    const { known, unknown } = remaining(sequence, this.model.modelled)
    const queue = new CostQueue()
    const boundOf = (pair: number) => {
      const event = Math.floor(pair / markings)
      return unknown[event]! + Math.max(0, toEnd[pair % markings]! - known[event]!)
    }
    const reach = (pair: number, cost: number, way: number) => {
      if (cost >= this.costs[pair]!) return
      this.costs[pair] = cost
      this.ways[pair] = way
      queue.push(pair, cost + boundOf(pair))
    }
    reach(0, 0, LOG_MOVE)
    for (let pair = queue.pop(); pair !== goal; pair = queue.pop())
      // Else it was reached at less cost, and gone on from there, since it was queued.
      if (this.costs[pair]! + boundOf(pair) === queue.cost) this.expand(pair, sequence, reach)
  }

  private expand(pair: number, sequence: Uint32Array, reach: (pair: number, cost: number, way: number) => void): void {
    const { markings, starts, to } = this.model.space
    const { activityOf, modelled } = this.model
    const marking = pair % markings
    const activity = sequence[Math.floor(pair / markings)]
    const cost = this.costs[pair]!
    if (activity !== undefined) reach(pair + markings, cost + 1, LOG_MOVE)
    // What the model does not know is a deviation whenever it is taken, so it is taken at once.
    if (activity !== undefined && !modelled[activity]) return
    for (let arc = starts[marking]!; arc < starts[marking + 1]!; arc += 1) {
      const next = pair - marking + to[arc]!
      reach(next, cost + (activityOf[arc] === SILENT ? 0 : 1), arc * 2)
      if (activityOf[arc] === activity) reach(next + markings, cost, arc * 2 + 1)
    }
  }

  private stepsTo(goal: number): Step[] {
    const { markings, from, to } = this.model.space
    const steps: Step[] = []
    for (let pair = goal; pair !== 0;) {
      const way = this.ways[pair]!
      const event = Math.floor(pair / markings) - 1
      const arc = way === LOG_MOVE ? -1 : way >>> 1
      const both = way === LOG_MOVE || way % 2 === 1
      steps.push({ event: both ? event : -1, arc })
      if (arc !== -1) pair += from[arc]! - to[arc]!
      if (both) pair -= markings
    }
    return steps.reverse()
  }
}

/** Pairs by cost: of the least cost there is, the one queued last. What is queued costs no less than what was taken out. */
class CostQueue {
  cost = 0
  private readonly stacks: (number[] | undefined)[] = []

  push(pair: number, cost: number): void {
    const stack = this.stacks[cost]
    if (stack) stack.push(pair)
    else this.stacks[cost] = [pair]
  }

  pop(): number {
    let pair = this.stacks[this.cost]?.pop()
    while (pair === undefined) {
      this.stacks[this.cost] = undefined
      this.cost += 1
      if (this.cost >= this.stacks.length) throw new Error('a model that can end has an alignment for every sequence')
      pair = this.stacks[this.cost]?.pop()
    }
    return pair
  }
}

/** Of the events from each place on: how many the model knows, how many it does not. */
function remaining(sequence: Uint32Array, modelled: Uint8Array): { known: Uint32Array; unknown: Uint32Array } {
  const [known, unknown] = [new Uint32Array(sequence.length + 1), new Uint32Array(sequence.length + 1)]
  for (let event = sequence.length - 1; event >= 0; event -= 1) {
    const isKnown = modelled[sequence[event]!]!
    known[event] = known[event + 1]! + isKnown
    unknown[event] = unknown[event + 1]! + 1 - isKnown
  }
  return { known, unknown }
}
