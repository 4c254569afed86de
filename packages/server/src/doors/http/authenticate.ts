import { isIP } from 'node:net'
import { permissions as everyPermission } from '@percorso/contract'
import type { Demand, Permission } from '@percorso/contract'
import type { FastifyRequest } from 'fastify'
import { PercorsoError } from '../../ground/index.ts'
import type { Actor, Browser, Sessions, VerifyToken } from '../../record/access/index.ts'

/** Whose request it is, and what they may do. `session` if it is a person's, in a browser. */
export type Caller = {
  workspaceId: number
  by: Actor
  permissions: ReadonlySet<Permission>
  session?: { userId: string; sessionId: string; email: string }
}
export type Doorkeeper = (request: FastifyRequest, demand: Demand | undefined) => Promise<Caller>

const EVERYTHING: ReadonlySet<Permission> = new Set(everyPermission)
const NOTHING: ReadonlySet<Permission> = new Set()
const USER_AGENT_LENGTH_MAX = 300

/** The one place that decides whether a request may do what it wants. What does not say what it demands is refused to everybody. */
export function createDoorkeeper({ verify, sessions }: { verify: VerifyToken; sessions: Sessions }): Doorkeeper {
  return async (request, demand) => {
    if (demand === undefined) throw new PercorsoError('no_demand', 'This procedure does not say who may call it.', { status: 500 })
    if (demand === 'public') return stranger(request)
    const caller = (await ofToken(verify, request)) ?? (await ofSession(sessions, request)) ?? refuse()
    if (demand === 'signed-in' || caller.permissions.has(demand)) return caller
    throw new PercorsoError('not_permitted', `This needs the permission ${demand}.`, {
      status: 403,
      hint: 'An admin of the workspace can give you a role, or a token a scope, that has it.',
    })
  }
}

/** A token may come from anywhere. One that opens nothing is not tried as a session. */
async function ofToken(verify: VerifyToken, request: FastifyRequest): Promise<Caller | undefined> {
  const bearer = bearerOf(request)
  if (bearer === undefined) return undefined
  const { workspaceId, tokenId, name, scopes } = (await verify(bearer)) ?? refuse()
  const by = { kind: 'token', id: String(tokenId), name, ...whence(request) } as const
  return { workspaceId, by, permissions: scopes ? new Set(scopes) : EVERYTHING }
}

/** A session counts for our own pages only: browsers attach its cookie to any request. */
async function ofSession(sessions: Sessions, request: FastifyRequest): Promise<Caller | undefined> {
  const { cookie } = request.headers
  if (cookie === undefined || !/percorso_session=/u.test(cookie)) return undefined
  assertFromOurPages(request)
  const found = await sessions.verify(originOf(request), cookie)
  if (!found) return undefined
  const { workspaceId, permissions, userId, sessionId, name, email } = found
  return { workspaceId, permissions, by: { kind: 'user', id: userId, name, ...whence(request) }, session: { userId, sessionId, email } }
}

/** Whoever comes in by the door that is open to all: but not by way of somebody else's page. */
function stranger(request: FastifyRequest): Caller {
  assertFromOurPages(request)
  return { workspaceId: 0, by: { kind: 'system', id: '', name: 'Sign-in', ...whence(request) }, permissions: NOTHING }
}

/** The address that the browser thinks it is at. */
function originOf({ protocol, host }: FastifyRequest): string {
  const origin = `${protocol}://${host}`
  if (!URL.canParse(origin) || new URL(origin).host !== host.toLowerCase().replace(/:(80|443)$/u, keptPort(protocol)))
    throw new PercorsoError('bad_host', 'The Host of this request is none.', { status: 400 })
  return new URL(origin).origin
}

/** What of a request the way in needs: nothing that a proxy or a page could have slipped in. */
export function browserOf(request: FastifyRequest, setCookies: Browser['setCookies'] = () => {}): Browser {
  const { network, userAgent } = whence(request)
  const headers = new Headers({
    cookie: request.headers.cookie ?? '',
    'user-agent': userAgent ?? '',
    'x-percorso-address': network?.split('/')[0] ?? '',
  })
  return { origin: originOf(request), address: request.ip, network, userAgent, headers, setCookies }
}

function keptPort(protocol: string): (port: string) => string {
  return (port) => (port === (protocol === 'https' ? ':443' : ':80') ? '' : port)
}

function whence({ ip, headers }: FastifyRequest): Pick<Actor, 'network' | 'userAgent'> {
  return { network: networkOf(ip), userAgent: headers['user-agent']?.slice(0, USER_AGENT_LENGTH_MAX) ?? null }
}

/** An address without its last part (the last 80 bits of IPv6): enough to see what is unusual, too little to follow a person. Who has gone has none. */
function networkOf(ip: string | undefined): string | null {
  const plain = (ip ?? '').replace(/^::ffff:/u, '')
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (isIP(plain) !== 6) return null
  const [head = ''] = plain.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  return `${groups.slice(0, 3).join(':')}::/48`
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, token] = (headers.authorization ?? '').trim().split(/\s+/u)
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : undefined
}

/** Browsers say where a request comes from, and pages cannot make them lie. A browser that says nothing may only read. */
function assertFromOurPages({ headers, host, method }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const ours =
    site !== undefined
      ? site === 'same-origin' || (site === 'none' && isRead(method))
      : headers.origin !== undefined
        ? URL.canParse(headers.origin) && new URL(headers.origin).host === host
        : isRead(method)
  if (ours) return
  throw new PercorsoError('foreign_page', 'A session counts for our own pages only.', {
    status: 403,
    hint: 'Programs use `Authorization: Bearer` with an API token.',
  })
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
