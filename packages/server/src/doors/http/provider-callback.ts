import type { FastifyInstance } from 'fastify'
import { handleCallback } from '../../record/access/index.ts'
import type { AccessDeps } from '../../record/access/index.ts'
import { browserOf } from './authenticate.ts'

/** GET /api/auth/callback/oidc: where the configured provider sends people back to. Not there without one. */
export function registerProviderCallback(app: FastifyInstance, deps: AccessDeps): void {
  if (!deps.config.oidc) return
  app.get('/api/auth/callback/oidc', { exposeHeadRoute: false }, async (request, reply) => {
    const answer = await handleCallback(deps, { browser: browserOf(request) }, request.url)
    reply.header('cache-control', 'no-store').code(answer.status)
    const cookies = answer.headers.getSetCookie()
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    const location = answer.headers.get('location')
    if (location !== null) reply.header('location', location)
    return reply.send()
  })
}
