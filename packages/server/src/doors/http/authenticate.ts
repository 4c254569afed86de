import type { FastifyRequest } from 'fastify'
import { PercorsoError } from '../../ground/index.ts'
import type { TokenOwner, VerifyToken } from './tokens.ts'

export const SESSION_COOKIE = 'percorso_session'

/** Whose request this is. A token may come from anywhere; a session cookie only from our own pages: browsers attach it to any request. */
export async function authenticate(verify: VerifyToken, request: FastifyRequest): Promise<TokenOwner> {
  const bearer = bearerOf(request)
  if (bearer !== undefined) return (await verify(bearer)) ?? refuse()
  const session = sessionOf(request)
  if (session === undefined) return refuse()
  if (!isFromOurPages(request)) {
    throw new PercorsoError('foreign_page', 'A session counts for our own pages only.', {
      status: 403,
      hint: 'Programs use `Authorization: Bearer` with an API token.',
    })
  }
  const owner = await verify(session)
  return owner?.kind === 'session' ? owner : refuse()
}

/** The session in the cookie, if any. */
function sessionOf({ headers }: FastifyRequest): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === SESSION_COOKIE && value) return value
  }
  return undefined
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, token] = (headers.authorization ?? '').trim().split(/\s+/u)
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : undefined
}

/** Browsers say where a request comes from, and pages cannot make them lie. A browser that says nothing may only read. */
function isFromOurPages({ headers, host, method }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && isRead(method))
  if (headers.origin !== undefined) return URL.canParse(headers.origin) && new URL(headers.origin).host === host
  return isRead(method)
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function refuse(): never {
  throw new PercorsoError('unauthorised', 'This needs a token that is valid.', {
    status: 401,
    hint: 'Send `Authorization: Bearer …` with an API token, or sign in to the console again.',
  })
}
