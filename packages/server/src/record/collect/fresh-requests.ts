import { setTimeout as sleep } from 'node:timers/promises'

const BYTES_MAX = 8 * 1024 * 1024
const STALE_MS = 5_000
const PATIENCE_MS = 250
const LOOK_EVERY_MS = 10

/**
 * Bodies that were parsed to be accepted and wait to be processed in this same process: they need not be read, unpacked and parsed again.
 * Only ever a short cut: what is not here is read from the intake.
 */
export type FreshRequests = {
  keep(intakeId: number, value: unknown, bytes: number): void
  /** Resolves when the worker has caught up, or after a quarter of a second: senders who wait for their answers are slowed down to its pace. */
  room(): Promise<void>
  /** Hands over those of these that are here, by intake id. They are gone then. */
  take(intakeIds: number[]): Map<number, unknown>
}

/**
 * A memory bounded by the size of the bodies and by time. While it is full, newcomers are not kept: a worker that is behind needs the oldest
 * first, and what is dropped at once costs the garbage collector least.
 */
export function createFreshRequests(): FreshRequests {
  const kept = new Map<number, { value: unknown; bytes: number; at: number }>()
  let total = 0
  const drop = (intakeId: number) => {
    total -= kept.get(intakeId)?.bytes ?? 0
    kept.delete(intakeId)
  }
  const dropStale = (now: number) => {
    for (const [intakeId, { at }] of kept) {
      if (now - at < STALE_MS) break
      drop(intakeId)
    }
  }
  return {
    keep(intakeId, value, bytes) {
      const at = performance.now()
      dropStale(at)
      if (total >= BYTES_MAX) return
      kept.set(intakeId, { value, bytes, at })
      total += bytes
    },
    async room() {
      const until = performance.now() + PATIENCE_MS
      while (total >= BYTES_MAX && performance.now() < until) {
        await sleep(LOOK_EVERY_MS)
        dropStale(performance.now())
      }
    },
    take(intakeIds) {
      const taken = new Map<number, unknown>()
      for (const id of intakeIds) {
        const found = kept.get(id)
        if (!found) continue
        taken.set(id, found.value)
        drop(id)
      }
      return taken
    },
  }
}
