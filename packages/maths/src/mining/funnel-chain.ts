import type { OrderedLog } from './ordered-log.ts'

/** What to look for: `matches[stage]` has a 1 for each activity that reaches the stage; the first stage is required. */
export type ChainSearch = { log: OrderedLog; matches: Uint8Array[]; required: number[]; strict: boolean; withinMs: number }
/** The event with which each stage was reached, -1 where it was not; how many required stages that are. */
export type Chain = { events: Int32Array; reached: number }

/**
 * The chain of a case that reaches the most required stages; of those, the one that begins first. From its beginning each required stage is reached by
 * the first event that may; optional stages by what is between.
 */
export function findChain(search: ChainSearch, c: number): Chain {
  return search.strict ? strictChain(search, c) : looseChain(search, c)
}

function strictChain(search: ChainSearch, c: number): Chain {
  const { log, matches, required } = search
  let best: Chain = { events: new Int32Array(matches.length).fill(-1), reached: 0 }
  for (let start = log.starts[c]!; start < log.starts[c + 1]! && best.reached < required.length; start += 1) {
    if (!matches[0]![log.activityOf[start]!]) continue
    const chain = strictChainFrom(search, start, log.starts[c + 1]!)
    if (chain.reached > best.reached) best = chain
  }
  return best
}

function strictChainFrom(search: ChainSearch, start: number, end: number): Chain {
  const { log, matches, withinMs } = search
  const events = new Int32Array(matches.length).fill(-1)
  let [stage, reached] = [0, 1]
  events[0] = start
  for (let event = start + 1; event < end && log.timeOf[event]! - log.timeOf[start]! <= withinMs; event += 1) {
    const nextRequired = search.required[reached] ?? matches.length
    stage = stageOf(matches, log.activityOf[event]!, { after: stage, nextRequired })
    if (stage === -1) break
    if (stage === nextRequired) reached += 1
    events[stage] = event
  }
  return { events, reached }
}

/** An event stands for the next required stage if it can, else for an optional one before it; any other (-1) ends the chain. */
function stageOf(matches: Uint8Array[], activity: number, { after, nextRequired }: { after: number; nextRequired: number }): number {
  if (matches[nextRequired]?.[activity]) return nextRequired
  for (let stage = after + 1; stage < nextRequired; stage += 1) if (matches[stage]![activity]) return stage
  return -1
}

/**
 * The later a chain begins, the later it reaches each stage: each stage has a pointer that only moves on, so that all beginnings together cost one pass
 * a stage.
 */
function looseChain(search: ChainSearch, c: number): Chain {
  const { log, matches, required, withinMs } = search
  const [start, end] = [log.starts[c]!, log.starts[c + 1]!]
  const pointers = new Int32Array(required.length).fill(start)
  const best = { events: new Int32Array(matches.length).fill(-1), reached: 0 }
  const advance = (k: number, from: number): number => {
    let event = Math.max(pointers[k]!, from)
    while (event < end && !matches[required[k]!]![log.activityOf[event]!]) event += 1
    pointers[k] = event
    return event
  }
  for (let first = advance(0, start); first < end; first = advance(0, first + 1)) {
    const limit = log.timeOf[first]! + withinMs
    let reached = 1
    while (reached < required.length) {
      const event = advance(reached, pointers[reached - 1]! + 1)
      if (event === end || log.timeOf[event]! > limit) break
      reached += 1
    }
    if (reached > best.reached) {
      best.reached = reached
      for (let k = 0; k < reached; k += 1) best.events[required[k]!] = pointers[k]!
    }
    // What is not there at all is not there for those who begin later either.
    if (reached === required.length || pointers[reached] === end) break
  }
  if (best.reached > 0) takeOptional(search, { chain: best, end })
  return best
}

/** Optional stages, each by the first event after the stage before it, up to the next required stage, or to the end of the time if that was not reached. */
function takeOptional({ log, matches, required, withinMs }: ChainSearch, { chain, end }: { chain: Chain; end: number }): void {
  const limit = log.timeOf[chain.events[0]!]! + withinMs
  for (let k = 0; k < chain.reached; k += 1) {
    let from = chain.events[required[k]!]! + 1
    const before = k + 1 < chain.reached ? chain.events[required[k + 1]!]! : end
    for (let stage = required[k]! + 1; stage < (required[k + 1] ?? matches.length); stage += 1) {
      let event = from
      while (event < before && log.timeOf[event]! <= limit && !matches[stage]![log.activityOf[event]!]) event += 1
      if (event === before || log.timeOf[event]! > limit) continue
      chain.events[stage] = event
      from = event + 1
    }
  }
}
