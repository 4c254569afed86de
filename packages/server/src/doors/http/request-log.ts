import type { FastifyInstance } from 'fastify'
import type { Logger } from '../../ground/index.ts'

/** One line for each request: how it went, by its route. Never its address, which may name people, and nothing of what it carries. */
export function addRequestLog(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) log.warn(line, 'request')
    else if (line.route.startsWith('/api/') || line.route === '/sign-in') log.info(line, 'request')
    else log.debug(line, 'request') // facts come by the thousand, probes all day
  })
}
