import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../ground/index.ts'
import { signInByLink } from '../../record/access/index.ts'
import type { AuthAt } from '../../record/access/index.ts'
import type { Postgres } from '../../stores/index.ts'
import { browserOf } from './authenticate.ts'
import { page } from './page.ts'

const usedPage = page(
  'Sign in again',
  `<h1>This link does not work any more</h1>
  <p>A sign-in link works once, and for a short time. Restart Percorso and open the link that it prints, or ask whoever runs it for a new one.</p>
  <p><a href="/">Go to the console</a>: you may be signed in already.</p>`,
)

type SignInDeps = { postgres: Pick<Postgres, 'system'>; clock: Clock; authAt: AuthAt }

/** GET /sign-in?token=…: trades a link that works once for a session of 30 days. Without a token it is the console's own page. */
export function registerSignIn(app: FastifyInstance, deps: SignInDeps): void {
  app.get<{ Querystring: { token?: string } }>('/sign-in', { exposeHeadRoute: false }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { token } = request.query
    const cookies = typeof token === 'string' && token !== '' ? await signInByLink(deps, token, browserOf(request)) : undefined
    if (cookies === undefined) return reply.code(410).type('text/html; charset=utf-8').send(usedPage)
    return reply.header('set-cookie', cookies).redirect('/', 303)
  })
}
