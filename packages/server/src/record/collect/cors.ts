import type { FastifyReply, FastifyRequest } from 'fastify'

const HEADERS = 'Authorization, Content-Type, Content-Encoding, X-Write-Key, X-Retry-Count, X-IP-Policy, AnonymousId'
const HEADER_LIST = /^[\w\-, ]{1,500}$/u

/**
 * Any page may send: whether a key may be used from there is the key's own rule. Beacons come with credentials whether they like it or not,
 * so these are allowed; nothing here looks at a cookie.
 */
export function allowCrossOrigin(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers
  reply.header('access-control-allow-origin', origin ?? '*').header('vary', 'Origin')
  if (origin !== undefined) reply.header('access-control-allow-credentials', 'true')
}

/** Answers a preflight. Headers of our own making do no harm, so whatever the SDK asks for is allowed. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wanted = request.headers['access-control-request-headers']
  return reply
    .header('access-control-allow-methods', 'GET, POST, OPTIONS')
    .header('access-control-allow-headers', wanted !== undefined && HEADER_LIST.test(wanted) ? wanted : HEADERS)
    .header('access-control-max-age', '86400')
    .code(204)
    .send()
}
