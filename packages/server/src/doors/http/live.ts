import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import type { ChunkRef } from '../../record/collect/index.ts'
import { selectChunk, toStoredFact } from '../../record/profiles/index.ts'
import type { Stores } from '../../stores/index.ts'
import { authenticate } from './authenticate.ts'
import { createChunkListener } from './chunk-listener.ts'
import type { VerifyToken } from './tokens.ts'

const VIEWERS_MAX = 200
const FACTS_PER_CHUNK_MAX = 100
const HEARTBEAT_MS = 15_000
/** Of chunks that come faster than they can be read, some go unseen. */
const READS_MAX = 4
/** A viewer that has not read so much by now is too slow to be live. */
const UNREAD_BYTES_MAX = 1024 * 1024

type LiveDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; verify: VerifyToken; log: Logger }
type Viewer = { workspaceId: number; reply: FastifyReply }

/** GET /api/v1/live: facts of the workspace as they are processed, as server-sent events (`event: fact`). */
export function registerLive(app: FastifyInstance, { stores, verify, log }: LiveDeps): void {
  const viewers = new Set<Viewer>()
  let reads = 0
  const listener = createChunkListener(
    stores.postgres,
    log,
    (ref) => void show(ref).catch((error: unknown) => log.warn({ err: error }, 'live view')),
  )
  const heartbeat = setInterval(() => send([...viewers], ': still here\n\n'), HEARTBEAT_MS).unref()

  async function show(ref: ChunkRef): Promise<void> {
    const ofWorkspace = () => [...viewers].filter(({ workspaceId }) => workspaceId === ref.workspaceId)
    if (ofWorkspace().length === 0 || reads >= READS_MAX) return
    reads += 1
    const rows = await selectChunk(stores.warehouse, ref, FACTS_PER_CHUNK_MAX).finally(() => (reads -= 1))
    const events = rows.map((row) => `event: fact\ndata: ${JSON.stringify({ ...toStoredFact(row), profileId: row.profileId })}\n\n`)
    if (events.length > 0) send(ofWorkspace(), events.join(''))
  }

  function leave(viewer: Viewer): void {
    viewers.delete(viewer)
    if (viewers.size === 0) listener.stop()
  }

  app.get('/api/v1/live', { exposeHeadRoute: false }, async (request, reply) => {
    const { workspaceId } = await authenticate(verify, request)
    if (viewers.size >= VIEWERS_MAX) throw tooManyViewers()
    const viewer = { workspaceId, reply }
    begin(viewer)
    viewers.add(viewer)
    listener.start()
    reply.raw.on('close', () => leave(viewer))
  })
  // Open streams would keep the server from closing.
  app.addHook('preClose', async () => {
    clearInterval(heartbeat)
    for (const { reply } of viewers) reply.raw.end()
    await listener.close()
  })
}

function begin({ reply }: Viewer): void {
  reply.hijack()
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' }
  reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers })
  reply.raw.write('retry: 2000\n: welcome\n\n')
}

function send(viewers: Viewer[], text: string): void {
  for (const { reply } of viewers) {
    if (reply.raw.writableLength > UNREAD_BYTES_MAX) reply.raw.destroy()
    else reply.raw.write(text)
  }
}

function tooManyViewers(): PercorsoError {
  return new PercorsoError('too_many_viewers', 'Too many live views are open.', {
    status: 429,
    hint: 'Close one, or try again in a minute.',
  })
}
