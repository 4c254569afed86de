import { eraseDue, keepHouseAtNight } from '../../record/privacy/index.ts'
import type { HouseDeps } from '../../record/privacy/index.ts'

const ERASE_EVERY_MS = 1_000
const LOOK_EVERY_MS = 60_000

/** Erases people as soon as that is ordered, and does at night what makes others wait. Any number of processes may do so. */
export function startPrivacyHousekeeping(deps: HouseDeps): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let isBusy = false
  let isStopped = false
  const every = (ms: number, work: (deps: HouseDeps) => Promise<unknown>) =>
    setInterval(() => {
      if (isBusy) return
      isBusy = true
      running = work(deps)
        .catch((error: unknown) => isStopped || deps.log.error({ err: error }, 'privacy housekeeping failed and will be tried again'))
        .finally(() => (isBusy = false))
    }, ms)
  const timers = [every(ERASE_EVERY_MS, eraseDue), every(LOOK_EVERY_MS, keepHouseAtNight)]
  return {
    async stop() {
      isStopped = true
      timers.forEach(clearInterval)
      await running
    },
  }
}
