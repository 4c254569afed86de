import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { PercorsoError } from '../../ground/index.ts'
import { authenticate, keysOfRequest } from './authenticate.ts'
import { allowCrossOrigin, answerPreflight } from './cors.ts'
import { createFindWriteKey } from './find-write-key.ts'
import { pixel, takePixel } from './pixel.ts'
import { readBody } from './read-body.ts'
import type { RawBody } from './read-body.ts'
import { refusalOf, sendRefusal } from './refusal.ts'
import { rudderSettings, segmentSettings } from './sdk-settings.ts'
import { takeRequest } from './take-request.ts'
import type { CollectDeps, Collecting } from './take-request.ts'

const TRANSPORT_BYTES_MAX = 1024 * 1024

const CALLS = { track: 't', identify: 'i', page: 'p', screen: 's', group: 'g', alias: 'a' }
const BATCHES = ['/v1/batch', '/v1/b', '/v1/import', '/beacon/v1/batch', '/api/s/batch', '/api/s/s2s/batch']
const NOT_POST: HTTPMethods[] = ['GET', 'PUT', 'PATCH', 'DELETE']

const nothing: RawBody = { bytes: Buffer.alloc(0), overflowed: false }

/**
 * The door for facts: the HTTP API of Segment, with what the SDKs of Segment, RudderStack and Jitsu expect beyond it.
 * `{"success":true}` means that the facts are safe on disk.
 */
export function registerCollection(app: FastifyInstance, deps: CollectDeps): void {
  const collecting: Collecting = { ...deps, findWriteKey: createFindWriteKey(deps) }
  void app.register(async (door) => {
    // Whatever a sender calls its body: beacons say text/plain, some say nothing.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBody(payload, TRANSPORT_BYTES_MAX))
    door.addHook('onRequest', async (request, reply) => allowCrossOrigin(request, reply))
    door.setErrorHandler((error, _request, reply) => sendRefusal(reply, refusalOf(error, deps.log)))
    addFactRoutes(door, collecting)
    addPixel(door, collecting)
    addSettings(door, collecting)
  })
}

function addFactRoutes(door: FastifyInstance, collecting: Collecting): void {
  for (const [call, letter] of Object.entries(CALLS)) {
    for (const url of [`/v1/${call}`, `/v1/${letter}`, `/api/s/${call}`, `/api/s/s2s/${call}`])
      addFactRoute(door, collecting, { url, call })
  }
  for (const url of BATCHES) addFactRoute(door, collecting, { url, call: undefined })
  // analytics.js reports on itself; nobody here reads that.
  addPost(door, '/v1/m', { handler: async () => ({ success: true }) })
}

/** POST: takes the facts in the body. */
function addFactRoute(door: FastifyInstance, collecting: Collecting, { url, call }: { url: string; call: string | undefined }): void {
  const onRequest = async () => {
    const refusal = collecting.pressure.refusal()
    if (refusal) throw refusal
  }
  const handler: Handler = async (request, reply) => {
    const body = (request.body as RawBody | undefined) ?? nothing
    if (body.overflowed) reply.header('connection', 'close') // the rest of the body may still be on its way
    await takeRequest(collecting, { request, call, body })
    return { success: true }
  }
  addPost(door, url, { handler, onRequest })
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function addPost(door: FastifyInstance, url: string, route: { handler: Handler; onRequest?: () => Promise<void> }): void {
  door.post(url, { onRequest: route.onRequest ?? [] }, route.handler)
  door.options(url, answerPreflight)
  door.route({ method: NOT_POST, url, handler: refuseMethod })
}

async function refuseMethod(request: FastifyRequest, reply: FastifyReply): Promise<never> {
  reply.header('allow', 'POST, OPTIONS')
  throw new PercorsoError('method_not_allowed', `Facts are sent with POST, not with ${request.method}.`, {
    status: 405,
    hint: 'See /v1/pixel for GET.',
  })
}

/** GET /v1/pixel/{call}?data=…: always an image, as a page would show anything else as broken. */
function addPixel(door: FastifyInstance, collecting: Collecting): void {
  door.get<{ Params: { call: string } }>('/v1/pixel/:call', async (request, reply) => {
    const call = Object.entries(CALLS).find((names) => names.includes(request.params.call))?.[0]
    reply.type('image/gif').header('cache-control', 'no-store')
    try {
      await takePixel(collecting, request, call)
    } catch (error) {
      reply.header('x-percorso-error', refusalOf(error, collecting.log).code)
    }
    return reply.send(pixel)
  })
  door.options('/v1/pixel/:call', answerPreflight)
}

/** What SDKs ask for before they send. */
function addSettings(door: FastifyInstance, { findWriteKey }: Collecting): void {
  const add = (url: string, handler: Handler) => {
    if (!door.hasRoute({ method: 'GET', url })) door.get(url, handler)
    if (!door.hasRoute({ method: 'OPTIONS', url })) door.options(url, answerPreflight)
  }
  add('/v1/projects/:writeKey/settings', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return segmentSettings(request, (request.params as { writeKey: string }).writeKey)
  })
  for (const url of ['/sourceConfig', '/sourceConfig/']) {
    add(url, async (request) => {
      const keys = keysOfRequest(request)
      return rudderSettings(await authenticate(findWriteKey, keys, request.headers), keys[0]!)
    })
  }
  add('/analytics-next/bundles/*', async () => {
    throw new PercorsoError('bundle_not_found', 'There are no integrations to load.', { status: 404 })
  })
}
