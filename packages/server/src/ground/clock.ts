/** Where time comes from, in milliseconds since 1970. Passed in, so that tests decide what time it is. */
export type Clock = { now(): number }

export const systemClock: Clock = { now: () => Date.now() }

export type VirtualClock = Clock & { set(time_ms: number): void; advance(by_ms: number): void }

/** A clock that stands still until it is moved. */
export function virtualClock(start_ms: number): VirtualClock {
  let now_ms = start_ms
  return {
    now: () => now_ms,
    set: (time_ms) => void (now_ms = time_ms),
    advance: (by_ms) => void (now_ms += by_ms),
  }
}
