import fs from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const built = path.resolve(import.meta.dirname, '../../../../console/dist')

/** The web console, as it was built. Every address that is no file is a screen of its own making, so it gets the same page. */
export function registerConsole(app: FastifyInstance, folder: string = built): void {
  const hasConsole = fs.existsSync(path.join(folder, 'index.html'))
  if (hasConsole) {
    void app.register(fastifyStatic, {
      root: folder,
      wildcard: true,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (reply, file) => void reply.header('cache-control', cachingOf(file)),
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (hasConsole && wantsPage(request)) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return reply.code(404).send({ code: 'not_found', message: 'There is nothing here.', hint: 'The API is described at /docs.' })
  })
}

/** The builder names assets by their content, so they never change; pages name the assets of today. */
function cachingOf(file: string): string {
  return /-[\w-]{8,}\.\w+$/u.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')
}
