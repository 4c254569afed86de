import { createMatchers, createSender, forgetDeliveries, queueDeliveries } from '../../act/webhooks/index.ts'
import { systemClock } from '../../ground/index.ts'
import type { Reaction } from '../../record/collect/index.ts'
import { webhooksDeps } from '../webhooks-deps.ts'
import type { WorkerDeps } from './worker.ts'

const SEND_EVERY_MS = 200
const FORGET_EVERY_MS = 3_600_000

/** What a worker does for webhooks: it queues facts that they look for as these are applied, sends what is due, and forgets what is old. */
export function startWebhooks({ stores, log, config = {} }: Pick<WorkerDeps, 'stores' | 'log' | 'config'>): {
  queue: Reaction
  stop(): Promise<void>
} {
  const { postgres } = stores
  const matchersOf = createMatchers()
  const clock = systemClock
  const sender = createSender({ postgres, clock, log, ...webhooksDeps(stores, config) })
  let isStopped = false
  const failed = (error: unknown) => isStopped || log.error({ err: error }, 'looking after webhooks failed and will be tried again')
  const timers = [
    setInterval(() => void sender.look().catch(failed), SEND_EVERY_MS),
    setInterval(() => void forgetDeliveries({ postgres, clock }).catch(failed), FORGET_EVERY_MS),
  ]
  return {
    queue: (scope, applied) => queueDeliveries(matchersOf, scope, applied),
    async stop() {
      isStopped = true
      timers.forEach(clearInterval)
      await sender.stop()
    },
  }
}
