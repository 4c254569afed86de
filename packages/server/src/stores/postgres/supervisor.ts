import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../ground/log.ts'
import type { ServerProcess } from './server-process.ts'

export type Supervisor = { pid(): number | undefined; stop(): Promise<void> }

const healthyAfter_ms = 60_000
const longestPause_ms = 10_000

/** Keeps a server running: when it dies by itself, it is started again, with growing pauses while it keeps dying. */
export async function supervise(start: () => Promise<ServerProcess>, log: Logger): Promise<Supervisor> {
  const stopping = new AbortController()
  let current: ServerProcess | undefined = await start()
  const watching = watch()

  async function watch(): Promise<void> {
    let failures = 0
    while (!stopping.signal.aborted) {
      const startedAt_ms = performance.now()
      const reason = current ? await current.exited : 'it did not start'
      current = undefined
      if (stopping.signal.aborted) return
      failures = performance.now() - startedAt_ms > healthyAfter_ms ? 0 : failures + 1
      log.error({ reason, failures }, 'PostgreSQL stopped by itself; starting it again')
      await pause(failures, stopping.signal)
      if (!stopping.signal.aborted) current = await tryToStart()
    }
  }

  async function tryToStart(): Promise<ServerProcess | undefined> {
    try {
      return await start()
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL did not start')
      return undefined
    }
  }

  return {
    pid: () => current?.pid,
    stop: async () => {
      stopping.abort()
      await current?.stop()
      await watching
      await current?.stop() // one that was starting while we asked to stop
    },
  }
}

async function pause(failures: number, signal: AbortSignal): Promise<void> {
  const pause_ms = Math.min(longestPause_ms, 50 * 2 ** Math.min(failures, 10))
  await sleep(pause_ms, undefined, { signal }).catch(() => undefined)
}
