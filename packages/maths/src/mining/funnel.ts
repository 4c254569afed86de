import { durationsOf } from '../probability/quantile.ts'
import type { Durations } from '../probability/quantile.ts'
import { shareOf } from '../probability/wilson.ts'
import type { Share } from '../probability/wilson.ts'
import { findChain } from './funnel-chain.ts'
import type { OrderedLog } from './ordered-log.ts'

/** Reached by any of its activities. Who leaves an optional stage out may go on; the first stage is not optional. */
export type FunnelStage = { activities: readonly string[]; optional?: boolean }
/** Whether anything else may happen between two stages, and the longest time (ms) from the first stage to the last. */
export type FunnelRules = { order: 'loose' | 'strict'; withinMs?: number }
export type ReachedStage = {
  /** Cases. Of a required stage: as shares of the first stage, and of the required stage before it. */
  reached: number
  ofFirst: Share
  ofPrevious: Share
  /** Cases that reached this required stage and not the next one; 0 for the last and for an optional one. */
  dropped: number
  /** From the required stage before it, and from the first stage. */
  fromPrevious: Durations
  fromFirst: Durations
  /** By case: the event with which it was reached, -1 where it was not. */
  eventOf: Int32Array
}
export type Funnel = { cases: number; stages: ReachedStage[] }

/**
 * How far cases get through stages in order. Of each case that chain counts which reaches the most required stages, and of those the first; from
 * where it begins, each stage is reached by the first event that may. An event stands for one stage at most. Throws a RangeError where there is no first
 * stage or it is optional.
 */
export function funnelOf(log: OrderedLog, stages: readonly FunnelStage[], { order, withinMs = Infinity }: FunnelRules): Funnel {
  if (stages[0] === undefined || stages[0].optional) throw new RangeError('a funnel begins with a stage that is not optional')
  const required = [...stages.keys()].filter((stage) => !stages[stage]!.optional)
  const search = { log, matches: matchesOf(log, stages), required, strict: order === 'strict', withinMs }
  const eventsOf = stages.map(() => new Int32Array(log.cases.length).fill(-1))
  for (let c = 0; c < log.cases.length; c += 1) {
    const { events } = findChain(search, c)
    for (const [stage, eventOf] of eventsOf.entries()) eventOf[c] = events[stage]!
  }
  return { cases: log.cases.length, stages: eventsOf.map((_, stage) => reachedStage(log, { eventsOf, required, stage })) }
}

function matchesOf(log: OrderedLog, stages: readonly FunnelStage[]): Uint8Array[] {
  return stages.map(({ activities }) => {
    const names = new Set(activities)
    return Uint8Array.from(log.activities, (name) => (names.has(name) ? 1 : 0))
  })
}

type Reached = { eventsOf: Int32Array[]; required: number[]; stage: number }

function reachedStage(log: OrderedLog, { eventsOf, required, stage }: Reached): ReachedStage {
  const countOf = (index: number | undefined) =>
    index === undefined ? 0 : eventsOf[index]!.reduce((n, event) => n + (event < 0 ? 0 : 1), 0)
  const eventOf = eventsOf[stage]!
  const reached = countOf(stage)
  const previous = required.findLast((index) => index < stage) ?? 0
  const next = required.find((index) => index > stage)
  return {
    reached,
    ofFirst: shareOf(reached, countOf(0)),
    ofPrevious: shareOf(reached, countOf(previous)),
    dropped: required.includes(stage) && next !== undefined ? reached - countOf(next) : 0,
    fromPrevious: timesBetween(log, eventsOf[previous]!, eventOf),
    fromFirst: timesBetween(log, eventsOf[0]!, eventOf),
    eventOf,
  }
}

function timesBetween(log: OrderedLog, from: Int32Array, to: Int32Array): Durations {
  const cases = [...to.keys()].filter((c) => to[c]! >= 0)
  return durationsOf(Float64Array.from(cases, (c) => log.timeOf[to[c]!]! - log.timeOf[from[c]!]!))
}
