import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { policyFor } from './security-headers.ts'

const built = path.resolve(import.meta.dirname, '../../../../console/dist')

const PAGE = 'index.html'
const NONCE_BYTES = 18
const NONCE_PLACE = 'STYLE_NONCE'

/** The web console, as it was built. Every address that is no file is a screen of its own making, so it gets the same page. */
export function registerConsole(app: FastifyInstance, folder: string = built): void {
  const file = path.join(folder, PAGE)
  const hasConsole = fs.existsSync(file)
  if (hasConsole) {
    void app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      index: false,
      allowedPath: (name) => name !== `/${PAGE}`,
      cacheControl: false,
      setHeaders: (reply, name) => void reply.header('cache-control', cachingOf(name)),
    })
    app.get('/', (_request, reply) => reply.callNotFound()) // a folder is forbidden to the files' plugin, not missing
  }
  app.setNotFoundHandler((request, reply) => {
    if (hasConsole && wantsPage(request)) return sendPage(reply, fs.readFileSync(file, 'utf8'))
    return reply.code(404).send({ code: 'not_found', message: 'There is nothing here.', hint: 'The API is described at /docs.' })
  })
}

/** Each answer allows the styles that carry its own nonce. It has no validator: a 304 would bring a new policy to an old page, whose nonce is another. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  return reply
    .code(200)
    .header('content-security-policy', policyFor(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replace(NONCE_PLACE, nonce))
}

/** The builder names assets by their content, so they never change. */
function cachingOf(file: string): string {
  return /-[\w-]{8,}\.\w+$/u.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')
}
