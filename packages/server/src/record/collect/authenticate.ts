import type { FastifyRequest } from 'fastify'
import { PercorsoError } from '../../ground/index.ts'
import type { FindWriteKey } from './find-write-key.ts'
import type { KeyOwner } from './write-key-tables.ts'

type Headers = FastifyRequest['headers']

/** Whose facts these are, by the first of these keys that is good. Fails if none is, or if it is not for the page the request comes from. */
export async function authenticate(find: FindWriteKey, keys: string[], headers: Headers): Promise<KeyOwner> {
  const owner = await ownerOf(find, keys)
  if (!owner) throw keys.length === 0 ? keyMissing() : keyUnknown()
  if (!isOriginAllowed(owner, headers)) throw originNotAllowed()
  return owner
}

/** The owner of the first of these keys that is good, if any is. */
export async function ownerOf(find: FindWriteKey, keys: string[]): Promise<KeyOwner | undefined> {
  for (const key of keys) {
    const owner = await find(key)
    if (owner) return owner
  }
  return undefined
}

/** The write keys that a request's headers and address name, surest first. */
export function keysOfRequest({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): string[] {
  const fromHeader = headers['x-write-key']
  return distinct([
    ...keysOfAuthorization(headers.authorization ?? ''),
    ...(typeof fromHeader === 'string' ? [fromHeader.split(':')[0], fromHeader] : []),
    (query as Record<string, unknown>)['writeKey'],
  ])
}

/** The write keys that a body names: the batch's, or its first fact's. */
export function keysOfBody(body: Record<string, unknown>, firstItem: unknown): string[] {
  const ofItem = typeof firstItem === 'object' && firstItem !== null ? (firstItem as Record<string, unknown>)['writeKey'] : undefined
  return distinct([body['writeKey'], ofItem])
}

/** The page that a browser says the request comes from: images and old browsers send no Origin, but a Referer. */
export function pageOrigin(headers: Headers): string | undefined {
  if (headers.origin !== undefined) return headers.origin
  return headers.referer !== undefined && URL.canParse(headers.referer) ? new URL(headers.referer).origin : undefined
}

function keysOfAuthorization(header: string): (string | undefined)[] {
  const [scheme = '', credentials = ''] = header.split(' ', 2)
  if (scheme.toLowerCase() === 'bearer') return [credentials]
  return scheme.toLowerCase() === 'basic' ? [Buffer.from(credentials, 'base64').toString('utf8').split(':')[0]] : []
}

function distinct(keys: unknown[]): string[] {
  return [...new Set(keys.filter((key) => typeof key === 'string').filter((key) => key !== ''))]
}

function isOriginAllowed({ allowedOrigins }: KeyOwner, headers: Headers): boolean {
  return allowedOrigins.length === 0 || allowedOrigins.includes('*') || allowedOrigins.includes(pageOrigin(headers) ?? '')
}

function keyMissing(): PercorsoError {
  return new PercorsoError('write_key_missing', 'The request has no write key.', {
    status: 401,
    hint: 'Send it as the user name of HTTP Basic authentication, as the X-Write-Key header, or as `writeKey` in the body.',
  })
}

function keyUnknown(): PercorsoError {
  return new PercorsoError('write_key_unknown', 'The write key is unknown or was revoked.', {
    status: 401,
    hint: 'Take a key from Sources in the console.',
  })
}

function originNotAllowed(): PercorsoError {
  return new PercorsoError('origin_not_allowed', 'This write key may not be used from this website.', {
    status: 403,
    hint: 'Add the website to the allowed origins of the key, or use another key.',
  })
}
