import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../../ground/index.ts'
import type { ChunkRef } from '../../record/collect/index.ts'
import type { Postgres } from '../../stores/index.ts'

const RECONNECT_MS = 1_000

export type ChunkListener = {
  /** Resolves once chunks are heard: whoever begins to show them then misses none. */
  start(): Promise<void>
  stop(): void
  close(): Promise<void>
}
/** `onGap`: for so many milliseconds chunks may have gone unheard. */
export type Hearing = { onChunk: (ref: ChunkRef) => void; onGap: (ms: number) => void }

/** Hears of every chunk that commits, on whatever machine. Holds a connection of its own between start and stop, and makes a new one when that breaks. */
export function createChunkListener(postgres: Pick<Postgres, 'system'>, log: Logger, { onChunk, onGap }: Hearing): ChunkListener {
  let current: { abort: AbortController; heard: PromiseWithResolvers<void> } | undefined
  let running: Promise<void> = Promise.resolve()

  async function listen(signal: AbortSignal, onHeard: () => void): Promise<void> {
    let deafSince: number | undefined
    const onListening = () => {
      if (deafSince !== undefined) onGap(performance.now() - deafSince)
      deafSince = undefined
      onHeard()
    }
    while (!signal.aborted) {
      await holdConnection(signal, onListening).catch((error: unknown) => log.warn({ err: error }, 'cannot listen for chunks'))
      deafSince ??= performance.now()
      if (!signal.aborted) await sleep(RECONNECT_MS, undefined, { signal }).catch(() => {})
    }
  }

  async function holdConnection(signal: AbortSignal, onListening: () => void): Promise<void> {
    const client = await postgres.system.connect()
    const over = Promise.withResolvers<void>()
    const finish = () => over.resolve()
    client.on('notification', ({ payload }) => hear(payload, onChunk))
    client.on('error', finish)
    client.on('end', finish)
    signal.addEventListener('abort', finish)
    try {
      await client.query('listen percorso_chunk')
      onListening()
      if (!signal.aborted) await over.promise
    } finally {
      client.release(true) // not back into the pool: it listens
    }
  }

  const stop = () => {
    current?.abort.abort()
    current?.heard.resolve()
    current = undefined
  }
  return {
    start() {
      if (current) return current.heard.promise
      const [abort, heard] = [new AbortController(), Promise.withResolvers<void>()]
      current = { abort, heard }
      running = running.then(() => listen(abort.signal, heard.resolve))
      return heard.promise
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
