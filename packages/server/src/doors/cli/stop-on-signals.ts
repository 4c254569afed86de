import type { Logger } from '../../ground/index.ts'

const PATIENCE_MS = 10_000
const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM']

/**
 * Stops once on Ctrl-C or SIGTERM, in good order and within ten seconds; a second signal ends the process at once. Nothing is lost either way:
 * what was acknowledged is on disk. A signal that comes before there is anything to stop ends the process.
 */
export function stopOnSignals(log: Logger): { stopWith(stop: () => Promise<void>): void } {
  let stopping = false
  let stop: (() => Promise<void>) | undefined

  async function onSignal(signal: NodeJS.Signals): Promise<void> {
    if (stopping || !stop) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error('stopping takes too long: leaving what is under way to the next start')
      process.exit(1)
    }, PATIENCE_MS).unref()
    try {
      await stop()
      log.info('stopped')
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    }
  }

  for (const signal of SIGNALS) process.on(signal, (caught) => void onSignal(caught))
  return { stopWith: (given) => void (stop = given) }
}
