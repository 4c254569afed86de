import { createHmac } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'

export type Method = NonNullable<InjectOptions['method']>
export type ApiAnswer = { status: number; body: Record<string, unknown>; cookies: string[] }
/** Puts the cookies of an answer into a jar, and those out that it takes back. */
export function keepCookies(jar: Map<string, string>, lines: string[]): void {
  for (const line of lines) {
    const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/su)
    if (value === '' || /max-age=0/iu.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
}

let addresses = 0

/** A browser before a server that trusts its proxy: it keeps cookies, is on one of our pages, and has a network of its own (`10.0.N.0`). */
export function buildBrowser(app: FastifyInstance, cookie = '') {
  const jar = new Map(cookie === '' ? [] : [cookie.split(/=(.*)/su).slice(0, 2) as [string, string]])
  addresses += 1
  const network = `10.0.${addresses}.0`
  return {
    jar,
    network,
    async call(method: Method, path: string, payload?: object): Promise<ApiAnswer> {
      const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': network, ...(cookies !== '' && { cookie: cookies }) }
      const response = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) })
      const set = [response.headers['set-cookie'] ?? []].flat()
      keepCookies(jar, set)
      return { status: response.statusCode, body: response.json<ApiAnswer['body']>(), cookies: set }
    },
  }
}

/** RFC 6238: the code that an authenticator app would show, from the secret that it read out of the QR code. */
export function totp(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(secret, (char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/gu)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = mac[19]! & 15
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}
