const BYTES_MAX = 16 * 1024 * 1024
const STALE_MS = 5_000

/**
 * Bodies that were parsed to be accepted and wait to be processed in this same process: they need not be read, unpacked and parsed again.
 * Only ever a short cut: what is not here is read from the intake.
 */
export type FreshRequests = {
  keep(intakeId: number, value: unknown, bytes: number): void
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
      if (total + bytes > BYTES_MAX) return
      kept.set(intakeId, { value, bytes, at })
      total += bytes
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
