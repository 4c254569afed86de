import { liveFilter } from '@percorso/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../../ground/index.ts'
import { PercorsoError } from '../../ground/index.ts'
import { identifiersMeant } from '../../record/profiles/index.ts'
import type { FactWish } from '../../record/profiles/index.ts'
import { inWorkspace } from '../../stores/index.ts'
import type { Stores } from '../../stores/index.ts'
import type { Doorkeeper } from './authenticate.ts'
import { createChunkListener } from './chunk-listener.ts'
import { createWatch } from './live-watch.ts'
import type { Tell, Watch } from './live-watch.ts'

const VIEWERS_MAX = 200
const HEARTBEAT_MS = 15_000
/** A viewer that has not read so much by now is too slow to be live. */
const UNREAD_BYTES_MAX = 1024 * 1024

type LiveDeps = { stores: Pick<Stores, 'postgres' | 'warehouse'>; admit: Doorkeeper; log: Logger }

/**
 * GET /api/v1/live: facts of the workspace as they are processed, as server-sent events. `event: fact` is a fact; `event: skipped` says how many
 * more there were than can be shown; `event: gap` that for a moment nobody listened.
 */
export function registerLive(app: FastifyInstance, { stores, admit, log }: LiveDeps): void {
  const replies = new Set<FastifyReply>()
  const watches = new Map<string, Watch>()
  const listener = createChunkListener(stores.postgres, log, {
    onChunk: ({ workspaceId, chunkId }) =>
      watches.forEach((watch) => {
        if (watch.workspaceId === workspaceId) watch.hear(chunkId)
      }),
    onGap: (ms) => watches.forEach(({ tell }) => tell('gap', { ms: Math.round(ms) })),
  })
  const heartbeat = setInterval(() => replies.forEach((reply) => write(reply, ': still here\n\n')), HEARTBEAT_MS).unref()

  function join(workspaceId: number, wish: FactWish, reply: FastifyReply): void {
    const key = JSON.stringify([workspaceId, wish])
    const watch = watches.get(key) ?? createWatch({ stores, log }, { workspaceId, wish })
    const tell = tellTo(reply)
    watches.set(key, watch)
    watch.viewers.add(tell)
    replies.add(reply)
    reply.raw.on('close', () => {
      watch.viewers.delete(tell)
      if (watch.viewers.size === 0) watches.delete(key)
      replies.delete(reply)
      if (replies.size === 0) listener.stop()
    })
  }

  app.get('/api/v1/live', { exposeHeadRoute: false }, async (request, reply) => {
    const { workspaceId } = await admit(request, 'facts.read')
    if (replies.size >= VIEWERS_MAX) throw tooManyViewers()
    join(workspaceId, await readWish(stores, workspaceId, request), reply)
    await listener.start()
    begin(reply)
  })
  // Open streams would keep the server from closing.
  app.addHook('preClose', async () => {
    clearInterval(heartbeat)
    for (const reply of replies) reply.raw.end()
    await listener.close()
  })
}

async function readWish({ postgres }: LiveDeps['stores'], workspaceId: number, request: FastifyRequest): Promise<FactWish> {
  const { data, error } = liveFilter.safeParse(request.query)
  if (error) throw badFilter(error.issues[0]?.path.join('.') ?? '', error.issues[0]?.message ?? '')
  const { source, type, name, person, mine, path, test, value } = data
  const identifierIds =
    person === undefined ? [] : await inWorkspace(postgres, workspaceId, (db) => identifiersMeant({ db, workspaceId }, person))
  return {
    sourceId: source,
    type,
    name,
    person: person === undefined ? undefined : { value: person, identifierIds },
    ip: mine === true ? request.ip : undefined,
    property: path === undefined ? undefined : { path, test, value },
  }
}

function begin(reply: FastifyReply): void {
  reply.hijack()
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' }
  reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers })
  reply.raw.write('retry: 2000\n: welcome\n\n')
}

function tellTo(reply: FastifyReply): Tell {
  return (event, data) => write(reply, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** Before the stream has begun there is nobody to write to. */
function write({ raw }: FastifyReply, text: string): void {
  if (!raw.headersSent) return
  if (raw.writableLength > UNREAD_BYTES_MAX) raw.destroy()
  else raw.write(text)
}

function badFilter(field: string, message: string): PercorsoError {
  return new PercorsoError('bad_request', `${field}: ${message}`, {
    status: 400,
    hint: 'See /docs for what a live view can be narrowed by.',
  })
}

function tooManyViewers(): PercorsoError {
  return new PercorsoError('too_many_viewers', 'Too many live views are open.', {
    status: 429,
    hint: 'Close one, or try again in a minute.',
  })
}
