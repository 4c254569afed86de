import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../ground/index.ts'
import type { ChunkRef } from '../../record/collect/index.ts'
import type { Postgres } from '../../stores/index.ts'

const RECONNECT_MS = 1_000

export type ChunkListener = { start(): void; stop(): void; close(): Promise<void> }

/**
 * Hears of every chunk that commits, on whatever machine. Holds a connection of its own between start and stop, and makes a new one
 * when that breaks; what happened in between goes unheard, which a live view can bear.
 */
export function createChunkListener(postgres: Pick<Postgres, 'system'>, log: Logger, onChunk: (ref: ChunkRef) => void): ChunkListener {
  let current: AbortController | undefined
  let running: Promise<void> = Promise.resolve()

  async function listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await holdConnection(signal).catch((error: unknown) => log.warn({ err: error }, 'cannot listen for chunks'))
      if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { signal }).catch(() => {})
    }
  }

  async function holdConnection(signal: AbortSignal): Promise<void> {
    const client = await postgres.system.connect()
    const over = Promise.withResolvers<void>()
    const finish = () => over.resolve()
    client.on('notification', ({ payload }) => hear(payload, onChunk))
    client.on('error', finish)
    client.on('end', finish)
    signal.addEventListener('abort', finish)
    try {
      await client.query('listen percorso_chunk')
      if (!signal.aborted) await over.promise
    } finally {
      client.release(true) // not back into the pool: it listens
    }
  }

  const stop = () => {
    current?.abort()
    current = undefined
  }
  return {
    start() {
      if (current) return
      const { signal } = (current = new AbortController())
      running = running.then(() => listen(signal))
    },
    stop,
    async close() {
      stop()
      await running
    },
  }
}

function hear(payload: string | undefined, onChunk: (ref: ChunkRef) => void): void {
  const { workspaceId, chunkId } = JSON.parse(payload ?? '{}') as Partial<ChunkRef>
  if (workspaceId !== undefined && chunkId !== undefined) onChunk({ workspaceId, chunkId })
}
