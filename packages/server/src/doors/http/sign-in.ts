import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../ground/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { SESSION_COOKIE } from './authenticate.ts'
import { page } from './page.ts'
import { SESSION_MS, useSignIn } from './tokens.ts'

const usedPage = page(
  'Sign in again',
  `<h1>This link does not work any more</h1>
  <p>A sign-in link works once, and for a short time. Restart Percorso and open the link that it prints, or ask whoever runs it for a new one.</p>
  <p><a href="/">Go to the console</a>: you may be signed in already.</p>`,
)

/** GET /sign-in?token=…: trades a link that works once for a session of 30 days. */
export function registerSignIn(app: FastifyInstance, deps: { postgres: Pick<Postgres, 'system'>; clock: Clock }): void {
  app.get<{ Querystring: { token?: string } }>('/sign-in', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { token } = request.query
    const session = typeof token === 'string' && token !== '' ? await useSignIn(deps, token) : undefined
    if (session === undefined) return reply.code(410).type('text/html; charset=utf-8').send(usedPage)
    const secure = request.protocol === 'https' ? '; Secure' : ''
    const cookie = `${SESSION_COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_MS / 1000}${secure}`
    return reply.header('set-cookie', cookie).redirect('/', 303)
  })
}
