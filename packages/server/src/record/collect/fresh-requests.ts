const BYTES_MAX = 16 * 1024 * 1024

/**
 * Bodies that were parsed to be accepted and wait to be processed in this same process: they need not be read, unpacked and parsed again.
 * Only ever a short cut: what is not here is read from the intake.
 */
export type FreshRequests = {
  keep(intakeId: number, value: unknown, bytes: number): void
  /** Hands over those of these that are here, by intake id. They are gone then. */
  take(intakeIds: number[]): Map<number, unknown>
}

/** A memory bounded by the size of the bodies; the oldest go first. */
export function createFreshRequests(): FreshRequests {
  const kept = new Map<number, { value: unknown; bytes: number }>()
  let total = 0
  const drop = (intakeId: number) => {
    total -= kept.get(intakeId)?.bytes ?? 0
    kept.delete(intakeId)
  }
  return {
    keep(intakeId, value, bytes) {
      kept.set(intakeId, { value, bytes })
      total += bytes
      for (const oldest of kept.keys()) {
        if (total <= BYTES_MAX) break
        drop(oldest)
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
